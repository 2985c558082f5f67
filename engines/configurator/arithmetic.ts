/** Number expressions as sums where they are sums, else as formulas. */
import { literalFor } from './conditions.ts'
import { instancesOf, resolveName, type Scope } from './flat.ts'
import type { Formula } from './kernel/formula.ts'
import { TRUE } from './kernel/state.ts'
import {
  addTo,
  choiceForm,
  constantForm,
  isConstant,
  type LinearForm,
  literalForm,
  numberForm,
  plus,
  scale,
  toFormula,
} from './linear-form.ts'
import type { Lowered } from './lowered.ts'
import type { Condition, NumberExpression } from './model.ts'
import { divide, isDecimal, ONE, type Rational, rational, whole, ZERO } from './rational.ts'

/** The expression as a sum, or null when it is none (products of unknowns, quotients, minimum, maximum). */
export function linearOf(lowered: Lowered, e: NumberExpression, scope: Scope): LinearForm | null {
  if (typeof e === 'string') {
    return isDecimal(e) ? constantForm(rational(e)) : variableForm(lowered, e, scope)
  }
  switch (e[0]) {
    case 'variable':
      return variableForm(lowered, e[1], scope)
    case 'attribute':
      return attributeForm(lowered, e[1], e[2], scope)
    case '+':
      return sumOf(e.slice(1).map((part) => linearOf(lowered, part as NumberExpression, scope)))
    case '-': {
      const parts = e.slice(1).map((part) => linearOf(lowered, part as NumberExpression, scope))
      if (parts.length === 1) return parts[0] ? scale(parts[0], whole(-1)) : null
      return sumOf(parts.map((p, i) => (p && i > 0 ? scale(p, whole(-1)) : p)))
    }
    case '*':
      return productOf(e.slice(1).map((part) => linearOf(lowered, part as NumberExpression, scope)))
    case '/': {
      const a = linearOf(lowered, e[1], scope)
      const b = linearOf(lowered, e[2], scope)
      if (!a || !b || !isConstant(b) || b.constant.n === 0n) return null
      return scale(a, divide(ONE, b.constant))
    }
    case 'count':
      return sumOf(
        e.slice(1).map((c) => literalForm(lowered, literalFor(lowered, c as Condition, scope), ONE)),
      )
    case 'if': {
      const a = linearOf(lowered, e[2], scope)
      const b = linearOf(lowered, e[3], scope)
      if (!a || !b || !isConstant(a) || !isConstant(b)) return null
      const l = literalFor(lowered, e[1], scope)
      return plus(literalForm(lowered, l, a.constant), literalForm(lowered, l ^ 1, b.constant), ONE)
    }
    case 'countOf':
      return sumOf(
        instancesOf(lowered.flat, scope, e[1]).map(([i, inner]) => {
          const there = lowered.presence(i)
          const l = literalFor(lowered, e[2], inner)
          return literalForm(lowered, both(lowered, there, l), ONE)
        }),
      )
    case 'sumOf':
      return sumOf(
        instancesOf(lowered.flat, scope, e[1]).map(([i, inner]) => {
          const f = linearOf(lowered, e[2], inner)
          if (!f) return null
          const there = lowered.presence(i)
          if (there === TRUE) return f
          if (!vanishes(lowered, f, i.path)) return null
          // Its variables count nothing where it is absent; a constant part must be told to.
          return plus({ ...f, constant: ZERO }, literalForm(lowered, there, f.constant), ONE)
        }),
      )
    default:
      return null
  }
}

/** Does the sum speak of nothing but the instance's own values (so that without the instance it is constant)? */
function vanishes(lowered: Lowered, f: LinearForm, path: string): boolean {
  if (f.numbers.size > 0) return false
  for (const { literals } of f.choices.values()) {
    const owner = lowered.ownerOf.get(literals[0]! >> 1)
    if (!owner?.variable.path.startsWith(`${path}.`)) return false
  }
  return true
}

/** A literal that is true exactly when both are. */
function both(lowered: Lowered, a: number, b: number): number {
  if (a === TRUE || b === 1) return b
  if (b === TRUE || a === 1) return a
  const l = lowered.builder.literal()
  lowered.builder.clause([l ^ 1, a])
  lowered.builder.clause([l ^ 1, b])
  lowered.builder.clause([l, a ^ 1, b ^ 1])
  return l
}

function sumOf(parts: (LinearForm | null)[]): LinearForm | null {
  const sum = constantForm(ZERO)
  for (const p of parts) {
    if (!p) return null
    addTo(sum, p, ONE)
  }
  return sum
}

function productOf(parts: (LinearForm | null)[]): LinearForm | null {
  let product = constantForm(ONE)
  for (const p of parts) {
    if (!p) return null
    if (isConstant(p)) product = scale(product, p.constant)
    else if (isConstant(product)) product = scale(p, product.constant)
    else return null
  }
  return product
}

function variableForm(lowered: Lowered, name: string, scope: Scope): LinearForm {
  const v = resolveName(lowered.flat, scope, name)!
  if (v.kind === 'boolean') return literalForm(lowered, lowered.literalOf(v, true), ONE)
  return numberForm(lowered, lowered.encoding(v))
}

function attributeForm(lowered: Lowered, name: string, attribute: string, scope: Scope): LinearForm {
  const v = resolveName(lowered.flat, scope, name)!
  const e = lowered.encoding(v)
  if (v.spec?.kind === 'choice') {
    const amounts = v.spec.options.map((o) => rational(o.attributes?.[attribute] ?? '0'))
    return choiceForm(e, amounts)
  }
  const own = v.spec && 'attributes' in v.spec ? v.spec.attributes?.[attribute] : undefined
  const amount: Rational = own === undefined ? ZERO : rational(own)
  if (v.kind === 'boolean') return literalForm(lowered, lowered.literalOf(v, true), amount)
  return scale(numberForm(lowered, e), amount)
}

/** The expression as a formula: sums stay sums, the rest keeps its shape. */
export function formulaOf(lowered: Lowered, e: NumberExpression, scope: Scope): Formula {
  const sum = linearOf(lowered, e, scope)
  if (sum) return toFormula(sum)
  if (typeof e === 'string') throw new Error(`not a number: ${e}`)
  const parts = (list: unknown[]) => list.map((p) => formulaOf(lowered, p as NumberExpression, scope))
  switch (e[0]) {
    case '+':
      return { kind: 'sum', of: parts(e.slice(1)) }
    case '-': {
      const [first, ...rest] = parts(e.slice(1))
      if (rest.length === 0) return times(constant(-1), first!)
      return { kind: 'sum', of: [first!, ...rest.map((p) => times(constant(-1), p))] }
    }
    case '*':
    case 'min':
    case 'max':
      return { kind: e[0] === '*' ? 'product' : e[0], of: parts(e.slice(1)) }
    case '/':
      return { kind: 'quotient', of: [formulaOf(lowered, e[1], scope), formulaOf(lowered, e[2], scope)] }
    case 'if': {
      const l = literalFor(lowered, e[1], scope)
      return either(lowered, l, formulaOf(lowered, e[2], scope), formulaOf(lowered, e[3], scope))
    }
    case 'sumOf':
      return {
        kind: 'sum',
        of: instancesOf(lowered.flat, scope, e[1]).map(([i, inner]) =>
          times(toFormula(literalForm(lowered, lowered.presence(i), ONE)), formulaOf(lowered, e[2], inner)),
        ),
      }
    case 'minOf':
    case 'maxOf':
      return extreme(lowered, e, scope)
    default:
      throw new Error(`no formula for ${e[0]}`)
  }
}

function constant(n: number): Formula {
  return { kind: 'constant', value: whole(n) }
}

function times(a: Formula, b: Formula): Formula {
  return { kind: 'product', of: [a, b] }
}

/** a where l is true, else b. */
function either(lowered: Lowered, l: number, a: Formula, b: Formula): Formula {
  if (l <= 1) return l === TRUE ? a : b
  const owner = lowered.ownerOf.get(l >> 1)
  const choice = owner && owner.presence === TRUE && owner.literals.includes(l) ? owner.literals : [l, l ^ 1]
  return { kind: 'either', literal: l, choice, of: [a, b] }
}

/** The smallest (largest) over the instances that are there: folded one by one, as they fill up in order. */
function extreme(lowered: Lowered, e: ['minOf' | 'maxOf', string, NumberExpression], scope: Scope): Formula {
  const kind = e[0] === 'minOf' ? 'min' : 'max'
  let result: Formula = constant(0)
  instancesOf(lowered.flat, scope, e[1]).forEach(([i, inner], index) => {
    const own = formulaOf(lowered, e[2], inner)
    const joined: Formula = index === 0 ? own : { kind, of: [result, own] }
    result = either(lowered, lowered.presence(i), joined, result)
  })
  return result
}
