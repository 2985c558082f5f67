import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../engines/configurator/index.ts'
import type { Condition, Model } from '../../engines/configurator/model.ts'
import { randomModel } from '../../engines/configurator/random-model.test-support.ts'
import { readRule } from './read-rule.ts'
import { writeRule } from './write-rule.ts'

const model: Model = {
  code: 'TOWER',
  variables: [
    {
      code: 'cpu',
      kind: 'choice',
      options: [{ code: 'big', attributes: { watts: '200' } }, { code: 'small' }],
    },
    { code: 'cooling', label: 'Cooling', kind: 'choice', options: [{ code: 'air' }, { code: 'liquid' }] },
    { code: 'spare-cpu', kind: 'choice', options: [{ code: 'big' }, { code: 'small' }] },
    { code: 'memory', kind: 'integer', min: '0', max: '8' },
    { code: 'cards', kind: 'integer', min: '0', max: '8' },
    { code: 'quiet', kind: 'boolean' },
  ],
  components: [{ code: 'bay', model: 'bay', min: 0, max: 4 }],
  models: {
    bay: {
      code: 'bay',
      variables: [{ code: 'drive', kind: 'choice', options: [{ code: 'ssd', attributes: { watts: '8' } }] }],
    },
  },
}

const spellings: [string, Condition][] = [
  ['cooling == "liquid"', ['is', 'cooling', 'liquid']],
  ['cooling != "liquid"', ['not', ['is', 'cooling', 'liquid']]],
  ['!(cpu == "big" && cooling == "air")', ['not', ['and', ['is', 'cpu', 'big'], ['is', 'cooling', 'air']]]],
  ['cpu in ["big", "small"]', ['in', 'cpu', ['big', 'small']]],
  ['memory + cards <= 8', ['<=', ['+', ['variable', 'memory'], ['variable', 'cards']], '8']],
  ['cards > 2', ['>', ['variable', 'cards'], '2']],
  ['cpu == `spare-cpu`', ['same', 'cpu', 'spare-cpu']],
  ['quiet implies cards <= 2', ['implies', 'quiet', ['<=', ['variable', 'cards'], '2']]],
  [
    '1.25 * (cpu.watts + 90) <= 500',
    ['<=', ['*', '1.25', ['+', ['attribute', 'cpu', 'watts'], '90']], '500'],
  ],
  [
    'memory - (cards - 1) >= 0',
    ['>=', ['-', ['variable', 'memory'], ['-', ['variable', 'cards'], '1']], '0'],
  ],
  ['sumOf(bay, bay.drive.watts) < 30', ['<', ['sumOf', 'bay', ['attribute', 'bay.drive', 'watts']], '30']],
  [
    'countOf(bay, bay.drive == "ssd") == bay',
    ['=', ['countOf', 'bay', ['is', 'bay.drive', 'ssd']], ['variable', 'bay']],
  ],
  ['atMost(1, quiet, cards > 2)', ['atMost', 1, 'quiet', ['>', ['variable', 'cards'], '2']]],
]

describe('a rule of a model', () => {
  it.each(spellings)('%s is read, and written the same', (text, rule) => {
    expect(readRule(text, model)).toEqual({ ok: true, rule })
    expect(writeRule(rule)).toBe(text)
  })

  it.each([
    ['cooling == "steam"', '"steam"', /no option “steam”. It has air, liquid/],
    ['cpu.wats > 3', 'cpu.wats', /no “cpu.wats”. Did you mean cpu or cpu.watts/],
    ['cooling = "air"', '=', /written ==/],
    ['memory + "x" <= 8', '"x"', /number is needed/],
    ['cpu && quiet', 'cpu', /true or false/],
    ['quiet cards', 'cards', /missing before “cards”/],
    ['(quiet', '', /“\)” is missing/],
    ['atMost(quiet, quiet)', 'quiet', /whole number comes first/],
  ])('%s cannot be read, and it is said where and why', (text, place, why) => {
    const read = readRule(text, model)
    expect(read).toMatchObject({ ok: false, message: expect.stringMatching(why) })
    if (!read.ok) expect(text.slice(read.at, read.to)).toBe(place)
  })

  it('means the same after it went through its text', () => {
    fc.assert(
      fc.property(randomModel, (drawn) => {
        const through = (rule: Condition): Condition => {
          const text = writeRule(rule)
          const read = text === undefined ? undefined : readRule(text, drawn)
          return read?.ok ? read.rule : rule
        }
        const again = {
          ...drawn,
          constraints: (drawn.constraints ?? []).map((each) => ({ ...each, rule: through(each.rule) })),
        }
        expect(analyse(again).count).toEqual(analyse(drawn).count)
      }),
      { numRuns: 60 },
    )
  })
})
