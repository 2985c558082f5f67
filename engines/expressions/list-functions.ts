import { add, compare, decimal, type Exact, zero } from '../money/index.ts'
import { checked } from './build-arithmetic.ts'
import { adapt, type Built, type Context, refuse } from './built.ts'
import { made, wrong } from './calls.ts'
import { isNumeric, join, nameOf, numeral, openList, type Type } from './kinds.ts'
import { isExact, strictDecimal } from './numbers.ts'
import { print } from './print.ts'
import type { CallNode } from './syntax.ts'
import { Items, Unknown, type Value } from './values.ts'

export function extreme(node: CallNode, args: Built[], ctx: Context, sign: 1 | -1): Built {
  const [only] = args
  if (args.length === 1 && only?.type.kind === 'list') {
    const list = numbersOf(node, only, ctx)
    if (list.type.kind !== 'list') return list
    const empty = new Unknown('empty-list', `${print(node)} has no value: the list is empty`)
    return made(
      node,
      list.type.of,
      [list],
      (frame) => fold(list.run(frame), undefined, (a, b) => (compare(a, b) === sign ? a : b)) ?? empty,
    )
  }
  let type: Type | undefined = numeral
  const values = args.map((arg) => adapt(ctx, arg, numeral))
  for (const value of values) {
    if (!isNumeric(value.type)) return wrong(ctx, node, value, 'numbers')
    const before: Type = type
    type = join(type, value.type)
    if (!type)
      return refuse(
        ctx,
        value.node,
        'types',
        `${node.name}() needs numbers of one kind, not ${nameOf(before)} and ${nameOf(value.type)}`,
      )
  }
  return made(node, type, values, (frame) => {
    let best: Exact | undefined
    for (const value of values) {
      const next = value.run(frame)
      if (!isExact(next)) return next
      best = best && compare(best, next) === sign ? best : next
    }
    return best ?? zero
  })
}

export function buildSum(node: CallNode, args: Built[], ctx: Context): Built {
  const list = numbersOf(node, args[0] as Built, ctx)
  if (list.type.kind !== 'list') return list
  const label = print(node)
  const total = (a: Exact, b: Exact) => checked(add(a, b), label)
  return made(node, list.type.of, [list], (frame) => fold(list.run(frame), zero, total) ?? zero)
}

/** A list of numbers; of an open list the entries are taken as numbers when they are read. */
function numbersOf(node: CallNode, arg: Built, ctx: Context): Built {
  const list = adapt(ctx, arg, openList)
  const { type } = list
  if (type.kind !== 'list') return broken(wrong(ctx, node, arg, 'a list of numbers'))
  if (type.of.kind === 'open') return { ...list, type: { ...type, of: numeral } }
  return isNumeric(type.of) ? list : broken(wrong(ctx, node, arg, 'a list of numbers'))
}

function broken(built: Built): Built {
  return { ...built, type: { kind: 'broken' } }
}

function fold(
  list: Value,
  start: Exact | undefined,
  step: (a: Exact, b: Exact) => Exact | Unknown,
): Exact | Unknown | undefined {
  if (!(list instanceof Items)) return list as Unknown
  let total: Exact | undefined = start
  for (const [index, item] of list.values.entries()) {
    const value = typeof item === 'string' ? strictDecimal(item) : item
    if (value instanceof Unknown)
      return new Unknown(value.code, `Entry ${list.placeOf(index) + 1}: ${value.sentence}`)
    if (!isExact(value)) return new Unknown('not-usable', `Entry ${list.placeOf(index) + 1} is no number`)
    const next: Exact | Unknown = total ? step(total, value) : value
    if (next instanceof Unknown) return next
    total = next
  }
  return total
}

export function buildSize(node: CallNode, args: Built[], ctx: Context): Built {
  const [arg] = args as [Built]
  const { kind } = arg.type
  if (kind !== 'list' && kind !== 'text' && kind !== 'open') return wrong(ctx, node, arg, 'a list or a text')
  return made(node, { kind: 'quantity' }, [arg], (frame) => {
    const value = arg.run(frame)
    if (value instanceof Items) return decimal(BigInt(value.values.length))
    if (typeof value === 'string') return decimal(BigInt([...value].length))
    return value instanceof Unknown ? value : new Unknown('not-usable', `${arg.label} has no size`)
  })
}
