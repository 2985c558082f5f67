import { describe, expect, it } from 'vitest'
import { analyse, type Model } from './index.ts'

const phone: Model = {
  code: 'phone',
  variables: [
    { kind: 'choice', code: 'screen', options: [{ code: 'basic' }, { code: 'colour' }, { code: 'high' }] },
    { kind: 'boolean', code: 'camera' },
    { kind: 'boolean', code: 'gps' },
    { kind: 'integer', code: 'cases', min: '0', max: '9' },
  ],
  constraints: [
    {
      code: 'no-basic-gps',
      sentence: 'GPS needs a better screen.',
      rule: ['excludes', 'gps', ['is', 'screen', 'basic']],
    },
    {
      code: 'camera-high',
      sentence: 'A camera needs the high screen.',
      rule: ['requires', 'camera', ['is', 'screen', 'high']],
    },
  ],
}
const withRules = (...more: NonNullable<Model['constraints']>): Model => ({
  ...phone,
  constraints: [...phone.constraints!, ...more],
})

describe('the analysis of a model', () => {
  it('counts its configurations, parts that nothing ties together multiplied', () => {
    // screen × camera × gps: basic 1, colour 2, high 4; each with 0 to 9 cases.
    expect(analyse(phone)).toMatchObject({
      satisfiable: true,
      count: { value: '70', exact: true },
      redundantConstraints: [],
    })
  })

  it('gives a bound where counting would take too long, and says that it is one', () => {
    const variables = Array.from({ length: 60 }, (_, i) => ({ kind: 'boolean' as const, code: `b${i}` }))
    const many: Model = {
      code: 'many',
      variables,
      constraints: [
        { code: 'some', sentence: 'At least one.', rule: ['or', ...variables.map((v) => v.code)] },
      ],
    }
    expect(analyse(many).count).toEqual({ value: String(2n ** 60n), exact: false })
  })

  it('names values nobody can choose with the rules that take them away', () => {
    const report = analyse(withRules({ code: 'all-gps', sentence: 'Every phone has GPS.', rule: 'gps' }))
    expect(report.deadValues).toContainEqual({ variable: 'screen', value: 'basic' })
    expect(report.forcedValues).toEqual([{ variable: 'gps', value: true }])
    expect(report.issues.find((i) => i.path === 'screen')).toMatchObject({
      code: 'model.dead-value',
      reasons: ['no-basic-gps', 'all-gps'],
    })
  })

  it('finds the smallest cause of a contradiction', () => {
    const report = analyse(
      withRules(
        { code: 'basic', sentence: 'Only the basic screen is sold.', rule: ['is', 'screen', 'basic'] },
        { code: 'gps-or-camera', sentence: 'GPS or camera.', rule: ['or', 'gps', 'camera'] },
        { code: 'all-gps', sentence: 'Every phone has GPS.', rule: 'gps' },
      ),
    )
    expect(report.satisfiable).toBe(false)
    expect(report.issues.at(-1)).toMatchObject({
      code: 'model.contradiction',
      reasons: ['no-basic-gps', 'basic', 'all-gps'],
    })
  })

  it('names constraints without which nothing would change', () => {
    const report = analyse(
      withRules({
        code: 'weaker',
        sentence: 'No camera on the basic screen.',
        rule: ['not', ['and', 'camera', ['is', 'screen', 'basic']]],
      }),
    )
    expect(report.redundantConstraints).toEqual(['weaker'])
  })

  it('names defaults that can never hold', () => {
    const report = analyse({
      ...phone,
      defaults: [
        { variable: 'screen', value: 'basic', when: 'gps' },
        { variable: 'screen', value: 'basic' },
      ],
    })
    expect(report.issues).toMatchObject([{ code: 'model.default', path: 'defaults[0]' }])
  })

  it('reports numbers without an end before anything else', () => {
    const endless = {
      code: 'endless',
      variables: [{ kind: 'integer', code: 'n', min: '0' }],
    } as unknown as Model
    expect(analyse(endless)).toMatchObject({ satisfiable: false, issues: [{ path: 'variables[0].max' }] })
  })
})
