import {
  decimal,
  divide,
  type Exact,
  hundred,
  isZero,
  multiply,
  powerOfTen,
  round,
  roundToStep,
  zero,
} from '../money/index.ts'
import { checked } from './build-arithmetic.ts'
import { adapt, type Built, type Context, refuse } from './built.ts'
import { type Builder, made, wrong } from './calls.ts'
import { isNumeric, join, nameOf, number, numeral, type Type } from './kinds.ts'
import { isExact, strictDecimal } from './numbers.ts'
import { print } from './print.ts'
import type { CallNode } from './syntax.ts'
import { Unknown } from './values.ts'

export function numeric(
  node: CallNode,
  args: Built[],
  ctx: Context,
  typeOf: (type: Type) => Type,
  change: (x: Exact) => Exact | Unknown,
): Built {
  const arg = adapt(ctx, args[0] as Built, numeral)
  if (!isNumeric(arg.type)) return wrong(ctx, node, arg, 'a number')
  return made(node, typeOf(arg.type), [arg], (frame) => {
    const value = arg.run(frame)
    return isExact(value) ? change(value) : value
  })
}

/** Digits are written down, so that what rounding does is known before it runs. */
export function rounded(change: (x: Exact, digits: number) => Exact): Builder {
  return (node, args, ctx) => {
    const [, digits] = args
    const places = digits ? digits.constant : zero
    const whole = isExact(places) && places.d === 1n && places.scale === 0 ? Number(places.n) : Number.NaN
    if (!(whole >= -12 && whole <= 12)) {
      return refuse(
        ctx,
        (digits ?? (args[0] as Built)).node,
        'arguments',
        `${node.name}() needs its digits written as −12 … 12`,
        `Write ${node.name}(x, 2)`,
      )
    }
    return numeric(
      node,
      args,
      ctx,
      (type) => type,
      (x) => change(x, whole),
    )
  }
}

/** To the nearest, half away from zero; negative digits mean tens, hundreds. */
export function nearestTo(x: Exact, digits: number): Exact {
  return digits < 0 ? roundToStep(x, decimal(powerOfTen(-digits))) : round(x, digits)
}

export function toward(x: Exact, digits: number, whole: (x: Exact) => bigint): Exact {
  const step = digits < 0 ? decimal(powerOfTen(-digits)) : decimal(1n, digits)
  return multiply(decimal(whole(divide(x, step))), step)
}

export function withUnit(to: Type): Builder {
  return (node, args, ctx) => {
    const [arg] = args as [Built]
    if (to.kind === 'number' && arg.type.kind === 'text' && arg.constant === undefined) {
      return made(node, number, [arg], (frame) => {
        const value = arg.run(frame)
        if (typeof value !== 'string') return value
        return (
          strictDecimal(value) ??
          new Unknown('not-usable', `${arg.label} is "${value.slice(0, 60)}", not a number`)
        )
      })
    }
    const { kind } = arg.type
    const plainOrSame =
      to.kind === 'number' ||
      !isNumeric(arg.type) ||
      kind === 'number' ||
      kind === 'numeral' ||
      kind === to.kind
    if (!plainOrSame)
      return refuse(
        ctx,
        node,
        'types',
        `${arg.label} is ${nameOf(arg.type)} already`,
        `Write ${to.kind}(number(x))`,
      )
    return numeric(
      node,
      args,
      ctx,
      () => to,
      (x) => x,
    )
  }
}

export function buildPercentOf(node: CallNode, args: Built[], ctx: Context): Built {
  const [first, second] = args as [Built, Built]
  const part = adapt(ctx, first, numeral)
  const whole = adapt(ctx, second, numeral)
  const type = join(part.type, whole.type)
  if (!type || !isNumeric(type)) {
    if (type?.kind === 'broken') return { ...part, type }
    return refuse(
      ctx,
      node,
      'types',
      `percentOf() needs two numbers of one kind, not ${nameOf(part.type)} and ${nameOf(whole.type)}`,
    )
  }
  const label = print(node)
  const none = new Unknown('division-by-zero', `${label} cannot be computed: division by zero`)
  return made(node, { kind: 'percent' }, [part, whole], (frame) => {
    const a = part.run(frame)
    const b = whole.run(frame)
    if (!isExact(a)) return a
    if (!isExact(b)) return b
    return isZero(b) ? none : checked(divide(multiply(a, hundred), b), label)
  })
}
