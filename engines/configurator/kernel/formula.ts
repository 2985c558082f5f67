/** A formula over choices and numbers, and the interval of values it can take: exact fractions throughout. */
import { add, compare, divide, multiply, type Rational, rational } from '../rational.ts'
import { holds, type State, valueOf } from './state.ts'

export type Formula =
  | { kind: 'constant'; value: Rational }
  | { kind: 'choice'; literals: number[]; amounts: Rational[] }
  /** factor × k + offset, where k is the kernel's number variable. */
  | { kind: 'number'; integer: number; factor: Rational; offset: Rational }
  | { kind: 'sum' | 'product' | 'min' | 'max'; of: Formula[] }
  | { kind: 'quotient'; of: [Formula, Formula] }
  /** The first where the literal is true, else the second. */
  | { kind: 'either'; literal: number; choice: number[]; of: [Formula, Formula] }

/** From low to high; null is without end. Partial: there may be no value at all (a division by zero). */
export type Interval = { low: Rational | null; high: Rational | null; partial?: boolean } | undefined

/** How to read the variables: what is still possible ("box") or the value in M ("point"), one of them replaced. */
export type Reading = {
  s: State
  at: 'box' | 'point'
  integer: number
  low: number
  high: number
  choice: number[] | null
  option: number
}

export function evaluate(f: Formula, r: Reading): Interval {
  switch (f.kind) {
    case 'constant':
      return { low: f.value, high: f.value }
    case 'choice':
      return choiceInterval(f.literals, f.amounts, r)
    case 'number': {
      const own = f.integer === r.integer
      const point = r.at === 'point' ? valueOf(r.s, f.integer) : 0
      const low = own ? r.low : r.at === 'point' ? point : r.s.lower[f.integer]!
      const high = own ? r.high : r.at === 'point' ? point : r.s.upper[f.integer]!
      const a = add(multiply(f.factor, { n: BigInt(low), d: 1n }), f.offset)
      const b = low === high ? a : add(multiply(f.factor, { n: BigInt(high), d: 1n }), f.offset)
      return f.factor.n < 0n ? { low: b, high: a } : { low: a, high: b }
    }
    case 'quotient': {
      const a = evaluate(f.of[0], r)
      const b = evaluate(f.of[1], r)
      return a && b && quotient(a, b)
    }
    case 'either': {
      const truth = truthOf(f.literal, f.choice, r)
      if (truth !== 0) return evaluate(f.of[truth > 0 ? 0 : 1], r)
      const a = evaluate(f.of[0], r)
      const b = evaluate(f.of[1], r)
      if (!a || !b) return a || b ? { low: null, high: null, partial: true } : undefined
      const partial = a.partial === true || b.partial === true
      return {
        low: a.low && b.low && lesser(a.low, b.low),
        high: a.high && b.high && greater(a.high, b.high),
        partial,
      }
    }
    default: {
      let result: Interval
      for (let i = 0; i < f.of.length; i++) {
        const next = evaluate(f.of[i]!, r)
        if (next === undefined) return undefined
        const partial = result?.partial === true || next.partial === true
        result = result === undefined ? next : { ...combine(f.kind, result, next), partial }
      }
      return result ?? { low: rational('0'), high: rational('0') }
    }
  }
}

type Defined = { low: Rational | null; high: Rational | null; partial?: boolean }

function combine(kind: 'sum' | 'product' | 'min' | 'max', a: Defined, b: Defined): Defined {
  switch (kind) {
    case 'sum':
      return { low: a.low && b.low && add(a.low, b.low), high: a.high && b.high && add(a.high, b.high) }
    case 'product':
      return product(a, b)
    case 'min':
      return { low: a.low && b.low && lesser(a.low, b.low), high: lesserOr(a.high, b.high) }
    case 'max':
      return { low: greaterOr(a.low, b.low), high: a.high && b.high && greater(a.high, b.high) }
  }
}

const lesser = (a: Rational, b: Rational) => (compare(a, b) <= 0 ? a : b)
const greater = (a: Rational, b: Rational) => (compare(a, b) >= 0 ? a : b)
const lesserOr = (a: Rational | null, b: Rational | null) => (a && b ? lesser(a, b) : (a ?? b))
const greaterOr = (a: Rational | null, b: Rational | null) => (a && b ? greater(a, b) : (a ?? b))

function product(a: Defined, b: Defined): Defined {
  if (!a.low || !a.high || !b.low || !b.high) return { low: null, high: null }
  const corners = [
    multiply(a.low, b.low),
    multiply(a.low, b.high),
    multiply(a.high, b.low),
    multiply(a.high, b.high),
  ]
  return { low: corners.reduce(lesser), high: corners.reduce(greater) }
}

function quotient(a: Defined, b: Defined): Interval {
  if (!b.low || !b.high) return { low: null, high: null, partial: true }
  if (b.low.n === 0n && b.high.n === 0n) return undefined
  if (b.low.n <= 0n && b.high.n >= 0n) return { low: null, high: null, partial: true }
  const one = { n: 1n, d: 1n }
  const partial = a.partial === true || b.partial === true
  return { ...product(a, { low: divide(one, b.high), high: divide(one, b.low) }), partial }
}

/** 1: true, −1: false, 0: open. */
function truthOf(literal: number, choice: number[], r: Reading): number {
  if (r.choice === choice) return choice[r.option] === literal ? 1 : -1
  if (r.at === 'point') return holds(r.s, literal) ? 1 : -1
  return r.s.val[literal]!
}

function choiceInterval(literals: number[], amounts: Rational[], r: Reading): Interval {
  if (r.choice === literals) return { low: amounts[r.option]!, high: amounts[r.option]! }
  let low: Rational | null = null
  let high: Rational | null = null
  for (let i = 0; i < literals.length; i++) {
    const there = r.at === 'point' ? holds(r.s, literals[i]!) : r.s.val[literals[i]!]! >= 0
    if (!there) continue
    const amount = amounts[i]!
    low = low === null ? amount : lesser(low, amount)
    high = high === null ? amount : greater(high, amount)
  }
  return low === null ? { low: amounts[0]!, high: amounts[0]! } : { low, high }
}

/** All choices and numbers of a formula, each once. */
export function leaves(f: Formula, choices: Set<number[]>, integers: Set<number>): void {
  if (f.kind === 'choice') choices.add(f.literals)
  if (f.kind === 'number') integers.add(f.integer)
  if (f.kind === 'either') choices.add(f.choice)
  if ('of' in f) for (const part of f.of) leaves(part, choices, integers)
}
