import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Configuration, Decision, VariableDomain } from './answers.ts'
import { allConfigurations, respects, valuesOf } from './brute-force.test-support.ts'
import { sameValue } from './evaluate.ts'
import { flatten } from './flat.ts'
import { compile, type Session, startSession } from './index.ts'
import type { Model, Value } from './model.ts'
import { randomModel } from './random-model.test-support.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 40) }
const picks = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(5)), { minLength: 1, maxLength: 6 })

/** A decision drawn from numbers: a value, now and then the opposite. */
function decisionFor(model: Model, [a, b, kind]: [number, number, number]): Decision {
  const flat = flatten(model)
  const v = flat.variables[a % flat.variables.length]!
  const values = valuesOf(v)
  const value = values[b % values.length]!
  if (kind === 0) return { variable: v.path, not: value }
  if (kind === 1 && v.kind === 'number') return { variable: v.path, max: String(value) }
  return { variable: v.path, value }
}

function possibleValues(d: VariableDomain, all: Value[]): Value[] {
  if (d.state === 'absent') return []
  if (d.kind === 'boolean' || d.kind === 'choice') {
    return d.values.filter((v) => v.state !== 'excluded' && v.state !== 'refused').map((v) => v.value)
  }
  if (d.kind !== 'integer' && d.kind !== 'decimal') return []
  const ranges = (d.ranges ?? [[d.min, d.max]]).map(([a, b]) => [Number(a), Number(b)] as const)
  return all.filter((x) => ranges.some(([a, b]) => a <= Number(x) && Number(x) <= b))
}

function expectExact(model: Model, session: Session, left: Configuration[]): void {
  for (const v of flatten(model).variables) {
    const [domain] = session.domains([v.path])
    const want = valuesOf(v).filter((x) =>
      left.some((c) => c.values[v.path] !== undefined && sameValue(c.values[v.path], x)),
    )
    expect([v.path, possibleValues(domain!, valuesOf(v))]).toEqual([v.path, want])
    const there = left.filter((c) => c.values[v.path] !== undefined).length
    expect(domain!.presence).toBe(there === 0 ? 'absent' : there === left.length ? 'present' : 'maybe')
  }
}

describe('a session over any small model', () => {
  it('offers exactly the values that some valid configuration has, after every decision', () => {
    fc.assert(
      fc.property(randomModel, picks, (model, numbers) => {
        let left = allConfigurations(model)
        const result = compile(model)
        expect(result.ok).toBe(left.length > 0)
        if (!result.ok) return
        const session = startSession(result.compiled)
        expectExact(model, session, left)
        for (const n of numbers) {
          const decision = decisionFor(model, n)
          if (session.decisions().some((d) => d.variable === decision.variable)) continue
          const next = left.filter((c) => respects(c, decision))
          expect(session.possible(decision)).toBe(next.length > 0)
          expect(session.decide(decision).ok).toBe(next.length > 0)
          if (next.length > 0) left = next
          expectExact(model, session, left)
        }
      }),
      RUNS,
    )
  }, 120_000)

  it('explains with a minimal conflict and repairs with the smallest sets of decisions', () => {
    fc.assert(
      fc.property(randomModel, picks, (model, numbers) => {
        const all = allConfigurations(model)
        const result = compile(model)
        if (!result.ok) return
        const session = startSession(result.compiled)
        const fits = (ds: readonly Decision[]) => all.some((c) => ds.every((d) => respects(c, d)))
        const without = (constraints: string[]): Model => ({
          ...model,
          constraints: (model.constraints ?? []).filter((c) => constraints.includes(c.code)),
          ...(model.models && {
            models: {
              part: {
                ...model.models.part!,
                constraints: [],
              },
            },
          }),
        })
        for (const n of numbers) {
          const wanted = decisionFor(model, n)
          if (session.decide(wanted).ok) continue
          const decisions = session.decisions()
          const why = session.explain(wanted)!
          expect(fits([wanted, ...why.decisions])).toBe(false)
          for (const d of why.decisions)
            expect(fits([wanted, ...why.decisions.filter((x) => x !== d)])).toBe(true)
          const codes = why.constraints.map((c) => c.code)
          if (codes.every((c) => !c.includes('own'))) {
            const holdsWith = (cs: string[]) =>
              allConfigurations(without(cs)).some((c) =>
                [wanted, ...why.decisions].every((d) => respects(c, d)),
              )
            expect(holdsWith(codes)).toBe(false)
            for (const c of codes) expect(holdsWith(codes.filter((x) => x !== c))).toBe(true)
          }
          const repairs = session.repair(wanted)
          const smallest = fits([wanted]) ? smallestDrop(decisions, (keep) => fits([wanted, ...keep])) : null
          expect(repairs[0]?.drop.length ?? null).toBe(smallest)
          for (const r of repairs) {
            expect(fits([wanted, ...r.keep])).toBe(true)
            expect(fits([wanted, ...r.keep, ...r.alternatives])).toBe(true)
            for (const d of r.drop) expect(fits([wanted, ...r.keep, d])).toBe(false)
          }
        }
      }),
      RUNS,
    )
  }, 120_000)

  it('gives the same domains for the same decisions in any order, and after taking others back', () => {
    fc.assert(
      fc.property(randomModel, picks, fc.nat(1000), (model, numbers, turn) => {
        const result = compile(model)
        if (!result.ok) return
        const session = startSession(result.compiled)
        for (const n of numbers) session.decide(decisionFor(model, n))
        const decisions = session.decisions()
        const turned = decisions.map((_, i) => decisions[(i + turn) % decisions.length]!)
        const other = startSession(result.compiled, turned)
        expect(other.dropped).toEqual([])
        expect(other.domains()).toEqual(session.domains())
        if (decisions.length === 0) return
        const variable = decisions[turn % decisions.length]!.variable
        session.retract(variable)
        const rest = decisions.filter((d) => d.variable !== variable)
        expect(session.domains()).toEqual(startSession(result.compiled, rest).domains())
      }),
      RUNS,
    )
  }, 120_000)

  it('completes to a valid configuration and finds the true optimum', () => {
    fc.assert(
      fc.property(randomModel, picks, fc.boolean(), (model, numbers, smallest) => {
        const all = allConfigurations(model)
        const result = compile(model)
        if (!result.ok) return
        const session = startSession(result.compiled)
        for (const n of numbers) session.decide(decisionFor(model, n))
        const left = all.filter((c) => session.decisions().every((d) => respects(c, d)))
        const { configuration } = session.complete()
        expect(session.check(configuration)).toEqual({ valid: true, issues: [] })
        expect(left).toContainEqual(configuration)
        const cost = ({ values }: Configuration) =>
          (values.x === 'o1' ? 3 : 0) +
          (values.y === 'o0' ? -2 : 0) +
          (values.b === true ? 5 : 0) +
          Number(values.n) * 1.5
        const optimum = session.optimize({
          direction: smallest ? 'minimize' : 'maximize',
          terms: [
            { variable: 'x', value: 'o1', amount: '3' },
            { variable: 'y', value: 'o0', amount: '-2' },
            { variable: 'b', amount: '5' },
            { variable: 'n', amount: '1.5' },
          ],
        })
        const costs = left.map(cost)
        expect(optimum.proven).toBe(true)
        expect(Number(optimum.value)).toBe(smallest ? Math.min(...costs) : Math.max(...costs))
        expect(left).toContainEqual(optimum.configuration)
        expect(cost(optimum.configuration)).toBe(Number(optimum.value))
      }),
      RUNS,
    )
  }, 120_000)
})

function smallestDrop(decisions: Decision[], fits: (keep: Decision[]) => boolean): number {
  let best = decisions.length
  for (let mask = 0; mask < 1 << decisions.length; mask++) {
    const drop = decisions.filter((_, i) => mask & (1 << i)).length
    if (drop < best && fits(decisions.filter((_, i) => !(mask & (1 << i))))) best = drop
  }
  return best
}
