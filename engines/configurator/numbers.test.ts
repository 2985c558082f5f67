import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allConfigurations, respects } from './brute-force.test-support.ts'
import {
  type Condition,
  compile,
  type Decision,
  type Model,
  type NumberExpression,
  startSession,
  type VariableDomain,
} from './index.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 15) }

const leaf = fc.oneof(
  fc.constantFrom('1', '2.5', '40', '-7', '300'),
  fc.constantFrom<NumberExpression>(['variable', 'n'], ['variable', 'm'], ['attribute', 'size', 'a']),
)
const expression = fc.oneof(
  leaf,
  fc.tuple(fc.constantFrom('+', '-', '*', 'min', 'max'), leaf, leaf).map((t) => t as NumberExpression),
  fc.tuple(leaf, leaf).map(([a, b]): NumberExpression => ['/', a, b]),
)
const comparison = fc
  .tuple(fc.constantFrom('=', '<', '<=', '>', '>=', '!='), expression, expression)
  .map((t) => t as Condition)
const rule = fc.oneof(
  comparison,
  fc
    .tuple(fc.constantFrom('S', 'L'), comparison)
    .map(([o, c]): Condition => ['implies', ['is', 'size', o], c]),
)

/** A number with too many values to have each of them as a literal, and some to compare it with. */
const numberModel: fc.Arbitrary<Model> = fc.array(rule, { minLength: 1, maxLength: 3 }).map((rules) => ({
  code: 'numbers',
  variables: [
    {
      kind: 'choice',
      code: 'size',
      options: [
        { code: 'S', attributes: { a: '3' } },
        { code: 'L', attributes: { a: '110' } },
      ],
    },
    { kind: 'decimal', code: 'm', min: '-1.0', max: '2.0', step: '0.5' },
    { kind: 'integer', code: 'n', min: '-20', max: '300' },
  ],
  constraints: rules.map((r, i) => ({ code: `r${i}`, sentence: `Rule ${i}`, rule: r })),
}))

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.integer({ min: -20, max: 300 }).map((k) => ({ variable: 'n', min: String(k) })),
  fc.integer({ min: -20, max: 300 }).map((k) => ({ variable: 'n', max: String(k) })),
  fc.constantFrom('S', 'L').map((value) => ({ variable: 'size', value })),
  fc.integer({ min: -2, max: 4 }).map((k) => ({ variable: 'm', max: String(k / 2) })),
)

describe('a number with many values', () => {
  it('has exactly the smallest and the largest value that some valid configuration has', () => {
    fc.assert(
      fc.property(numberModel, fc.array(decision, { maxLength: 3 }), (model, decisions) => {
        let left = allConfigurations(model)
        const result = compile(model)
        expect(result.ok).toBe(left.length > 0)
        if (!result.ok) return
        const session = startSession(result.compiled)
        for (const d of [null, ...decisions]) {
          if (d !== null) {
            if (session.decisions().some((x) => x.variable === d.variable)) continue
            const next = left.filter((c) => respects(c, d))
            expect(session.decide(d).ok).toBe(next.length > 0)
            if (next.length > 0) left = next
          }
          for (const variable of ['n', 'm']) {
            const values = left.map((c) => Number(c.values[variable]))
            const [domain] = session.domains([variable])
            if (domain?.kind !== 'integer' && domain?.kind !== 'decimal') throw new Error('no number')
            const most = values.reduce((a, b) => Math.max(a, b))
            const least = values.reduce((a, b) => Math.min(a, b))
            expect([variable, Number(domain.min), Number(domain.max)]).toEqual([variable, least, most])
          }
        }
      }),
      RUNS,
    )
  }, 240_000)

  it('shows every hole to whoever asks for enough, and none that is not there to whoever asks for less', () => {
    fc.assert(
      fc.property(
        numberModel,
        fc.array(decision, { maxLength: 2 }),
        fc.integer({ min: 1, max: 60 }),
        (model, decisions, few) => {
          const result = compile(model)
          if (!result.ok) return
          const session = startSession(result.compiled)
          for (const d of decisions) session.decide(d)
          const held = session.decisions()
          const left = allConfigurations(model).filter((c) => held.every((d) => respects(c, d)))
          const possible = new Set(left.map((c) => Number(c.values.n)))
          const all = [...possible].sort((a, b) => a - b)
          const [whole] = session.domains(['n'], { holes: 2000 })
          expect(valuesOf(whole)).toEqual(all)
          const [part] = session.domains(['n'], { holes: few })
          const shown = new Set(valuesOf(part))
          expect(all.filter((value) => !shown.has(value))).toEqual([])
          if (shown.size > possible.size) expect(part).toMatchObject({ partly: true })
        },
      ),
      RUNS,
    )
  }, 240_000)

  it('shows packs of 250 as what they are', () => {
    const result = compile({
      code: 'screws',
      variables: [
        { kind: 'integer', code: 'screws', min: '0', max: '100000' },
        { kind: 'integer', code: 'packs', min: '1', max: '8' },
      ],
      constraints: [
        { code: 'pack', sentence: 'A pack holds 250.', rule: ['=', 'screws', ['*', '250', 'packs']] },
      ],
    })
    if (!result.ok) throw new Error('no model')
    const session = startSession(result.compiled)
    const [screws] = session.domains(['screws'], { holes: 100 })
    const packs = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [String(250 * n), String(250 * n)])
    expect(screws).toMatchObject({ min: '250', max: '2000', ranges: packs })
    expect(screws).not.toHaveProperty('partly')
    session.decide({ variable: 'screws', min: '600', max: '1100' })
    expect(session.domains(['screws'], { holes: 100 })[0]).toMatchObject({
      ranges: [
        ['750', '750'],
        ['1000', '1000'],
      ],
    })
  })
})

function valuesOf(domain: VariableDomain | undefined): number[] {
  if (!domain || !('min' in domain)) throw new Error('no number')
  const ranges = domain.ranges ?? [[domain.min, domain.max] as [string, string]]
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i),
  )
}
