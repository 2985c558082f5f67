/** Sums of choices and numbers with exact factors: what most arithmetic of a model comes down to. */
import { numberAt } from './flat.ts'
import type { Formula } from './kernel/formula.ts'
import { TRUE } from './kernel/state.ts'
import type { Encoding, Lowered } from './lowered.ts'
import { add, multiply, type Rational, ZERO } from './rational.ts'

/** Amounts of literals of which exactly one is true. */
export type ChoiceAmounts = { literals: number[]; amounts: Rational[] }

export type LinearForm = {
  constant: Rational
  choices: Map<string, ChoiceAmounts>
  /** Number variables (index k) with their factors. */
  numbers: Map<number, Rational>
}

export function constantForm(value: Rational): LinearForm {
  return { constant: value, choices: new Map(), numbers: new Map() }
}

export function isConstant(f: LinearForm): boolean {
  return f.choices.size === 0 && f.numbers.size === 0
}

/** a + factor · b. */
export function plus(a: LinearForm, b: LinearForm, factor: Rational): LinearForm {
  const sum: LinearForm = { ...a, choices: new Map(a.choices), numbers: new Map(a.numbers) }
  addTo(sum, b, factor)
  return sum
}

/** sum += factor · b, in place. */
export function addTo(sum: LinearForm, b: LinearForm, factor: Rational): void {
  sum.constant = add(sum.constant, multiply(b.constant, factor))
  for (const [key, c] of b.choices) addChoice(sum, key, c.literals, c.amounts, factor)
  for (const [x, f] of b.numbers) {
    const total = add(sum.numbers.get(x) ?? ZERO, multiply(f, factor))
    if (total.n === 0n) sum.numbers.delete(x)
    else sum.numbers.set(x, total)
  }
}

export function scale(a: LinearForm, factor: Rational): LinearForm {
  return plus(constantForm(ZERO), a, factor)
}

function addChoice(f: LinearForm, key: string, literals: number[], amounts: Rational[], factor: Rational) {
  const before = f.choices.get(key)
  const sums = amounts.map((a, i) => add(before?.amounts[i] ?? ZERO, multiply(a, factor)))
  if (sums.every((a) => a.n === 0n)) f.choices.delete(key)
  else f.choices.set(key, { literals, amounts: sums })
}

/** The amounts of the values of one variable; 0 where its component is not there. */
export function choiceForm(e: Encoding, amounts: Rational[]): LinearForm {
  const f = constantForm(ZERO)
  const optional = e.presence !== TRUE
  const literals = optional ? [...e.literals, e.presence ^ 1] : e.literals
  addChoice(f, `c${e.literals[0]! >> 1}`, literals, optional ? [...amounts, ZERO] : amounts, {
    n: 1n,
    d: 1n,
  })
  return f
}

/** 1 where the literal is true, else 0; joined with the choice the literal belongs to. */
export function literalForm(lowered: Lowered, l: number, amount: Rational): LinearForm {
  if (l <= 1) return constantForm(l === TRUE ? amount : ZERO)
  const e = lowered.ownerOf.get(l >> 1)
  if (e) {
    // A negated option literal is true for all others and where the component is absent.
    const at = e.literals.indexOf(l)
    if (at >= 0)
      return choiceForm(
        e,
        e.literals.map((_, i) => (i === at ? amount : ZERO)),
      )
    const inverse = e.literals.indexOf(l ^ 1)
    const form = choiceForm(
      e,
      e.literals.map((_, i) => (i === inverse ? amount : ZERO)),
    )
    return plus(constantForm(amount), form, { n: -1n, d: 1n })
  }
  const f = constantForm(ZERO)
  const yes = l & 1 ? ZERO : amount
  const no = l & 1 ? amount : ZERO
  addChoice(f, `l${l >> 1}`, [l & ~1, l | 1], [yes, no], { n: 1n, d: 1n })
  return f
}

/** The value of a number variable, 0 where its component is not there. */
export function numberForm(lowered: Lowered, e: Encoding): LinearForm {
  const v = e.variable
  if (e.literals.length > 0)
    return choiceForm(
      e,
      e.indices.map((k) => numberAt(v, k)),
    )
  const f = constantForm(v.origin)
  f.numbers.set(e.integer, v.step)
  if (e.presence === TRUE) return f
  // Absent means k = −1: take back what that would count.
  const correction = multiply(numberAt(v, -1), { n: -1n, d: 1n })
  return plus(f, literalForm(lowered, e.presence ^ 1, correction), { n: 1n, d: 1n })
}

/** The same sum as a formula. */
export function toFormula(f: LinearForm): Formula {
  const of: Formula[] = []
  if (f.constant.n !== 0n || isConstant(f)) of.push({ kind: 'constant', value: f.constant })
  for (const { literals, amounts } of f.choices.values()) of.push({ kind: 'choice', literals, amounts })
  for (const [integer, factor] of f.numbers) of.push({ kind: 'number', integer, factor, offset: ZERO })
  return of.length === 1 ? of[0]! : { kind: 'sum', of }
}
