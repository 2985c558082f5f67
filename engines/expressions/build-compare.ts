import { compare as compareNumbers, type Exact, toText } from '../money/index.ts'
import type { Build } from './build.ts'
import { adapt, type Built, type Context, openNumber, refuse } from './built.ts'
import { comparison } from './compared.ts'
import { isDay } from './days.ts'
import { boolean, isNumeric, join, nameOf, openList, type Type } from './kinds.ts'
import { isExact } from './numbers.ts'
import { print } from './print.ts'
import { sentence } from './sentences.ts'
import { type CompareNode, type InNode, mirrored, type Node, type OrderOperator } from './syntax.ts'
import type { Comparison } from './types.ts'
import { type Frame, Items, plain, say, Unknown, type Value } from './values.ts'

/** `left op right` for two values of one kind. */
export function buildCompare(node: CompareNode, ctx: Context, build: Build): Built {
  let op = node.op
  let left = build(node.left, ctx)
  let right = build(node.right, ctx)
  // Told from the side that can change: 10 < quantity is about the quantity.
  if (left.constant !== undefined && right.constant === undefined) {
    ;[left, right] = [right, left]
    op = mirrored[op]
  }
  const meant = left.constant === undefined ? left.type : right.type
  left = adapt(ctx, left, right.type.kind === 'text' ? left.type : right.type)
  right = adapt(ctx, right, meant)
  const type = join(left.type, right.type)
  if (!type) return refuseTypes(ctx, node, left, right)
  if (type.kind === 'broken') return { ...left, type }
  if (op !== 'eq' && op !== 'ne' && (type.kind === 'text' || type.kind === 'boolean')) {
    return refuse(ctx, node, 'types', `${left.label} is ${nameOf(type)}: it has no order`, 'Write == or !=')
  }
  left = together(ctx, left, type)
  right = together(ctx, right, type)
  return decided(ctx, node, op, left, right, decider(op, type, left.label))
}

/** One side, as what both are together: 10 beside a percentage is 10 %. */
function together(ctx: Context, side: Built, type: Type): Built {
  return type.kind === 'open' ? side : { ...adapt(ctx, side, type), type }
}

/** `left in right`: one of the values written, or an entry of a list. */
export function buildIn(node: InNode, ctx: Context, build: Build): Built {
  const left = build(node.left, ctx)
  if (node.right.kind === 'list') return buildOneOf(node, left, node.right.items, ctx, build)
  // "gold" in segments is told from the side that can change, too.
  const operator = left.constant === undefined ? 'in' : 'contains'
  return buildMember(node, operator, left, build(node.right, ctx), ctx)
}

/** `contains(list, value)` and `value in list`: the same question, told from either side. */
export function buildMember(
  node: Node,
  operator: 'in' | 'contains',
  item: Built,
  list: Built,
  ctx: Context,
): Built {
  const items = list.type.kind === 'open' ? adapt(ctx, list, openList) : list
  if (items.type.kind === 'broken' || item.type.kind === 'broken')
    return { ...item, type: { kind: 'broken' } }
  if (items.type.kind !== 'list') {
    return refuse(
      ctx,
      node,
      'types',
      `${list.label} is ${nameOf(list.type)}, not a list`,
      'Write x in [a, b]',
    )
  }
  const inner = items.type.of
  const value = adapt(ctx, item, inner)
  const type = join(inner, value.type)
  if (!type) return refuseTypes(ctx, node, item, { ...list, type: inner })
  const member = (one: Value, many: Value) => holds(keyOf(one, type), (many as Items).values, type)
  const [subject, limit] = operator === 'in' ? [value, items] : [items, value]
  const decide = operator === 'in' ? member : (many: Value, one: Value) => member(one, many)
  return { ...decided(ctx, node, operator, subject, limit, decide), cost: 1 + item.cost + 2 * items.cost }
}

function buildOneOf(node: InNode, left: Built, nodes: Node[], ctx: Context, build: Build): Built {
  let type: Type | undefined = left.type
  const items: Built[] = []
  for (const each of nodes) {
    const built = adapt(ctx, build(each, ctx), left.type)
    type = type && join(type, built.type)
    if (!type) return refuseTypes(ctx, each, left, built)
    items.push(built)
  }
  const joined = type
  if (joined?.kind === 'broken') return { ...left, type: joined }
  const subject = joined && joined.kind !== 'open' ? adapt(ctx, left, joined) : left
  const list: Type = { kind: 'list', of: joined ?? left.type, max: items.length, entry: 'value' }
  const cost = items.reduce((total, item) => total + item.cost, 1)
  const values = (frame: Frame) => new Items(items.map(({ run }) => run(frame)))
  const shape = { node: node.right, type: list, cost, label: '', computed: true, run: values }
  if (!items.every((item) => item.constant !== undefined)) {
    return decided(ctx, node, 'in', subject, shape, (one, many) =>
      holds(keyOf(one, list.of), (many as Items).values, list.of),
    )
  }
  const known = new Items(items.map((item) => item.constant))
  const keys = new Set(known.values.map((value) => keyOf(value as Value, list.of)))
  const limit = { ...shape, constant: known, run: () => known }
  return decided(ctx, node, 'in', subject, limit, (one) => keys.has(keyOf(one, list.of)))
}

/** Runs both sides and decides; unknown on either side is unknown as a whole. */
export function decided(
  ctx: Context,
  node: Node,
  operator: Comparison['operator'],
  left: Built,
  right: Built,
  decide: (left: Value, right: Value) => boolean | Unknown,
): Built {
  const run = (frame: Frame): boolean | Unknown => {
    const a = left.run(frame)
    if (a instanceof Unknown) return a
    const b = right.run(frame)
    return b instanceof Unknown ? b : decide(a, b)
  }
  const limitLabel = right.constant === undefined && right.label !== '' ? right.label : undefined
  const why = comparison(ctx, left, operator, (frame) => {
    const a = left.run(frame)
    const b = right.run(frame)
    const value = a instanceof Unknown ? a : b instanceof Unknown ? b : decide(a, b)
    const limit = plain(b)
    const actual = plain(a)
    if (value instanceof Unknown) return { value: undefined, limit, actual, sentence: value.sentence }
    const shownLimit = limitLabel ? `${limitLabel} ${say(b, right.type)}` : say(b, right.type)
    return { value, limit, actual, sentence: sentence(operator, left, say(a, left.type), shownLimit, value) }
  })
  return { node, type: boolean, cost: 1 + left.cost + right.cost, label: '', computed: true, run, why }
}

function decider(op: OrderOperator, type: Type, label: string): (a: Value, b: Value) => boolean | Unknown {
  // Both sides were checked to be of this type before.
  if (isNumeric(type)) return (a, b) => stands(op, compareNumbers(a as Exact, b as Exact))
  if (type.kind !== 'open') return (a, b) => stands(op, a === b ? 0 : a < b ? -1 : 1)
  if (op === 'eq' || op === 'ne') return (a, b) => equalOpen(op, a, b, label)
  return (a, b) => {
    const [x, y] = [openNumber(a), openNumber(b)]
    if (x && y) return stands(op, compareNumbers(x, y))
    if (typeof a === 'string' && typeof b === 'string' && isDay(a) && isDay(b))
      return stands(op, a < b ? -1 : a > b ? 1 : 0)
    return new Unknown('not-usable', `${label} ${say(a, type)} and ${say(b, type)} have no order`)
  }
}

function equalOpen(op: OrderOperator, a: Value, b: Value, label: string): boolean | Unknown {
  if (a instanceof Items || b instanceof Items)
    return new Unknown('not-usable', `${label} is a list, not one value`)
  return (keyOf(a, { kind: 'open' }) === keyOf(b, { kind: 'open' })) === (op === 'eq')
}

function stands(op: OrderOperator, sign: number): boolean {
  switch (op) {
    case 'eq':
      return sign === 0
    case 'ne':
      return sign !== 0
    case 'lt':
      return sign < 0
    case 'lte':
      return sign <= 0
    case 'gt':
      return sign > 0
    case 'gte':
      return sign >= 0
  }
}

/** Whether an entry has the key; not known when only an unknown entry could. */
function holds(key: string, values: readonly unknown[], type: Type): boolean | Unknown {
  let unknown: Unknown | undefined
  for (const value of values) {
    if (value instanceof Unknown) unknown = value
    else if (keyOf(value as Value, type) === key) return true
  }
  return unknown ?? false
}

/** One text per value: 10 and 10.00 are the same number; an open "10" is that number too. */
function keyOf(value: Value, type: Type): string {
  const number = type.kind === 'open' ? openNumber(value) : isExact(value) ? value : undefined
  if (number) return `n${toText(number)}`
  return typeof value === 'string' ? `t${value}` : String(value)
}

function refuseTypes(ctx: Context, node: Node, left: Built, right: Built): Built {
  const a = left.type
  const b = right.type
  const message = `${nameOf(a)} and ${nameOf(b)} do not compare`
  const capital = message.charAt(0).toUpperCase() + message.slice(1)
  return refuse(ctx, node, 'types', capital, cure(left, right))
}

function cure(left: Built, right: Built): string | undefined {
  if (left.type.kind === 'list') return `Write ${print(left.node)}.contains(${print(right.node)})`
  if (right.type.kind === 'list') return `Write ${print(left.node)} in ${print(right.node)}`
  if (left.type.kind === 'text' && right.constant !== undefined)
    return `Put it in quotes: "${print(right.node)}"`
  if (isNumeric(left.type) && isNumeric(right.type)) {
    return 'number(x) takes off a unit, money(x), quantity(x), percent(x) put one on'
  }
  return left.type.kind === 'boolean' ? 'Write true or false' : undefined
}
