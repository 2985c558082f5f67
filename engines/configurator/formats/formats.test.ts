import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  analyse,
  exportJson,
  exportUvl,
  importCsp,
  importDimacs,
  importJson,
  importSxfm,
  importUvl,
  type Model,
} from '../index.ts'
import { randomModel } from '../random-model.test-support.ts'

const uvl = `namespace Phone
features
	Phone {abstract}
		mandatory
			Screen
				alternative
					Basic {price 10}
					Colour {price 30}
					High {price 50}
		optional
			Camera {price 20}
			GPS
			Ports
				[1..2]
					Usb
					Audio
					Card
constraints
	Camera => High
	!(GPS & Basic)
	Basic.price + Camera.price <= 25 | !Camera
`

const splx = `<feature_model name="Phone">
<feature_tree>
:r Phone(_r)
	:m Screen(_s)
		:g (_g) [1,1]
			: Basic(_b)
			: High(_h)
	:o Camera(_c)
</feature_tree>
<constraints>
c1: ~_c or _h
</constraints>
</feature_model>
`

const dimacs = `c 1 Phone
c 2 Screen
c 3 Camera
c 4 helper$
p cnf 4 3
1 0
-3 2 0
-4 3 0
`

const csp = {
  format: 'cfg-csp/1',
  name: 'bike',
  vars: [
    { n: 'wheel', dom: ['W20', 'W28'] },
    { n: 'bag', dom: ['-', 'small', 'large'] },
    { n: 'weight', int: [0, 2000] },
  ],
  tables: [{ scope: ['wheel', 'bag'], rows: ['00', '10', '11', '12'] }],
  rules: [
    [
      '=',
      '$weight',
      ['+', ['map', '$wheel', { W20: 650, W28: 1000 }], ['map', '$bag', { small: 100, large: 600 }]],
    ],
  ],
}

function ways(model: Model): string {
  const { count, issues } = analyse(model)
  expect(issues.filter((i) => i.severity === 'error')).toEqual([])
  expect(count.exact).toBe(true)
  return count.value
}

describe('models come from', () => {
  it('UVL, with groups, cardinalities and arithmetic over attributes', () => {
    // Screen 3, Camera only with High, no GPS with Basic; no Ports, or one or two of three.
    expect(ways(importUvl(uvl))).toBe(String((1 + 2 + 4) * 7))
  })

  it('SXFM', () => expect(ways(importSxfm(splx))).toBe('3'))

  it('DIMACS with names and helpers, and without', () => {
    const model = importDimacs(dimacs)
    expect(model.variables.map((v) => [v.code, v.hidden ?? false])).toEqual([
      ['Phone', false],
      ['Screen', false],
      ['Camera', false],
      ['helper', true],
    ])
    expect(ways(model)).toBe('4')
    expect(importDimacs('p cnf 2 1\n1 -2 0\n').variables.map((v) => v.code)).toEqual(['1', '2'])
  })

  it('CSP JSON, tables and sums', () => expect(ways(importCsp(csp))).toBe('4'))

  it('JSON of their own', () => {
    const model = importUvl(uvl)
    expect(importJson(exportJson(model))).toEqual(model)
    expect(() => importJson('{"code":"x","variables":[{"code":"y","kind":"colour"}]}')).toThrow(
      /variables\[0\]\.kind/,
    )
  })
})

describe('models go out', () => {
  it('as UVL that reads back to the same number of configurations', () => {
    const model: Model = {
      code: 'desk',
      variables: [
        {
          kind: 'choice',
          code: 'top',
          options: [
            { code: 'oak', attributes: { kg: '20' } },
            { code: 'glass', attributes: { kg: '31.5' } },
          ],
        },
        { kind: 'boolean', code: 'drawer', attributes: { kg: '4' } },
      ],
      constraints: [
        {
          code: 'no-glass-drawer',
          sentence: 'No drawer under glass.',
          rule: ['excludes', 'drawer', ['is', 'top', 'glass']],
        },
      ],
    }
    expect(ways(importUvl(exportUvl(model)))).toBe(ways(model))
  })

  it('as UVL with numbers and arithmetic, and the sentences of the rules for people', () => {
    const model: Model = {
      code: 'table',
      variables: [
        { kind: 'integer', code: 'legs', min: '3', max: '6', attributes: { kg: '2.5' } },
        { kind: 'decimal', code: 'width', min: '0.8', max: '1.6', step: '0.2' },
        { kind: 'boolean', code: 'drawer', attributes: { kg: '4' } },
        { kind: 'text', code: 'engraving' },
      ],
      constraints: [
        {
          code: 'light',
          sentence: 'No more than 15 kg.',
          rule: ['<=', ['+', ['attribute', 'legs', 'kg'], ['attribute', 'drawer', 'kg']], '15'],
        },
        {
          code: 'wide',
          sentence: 'Wide ones have more legs.',
          rule: ['>=', 'legs', ['if', ['>', 'width', '1.2'], '4', ['min', 'width', '3']]],
        },
      ],
    }
    const text = exportUvl(model)
    expect(text).toContain('// No more than 15 kg.')
    expect(ways(importUvl(text))).toBe(ways(model))
  })

  it('as UVL that has as many configurations, whatever the rules', () => {
    fc.assert(
      fc.property(randomModel, (drawn) => {
        const { components: _, models: __, ...model } = drawn
        if (drawn.components) return
        const back = analyse(importUvl(exportUvl(model)))
        const here = analyse(model)
        expect(back.satisfiable).toBe(here.satisfiable)
        if (here.count.exact && back.count.exact) expect(back.count.value).toBe(here.count.value)
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    )
  }, 120_000)

  it('not as UVL where UVL has no words for them', () => {
    const legs = { kind: 'integer' as const, code: 'legs', min: '3', max: '30000' }
    expect(() => exportUvl({ code: 'd', variables: [legs] })).toThrow(/legs/)
    const slot = { code: 'drive', model: 'drive', min: 0, max: 2 }
    const models = { drive: { code: 'drive', variables: [] } }
    expect(() => exportUvl({ code: 'd', variables: [], components: [slot], models })).toThrow(/components/)
  })
})

describe('a text that is no model is refused with its line', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['DIMACS with letters in a clause', () => importDimacs('p cnf 2 1\n1 x 0\n'), /1 x 0/],
    ['DIMACS with a broken header', () => importDimacs('p sat 2\n1 0\n'), /header/],
    ['UVL with an unknown feature', () => importUvl('features\n\tA\nconstraints\n\tA => B\n'), /B/],
    ['UVL without features', () => importUvl('namespace X\n'), /features/],
    ['SXFM without a tree', () => importSxfm('<feature_model></feature_model>'), /feature_tree/],
    ['another JSON', () => importCsp({ format: 'other' }), /cfg-csp/],
  ])('%s', (_, read, message) => expect(read).toThrow(message))
})
