import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../engines/configurator/index.ts'
import type { Model } from '../../engines/configurator/model.ts'
import { randomModel } from '../../engines/configurator/random-model.test-support.ts'
import { withRenamed, withRenamedOption } from './rename.ts'
import { writeRule } from './write-rule.ts'

const bay: Model = {
  code: 'bay',
  variables: [{ code: 'drive', kind: 'choice', options: [{ code: 'ssd', attributes: { watts: '8' } }] }],
  constraints: [{ code: 'own', sentence: '', rule: ['is', 'drive', 'ssd'] }],
}
const tower: Model = {
  code: 'TOWER',
  variables: [
    { code: 'drive', kind: 'choice', options: [{ code: 'dvd' }, { code: 'none' }] },
    { code: 'quiet', kind: 'boolean' },
  ],
  components: [{ code: 'bay', model: 'bay', min: 0, max: 4 }],
  models: { bay },
  constraints: [
    {
      code: 'sum',
      sentence: '',
      when: 'quiet',
      rule: ['<', ['sumOf', 'bay', ['attribute', 'bay.drive', 'watts']], '30'],
    },
    { code: 'first', sentence: '', rule: ['implies', ['is', 'bay[0].drive', 'ssd'], ['is', 'drive', 'dvd']] },
    { code: 'table', sentence: '', rule: ['allowed', ['drive', 'quiet'], [['dvd', true]]] },
  ],
  defaults: [{ variable: 'drive', value: 'dvd', when: ['not', 'quiet'] }],
  groups: [{ code: 'all', members: ['drive', 'bay'] }],
}
const rulesOf = ({ constraints = [] }: Model) => constraints.map(({ rule }) => writeRule(rule) ?? rule)

describe('renaming', () => {
  it('a variable renames it in rules, tables, defaults and groups, and leaves its namesake in a part alone', () => {
    const renamed = withRenamed(tower, tower, 'drive', 'disc')
    expect(rulesOf(renamed)).toEqual([
      'sumOf(bay, bay.drive.watts) < 30',
      'bay[0].drive == "ssd" implies disc == "dvd"',
      ['allowed', ['disc', 'quiet'], [['dvd', true]]],
    ])
    expect(renamed).toMatchObject({
      variables: [{ code: 'disc' }, { code: 'quiet' }],
      defaults: [{ variable: 'disc', value: 'dvd', when: ['not', 'quiet'] }],
      groups: [{ members: ['disc', 'bay'] }],
      models: { bay },
    })
  })

  it('a variable of a part renames it in the rules around it', () => {
    const renamed = withRenamed(tower, bay, 'drive', 'disk')
    expect(rulesOf(renamed).slice(0, 2)).toEqual([
      'sumOf(bay, bay.disk.watts) < 30',
      'bay[0].disk == "ssd" implies drive == "dvd"',
    ])
    expect(rulesOf(renamed.models?.bay ?? bay)).toEqual(['disk == "ssd"'])
  })

  it('a slot renames the beginning of every path through it', () => {
    const renamed = withRenamed(tower, tower, 'bay', 'cage')
    expect(rulesOf(renamed).slice(0, 2)).toEqual([
      'sumOf(cage, cage.drive.watts) < 30',
      'cage[0].drive == "ssd" implies drive == "dvd"',
    ])
    expect(renamed.groups?.[0]?.members).toEqual(['drive', 'cage'])
  })

  it('leaves as many valid configurations, and back again the same model', () => {
    fc.assert(
      fc.property(randomModel, fc.nat(), (drawn, nth) => {
        const codes = [...drawn.variables, ...(drawn.components ?? [])].map(({ code }) => code)
        const from = codes[nth % codes.length] ?? ''
        const renamed = withRenamed(drawn, drawn, from, 'renamed')
        expect(analyse(renamed).count).toEqual(analyse(drawn).count)
        expect(withRenamed(renamed, renamed, 'renamed', from)).toEqual(drawn)
      }),
      { numRuns: 60 },
    )
  })

  it('an option renames it in rules, tables and defaults, by paths too, and leaves its namesake elsewhere alone', () => {
    const outer = withRenamedOption(tower, tower, 'drive', 'dvd', 'disc')
    expect(rulesOf(outer)).toEqual([
      'sumOf(bay, bay.drive.watts) < 30',
      'bay[0].drive == "ssd" implies drive == "disc"',
      ['allowed', ['drive', 'quiet'], [['disc', true]]],
    ])
    expect(outer).toMatchObject({
      variables: [{ options: [{ code: 'disc' }, { code: 'none' }] }, {}],
      defaults: [{ variable: 'drive', value: 'disc' }],
      models: { bay },
    })
    const inner = withRenamedOption(tower, bay, 'drive', 'ssd', 'flash')
    expect(rulesOf(inner)[1]).toBe('bay[0].drive == "flash" implies drive == "dvd"')
    expect(rulesOf(inner.models?.bay ?? bay)).toEqual(['drive == "flash"'])
    expect(withRenamedOption(inner, inner.models?.bay ?? bay, 'drive', 'flash', 'ssd')).toEqual(tower)
  })

  it('an option leaves as many valid configurations, and back again the same model', () => {
    fc.assert(
      fc.property(randomModel, (drawn) => {
        const choice = drawn.variables.find((each) => each.kind === 'choice')
        const option = choice?.options[0]?.code
        if (!choice || option === undefined || comparesOptions(drawn)) return
        const renamed = withRenamedOption(drawn, drawn, choice.code, option, 'renamed')
        expect(analyse(renamed).count).toEqual(analyse(drawn).count)
        expect(withRenamedOption(renamed, renamed, choice.code, 'renamed', option)).toEqual(drawn)
      }),
      { numRuns: 60 },
    )
  })
})

/** Rules that compare the options of two variables by their codes mean something else once one has another code. */
const comparesOptions = (model: Model) => JSON.stringify(model.constraints ?? []).includes('"same"')
