import { isDay } from './days.ts'
import { issueAt } from './issues.ts'
import { broken, nameOf, numeral, type Type } from './kinds.ts'
import { isExact, strictDecimal } from './numbers.ts'
import type { Node } from './syntax.ts'
import type { Issue, Reason, Scope } from './types.ts'
import { type Frame, Items, say, Unknown, type Value } from './values.ts'

/** A checked part, ready to run. Checking and running are built together, so they cannot disagree. */
export type Built = {
  node: Node
  type: Type
  /** Most steps one run can take. */
  cost: number
  /** In a sentence: a field's label, or the text of what is computed. */
  label: string
  computed: boolean
  /** Known before any fact is. */
  constant?: Value
  run(frame: Frame): Value
  /** Of conditions: what `run` answers, with its reasons. */
  why?(frame: Frame): Reason
}

/** The entry of a list that a macro's body speaks of. */
export type Variable = { name: string; slot: number; type: Type; entry: string; list: string }

/** What building knows and collects. */
export type Context = {
  scope: Scope
  issues: Issue[]
  fields: Set<string>
  /** Innermost last. */
  variables: Variable[]
}

/** Notes what is wrong and goes on, so that all mistakes are told at once. */
export function refuse(ctx: Context, node: Node, code: string, message: string, suggestion?: string): Built {
  ctx.issues.push(issueAt(node.at, code, message, suggestion))
  return unheard(node)
}

/** A part that is not looked at any further: it was reported, or enough was. */
export function unheard(node: Node): Built {
  return { node, type: broken, cost: 0, label: '', computed: true, run: () => missing }
}

const missing = new Unknown('not-known', 'It is not known')

export function constant(node: Node, type: Type, value: Value): Built {
  return { node, type, cost: 1, label: say(value, type), computed: false, constant: value, run: () => value }
}

/**
 * A text written where a number or a day is meant becomes one (JSON has no other way to write them), and an open value
 * becomes what it meets. Other values stay as they are.
 */
export function adapt(ctx: Context, built: Built, to: Type): Built {
  if (built.type.kind === 'text' && typeof built.constant === 'string') {
    if (to.kind === 'date') return dayOf(ctx, built, built.constant)
    if (
      to.kind === 'money' ||
      to.kind === 'quantity' ||
      to.kind === 'percent' ||
      to.kind === 'number' ||
      to.kind === 'numeral'
    ) {
      const value = strictDecimal(built.constant)
      if (value) return constant(built.node, numeral, value)
      return refuse(
        ctx,
        built.node,
        'types',
        `"${built.constant.slice(0, 60)}" is no number`,
        'Write digits with a point: 12.50',
      )
    }
  }
  return built.type.kind === 'open' && to.kind !== 'open' ? taken(built, to) : built
}

function dayOf(ctx: Context, built: Built, value: string): Built {
  if (isDay(value)) return constant(built.node, { kind: 'date' }, value)
  return refuse(ctx, built.node, 'types', `"${value.slice(0, 60)}" is no day`, 'Write "2026-01-31"')
}

/** An open value taken as what is needed; what cannot be is unknown, with the reason. */
function taken(built: Built, to: Type): Built {
  const { run, label } = built
  const not = (value: Value) =>
    new Unknown('not-usable', `${label} is ${say(value, built.type)}, not ${nameOf(to)}`)
  const as = (value: Value): Value => {
    if (value instanceof Unknown) return value
    switch (to.kind) {
      case 'text':
        return typeof value === 'string' ? value : not(value)
      case 'date':
        return typeof value === 'string' && isDay(value) ? value : not(value)
      case 'boolean':
        return typeof value === 'boolean' ? value : not(value)
      case 'list':
        return value instanceof Items ? value : not(value)
      default:
        return openNumber(value) ?? not(value)
    }
  }
  const { why: _, ...rest } = built
  return { ...rest, type: to, run: (frame) => as(run(frame)) }
}

/** The number an open value is, if it is one. */
export function openNumber(value: unknown): ReturnType<typeof strictDecimal> {
  if (typeof value === 'string') return strictDecimal(value)
  return isExact(value) ? value : undefined
}
