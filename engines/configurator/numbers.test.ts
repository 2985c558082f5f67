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
})
