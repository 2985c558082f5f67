import { describe, expect, it } from 'vitest'
import {
  attribute,
  type CompiledModel,
  compare,
  compile,
  implies,
  is,
  type Model,
  ModelBuilder,
  not,
  or,
  startSession,
} from './index.ts'
import { vendorDecisions, vendorSample } from './vendor-sample.test-support.ts'

function ready(model: Model): CompiledModel {
  const result = compile(model)
  if (!result.ok) throw new Error(result.issues.map((i) => `${i.path}: ${i.message}`).join('\n'))
  return result.compiled
}

const bike = new ModelBuilder('BIKE')
const frame = bike.choice('frame', [
  { code: 'steel', attributes: { weight: '2.5' } },
  { code: 'carbon', attributes: { weight: '0.9' } },
])
const motor = bike.choice('motor', ['none', 'city', 'sport'], { weight: 5 })
const battery = bike.choice('battery', [
  { code: 'none', attributes: { wh: '0' } },
  { code: 'small', attributes: { wh: '400' } },
  { code: 'large', attributes: { wh: '750' } },
])
const bags = bike.integer('bags', 0, 4)
bike.rule(
  'motor-battery',
  'A motor needs a battery.',
  implies(not(is(motor, 'none')), not(is(battery, 'none'))),
)
bike.rule(
  'carbon-motor',
  'A carbon frame holds no sport motor.',
  implies(is(frame, 'carbon'), not(is(motor, 'sport'))),
)
bike.rule(
  'sport-range',
  'The sport motor needs 700 Wh.',
  implies(is(motor, 'sport'), compare(attribute(battery, 'wh'), '>=', '700')),
)
bike.rule(
  'large-bags',
  'The large battery leaves room for one bag.',
  implies(is(battery, 'large'), or(is(bags, '0'), is(bags, '1'))),
)
bike.default(frame, 'steel')
const model = bike.build()

describe('a session', () => {
  it('offers after each decision what still leads to a valid end, with the numbers that are left', () => {
    const session = startSession(ready(model))
    expect(session.decide({ variable: 'motor', value: 'sport' }).ok).toBe(true)
    const [battery, bags, frame] = session.domains(['battery', 'bags', 'frame'])
    expect(battery).toMatchObject({ state: 'forced', value: 'large' })
    expect(bags).toMatchObject({ state: 'open', min: '0', max: '1' })
    expect(frame).toMatchObject({ state: 'forced', value: 'steel' })
  })

  it('says in their sentences which decisions and rules take a value away', () => {
    const session = startSession(ready(model))
    session.decide({ variable: 'bags', value: '3' })
    session.decide({ variable: 'frame', value: 'steel' })
    const why = session.explain({ variable: 'motor', value: 'sport' })
    expect(why?.decisions).toEqual([{ variable: 'bags', value: '3' }])
    expect(why?.constraints.map((c) => c.sentence)).toEqual([
      'The sport motor needs 700 Wh.',
      'The large battery leaves room for one bag.',
    ])
  })

  it('says why a value is forced', () => {
    const session = startSession(ready(model))
    session.decide({ variable: 'motor', value: 'sport' })
    const why = session.explainForced('frame')
    expect(why?.decisions).toEqual([{ variable: 'motor', value: 'sport' }])
    expect(why?.constraints.map((c) => c.code)).toEqual(['carbon-motor'])
  })

  it('repairs with the fewest decisions, and of equal ones with those that weigh least', () => {
    const session = startSession(ready(model))
    session.decide({ variable: 'motor', value: 'sport' })
    session.decide({ variable: 'bags', value: '1' })
    const repairs = session.repair({ variable: 'battery', value: 'small' })
    expect(repairs[0]).toMatchObject({ drop: [{ variable: 'motor', value: 'sport' }], weight: 5 })
    expect(repairs[0]?.keep).toEqual([{ variable: 'bags', value: '1' }])
    expect(repairs[0]?.alternatives).toEqual([{ variable: 'motor', value: 'none' }])
    const other = startSession(ready(model))
    other.decide({ variable: 'frame', value: 'carbon' })
    other.decide({ variable: 'motor', value: 'city' })
    other.decide({ variable: 'battery', value: 'small' })
    other.decide({ variable: 'bags', value: '4' })
    const best = other.repair({ variable: 'battery', value: 'large' })
    expect(best.map((r) => r.drop.length)).toEqual([...best.map((r) => r.drop.length)].sort())
    expect(best[0]?.drop.map((d) => d.variable)).toEqual(['battery', 'bags'])
  })

  it('goes on elsewhere from what was saved', () => {
    const session = startSession(ready(model))
    session.decide({ variable: 'motor', value: 'city' })
    session.decide({ variable: 'bags', max: '2' })
    const saved = JSON.parse(JSON.stringify(session.save()))
    const resumed = startSession(ready(structuredClone(model)), saved.decisions)
    expect(resumed.domains()).toEqual(session.domains())
    expect(resumed.dropped).toEqual([])
  })

  it('keeps decisions of an older revision where they hold, and reports the others', () => {
    const session = startSession(ready(model), [
      { variable: 'motor', value: 'sport' },
      { variable: 'saddle', value: 'leather' },
      { variable: 'frame', value: 'titanium' },
      { variable: 'bags', value: '4' },
      { variable: 'battery', value: 'large' },
    ])
    expect(session.decisions().map((d) => d.variable)).toEqual(['motor', 'battery'])
    expect(session.dropped.map((d) => [d.decision.variable, d.reason])).toEqual([
      ['saddle', 'unknown'],
      ['frame', 'outside'],
      ['bags', 'conflict'],
    ])
  })

  it('completes by defaults and finds the lightest way, proven', () => {
    const session = startSession(ready(model))
    session.decide({ variable: 'motor', value: 'city' })
    const { configuration, because } = session.complete()
    expect(configuration.values.frame).toBe('steel')
    expect(because.frame).toBe('default')
    const best = session.optimize({ direction: 'minimize', expression: attribute(frame, 'weight') })
    expect(best).toMatchObject({ value: '0.9', proven: true, bound: '0.9' })
    expect(best.configuration.values.frame).toBe('carbon')
  })

  it('answers the quotient of a documented slow sample exactly', () => {
    const session = startSession(ready(vendorSample))
    for (const decision of vendorDecisions) expect(session.decide(decision).ok).toBe(true)
    // 60.00 W / 3 A × laptops > 110: five are 100, six are 120.
    expect(session.domains(['laptops'])[0]).toMatchObject({ min: '6', max: '9999' })
    expect(session.decide({ variable: 'laptops', value: '5' }).ok).toBe(false)
  })

  it('names the constraints behind a reason, near or far, among hundreds', () => {
    const chain = new ModelBuilder('CHAIN')
    const links = Array.from({ length: 301 }, (_, i) => chain.boolean(`link${i}`))
    for (let i = 0; i < 300; i++) {
      chain.rule(
        `rule${i}`,
        `Link ${i} needs the next one.`,
        implies(is(links[i]!, true), is(links[i + 1]!, true)),
      )
    }
    const session = startSession(ready(chain.build()))
    session.decide({ variable: 'link250', value: true })
    session.decide({ variable: 'link0', value: true })
    const codes = (variable: string) => {
      const explanation = session.explain({ variable, value: false })
      expect(explanation?.decisions).toEqual([{ variable: 'link0', value: true }])
      return explanation?.constraints.map((c) => c.code)
    }
    expect(codes('link3')).toEqual(['rule0', 'rule1', 'rule2'])
    expect(codes('link240')).toEqual(Array.from({ length: 240 }, (_, i) => `rule${i}`))
  })

  it('holds 500 components on four levels', () => {
    const level = (n: number): Model => ({
      code: `level-${n}`,
      variables: [
        {
          kind: 'choice',
          code: 'size',
          options: [
            { code: 'S', attributes: { a: '1' } },
            { code: 'L', attributes: { a: '3' } },
          ],
        },
      ],
      ...(n < 4 && {
        components: [{ code: 'inner', model: `level-${n + 1}`, min: 0, max: n === 1 ? 4 : n === 2 ? 5 : 23 }],
        models: { [`level-${n + 1}`]: level(n + 1) },
      }),
    })
    const rack = level(1)
    const deep: Model = {
      ...rack,
      constraints: [
        {
          code: 'load',
          sentence: 'The rack carries 10.',
          rule: ['<=', ['sumOf', 'inner', ['attribute', 'inner.size', 'a']], '10'],
        },
      ],
    }
    const session = startSession(ready(deep))
    expect(session.domains().length).toBeGreaterThan(480)
    expect(session.decide({ variable: 'inner', value: '4' }).ok).toBe(true)
    for (const i of [0, 1]) session.decide({ variable: `inner[${i}].size`, value: 'L' })
    expect(session.domains(['inner[2].size'])[0]).toMatchObject({ state: 'open' })
    session.decide({ variable: 'inner[3].size', value: 'L' })
    expect(session.domains(['inner[2].size'])[0]).toMatchObject({ state: 'forced', value: 'S' })
    const why = session.explain({ variable: 'inner[2].size', value: 'L' })
    expect(why?.decisions.map((d) => d.variable)).toEqual(['inner[0].size', 'inner[1].size', 'inner[3].size'])
    expect(why?.constraints.map((c) => c.code)).toEqual(['load'])
    session.decide({ variable: 'inner[0].inner', value: '5' })
    expect(session.domains(['inner[0].inner[4].size'])[0]).toMatchObject({ presence: 'present' })
  }, 60_000)
})
