import {
  add,
  decimal,
  divide,
  type Exact,
  hundred,
  isZero,
  multiply,
  negate,
  subtract,
  wholeAbove,
  wholeBelow,
} from '../money/index.ts'
import type { Build } from './build.ts'
import { adapt, type Built, type Context, constant, refuse } from './built.ts'
import { isNumeric, nameOf, numeral, unitOf } from './kinds.ts'
import { maxDigits } from './limits.ts'
import { fits, isExact } from './numbers.ts'
import { print } from './print.ts'
import type { ArithmeticNode, ArithmeticOperator, NegateNode } from './syntax.ts'
import { type Frame, Unknown, type Value } from './values.ts'

/** Sums, differences, products, quotients and remainders, exact, with their units. */
export function buildArithmetic(node: ArithmeticNode, ctx: Context, build: Build): Built {
  const left = adapt(ctx, build(node.left, ctx), numeral)
  const right = adapt(ctx, build(node.right, ctx), numeral)
  if (left.type.kind === 'broken') return left
  if (right.type.kind === 'broken') return right
  const share = shareForPercent(node, left, right, ctx)
  if (share) return share
  const unit = unitOf(node.op, left.type, right.type)
  if (!unit) {
    const message = `${nameOf(left.type)} ${node.op} ${nameOf(right.type)} has no meaning`
    return refuse(ctx, node, 'types', message, 'number(x) takes off a unit')
  }
  const zeroBelow = isExact(right.constant) && isZero(right.constant) && (node.op === '/' || node.op === '%')
  const label = print(node)
  if (zeroBelow) return refuse(ctx, node, 'division-by-zero', `${label} divides by zero`)
  const calculate = calculation(node.op, label)
  const scale = unit.hundreds
  const run = (frame: Frame): Value => {
    const a = left.run(frame)
    if (a instanceof Unknown) return a
    const b = right.run(frame)
    if (b instanceof Unknown) return b
    // Both were checked to be numbers.
    const result = calculate(a as Exact, b as Exact)
    if (scale === 0 || result instanceof Unknown) return result
    return scale < 0 ? divide(result, hundred) : multiply(result, hundred)
  }
  return folded(
    { node, type: unit.type, cost: 1 + left.cost + right.cost, label, computed: true, run },
    left,
    right,
  )
}

export function buildNegate(node: NegateNode, ctx: Context, build: Build): Built {
  const item = adapt(ctx, build(node.item, ctx), numeral)
  if (!isNumeric(item.type)) {
    return item.type.kind === 'broken'
      ? item
      : refuse(ctx, node, 'types', `${item.label} is ${nameOf(item.type)}, not a number`)
  }
  const run = (frame: Frame): Value => {
    const value = item.run(frame)
    return isExact(value) ? negate(value) : value
  }
  return folded({ ...item, node, label: print(node), computed: true, cost: item.cost + 1, run }, item)
}

/** What is calculated from numbers written down is calculated once. */
export function folded(built: Built, ...parts: Built[]): Built {
  const { constant: _, ...open } = built
  if (!parts.every((part) => part.constant !== undefined)) return open
  const value = built.run({ facts: {}, entries: [], places: [] })
  return value instanceof Unknown ? open : { ...constant(built.node, built.type, value), computed: true }
}

/** A result too long to go on with is no result; so no calculation can run away. */
export function checked(value: Exact, label: string): Exact | Unknown {
  if (fits(value)) return value
  return new Unknown('too-many-digits', `${label} needs more than ${maxDigits} digits`)
}

function calculation(op: ArithmeticOperator, label: string): (a: Exact, b: Exact) => Exact | Unknown {
  const zero = new Unknown('division-by-zero', `${label} cannot be computed: division by zero`)
  switch (op) {
    case '+':
      return (a, b) => checked(add(a, b), label)
    case '-':
      return (a, b) => checked(subtract(a, b), label)
    case '*':
      return (a, b) => checked(multiply(a, b), label)
    case '/':
      return (a, b) => (isZero(b) ? zero : checked(divide(a, b), label))
    case '%':
      return (a, b) => (isZero(b) ? zero : checked(remainder(a, b), label))
  }
}

/** What is left after the whole times; it has the sign of the first. */
function remainder(a: Exact, b: Exact): Exact {
  const times = divide(a, b)
  const whole = times.n < 0n ? wholeAbove(times) : wholeBelow(times)
  return subtract(a, multiply(b, decimal(whole)))
}

/** `1 - discount` where discount is in percent: meant is 100 − discount. */
function shareForPercent(node: ArithmeticNode, left: Built, right: Built, ctx: Context): Built | undefined {
  if (node.op !== '+' && node.op !== '-') return undefined
  const isOne =
    isExact(left.constant) && left.constant.n === 1n && left.constant.scale === 0 && left.constant.d === 1n
  if (!isOne || right.type.kind !== 'percent') return undefined
  return refuse(
    ctx,
    node,
    'types',
    `${right.label} is in percent: 12 means 12 %`,
    `Write 100 ${node.op} ${right.label}`,
  )
}
