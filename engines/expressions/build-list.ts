import type { Build } from './build.ts'
import { asCondition, together } from './build-logic.ts'
import { adapt, type Built, type Context, refuse } from './built.ts'
import { boolean, join, nameOf, openList, type Type } from './kinds.ts'
import { type EachNode, forbidden, type ListNode } from './syntax.ts'
import type { Reason } from './types.ts'
import { type Frame, Items, Unknown, type Value } from './values.ts'

/** `[a, b, c]`: values of one kind. */
export function buildListLiteral(node: ListNode, ctx: Context, build: Build): Built {
  const built = node.items.map((item) => build(item, ctx))
  const first = built.find(({ type }) => type.kind !== 'numeral' && type.kind !== 'open')?.type ??
    built[0]?.type ?? { kind: 'numeral' as const }
  const items = built.map((item) => adapt(ctx, item, first))
  let type: Type | undefined = first
  for (const item of items) {
    type = join(type, item.type)
    if (!type)
      return refuse(
        ctx,
        item.node,
        'types',
        `A list holds values of one kind: ${nameOf(first)} and ${nameOf(item.type)}`,
      )
  }
  if (type.kind === 'broken') return { ...(items[0] as Built), type }
  return {
    node,
    type: { kind: 'list', of: type, max: items.length, entry: 'value' },
    cost: items.reduce((total, item) => total + item.cost, 1),
    label: 'the list',
    computed: true,
    run: (frame) => new Items(items.map((item) => item.run(frame))),
  }
}

/** `lines.exists(line, …)`, `all`, `map`, `filter`: the body is run for each entry. */
export function buildEach(node: EachNode, ctx: Context, build: Build): Built {
  const list = adapt(ctx, build(node.list, ctx), openList)
  const { type } = list
  if (type.kind === 'broken') return list
  if (type.kind !== 'list') {
    return refuse(ctx, node.list, 'types', `${list.label} is ${nameOf(type)}, not a list`)
  }
  if (forbidden.has(node.variable))
    return refuse(ctx, node, 'unknown-field', `${node.variable} cannot name an entry`)
  const slot = ctx.variables.length
  const entry = type.entry === 'entry' ? node.variable : type.entry
  const listName = node.list.kind === 'field' ? node.list.names.join('.') : list.label
  ctx.variables.push({ name: node.variable, slot, type: type.of, entry, list: listName })
  const body = build(node.body, ctx)
  const condition = node.macro === 'map' ? undefined : asCondition(ctx, body)
  ctx.variables.pop()
  if (body.type.kind === 'broken') return body

  const cost = 1 + list.cost + type.max * (1 + body.cost)
  const base = { node, cost, computed: true, label: list.label }
  if (!condition) {
    if (body.type.kind === 'list' || body.type.kind === 'entry') {
      return refuse(
        ctx,
        node.body,
        'types',
        `map() makes a list of single values, not of ${nameOf(body.type)}`,
      )
    }
    const run = each(
      list,
      slot,
      (items, at) => new Items(items.values.map((_, index) => at(index, body.run))),
    )
    return { ...base, type: { kind: 'list', of: body.type, max: type.max, entry }, run }
  }
  if (node.macro === 'filter') {
    const run = each(list, slot, (items, at) => {
      const kept = items.values.map((_, index) => index).filter((index) => at(index, condition.run) === true)
      return new Items(
        kept.map((index) => items.values[index]),
        kept.map((index) => items.placeOf(index)),
      )
    })
    return { ...base, type, run }
  }
  const deciding = node.macro === 'exists'
  const run = each(list, slot, (items, at) => {
    let unknown: Unknown | undefined
    for (let index = 0; index < items.values.length; index++) {
      const value = at(index, condition.run)
      if (value === deciding) return deciding
      if (value instanceof Unknown) unknown = value
    }
    return unknown ?? !deciding
  })
  return { ...base, type: boolean, run, why: whyEach(list, slot, condition.why, deciding, listName) }
}

type At = <T>(index: number, run: (frame: Frame) => T) => T

/** Runs something over the entries, with each entry in its slot while it is looked at. */
function each<T>(list: Built, slot: number, go: (items: Items, at: At) => T): (frame: Frame) => T | Unknown {
  return (frame) => {
    const items = list.run(frame)
    if (items instanceof Unknown) return items
    const known = items as Items // checked to be a list
    return go(known, (index, run) => {
      frame.entries[slot] = known.values[index]
      frame.places[slot] = known.placeOf(index)
      return run(frame)
    })
  }
}

function whyEach(
  list: Built,
  slot: number,
  why: (frame: Frame) => Reason,
  deciding: boolean,
  field: string,
): (frame: Frame) => Reason {
  const kind = deciding ? 'any' : 'all'
  const said = (value: boolean | undefined, sentence: string): Reason => ({
    kind: 'comparison',
    value,
    field,
    operator: 'is',
    limit: 'empty',
    type: 'list',
    sentence,
  })
  const run = each(
    list,
    slot,
    (items, at): Value | Reason[] => items.values.map((_, index) => at(index, why)) as never,
  )
  return (frame) => {
    const reasons = run(frame) as Unknown | Reason[]
    if (reasons instanceof Unknown) return said(undefined, reasons.sentence)
    if (reasons.length === 0) return said(!deciding, `${list.label}: there is none`)
    return together(kind, reasons)
  }
}
