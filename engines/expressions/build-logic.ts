import type { Build } from './build.ts'
import { adapt, type Built, type Context, constant, refuse } from './built.ts'
import { comparison } from './compared.ts'
import { boolean, join, nameOf, type Type } from './kinds.ts'
import type { BooleanNode, ChooseNode, LogicNode, NotNode } from './syntax.ts'
import type { Reason } from './types.ts'
import { type Frame, plain, say, Unknown, type Value } from './values.ts'

/** A part that must be a condition, with its reasons; a bare field is one when it holds true or false. */
export type Condition = Built & { why(frame: Frame): Reason }

export function asCondition(ctx: Context, built: Built): Condition {
  const taken = adapt(ctx, built, boolean)
  const { kind } = taken.type
  if (kind !== 'boolean' && kind !== 'broken') {
    refuse(
      ctx,
      built.node,
      'no-condition',
      `${built.label || 'This'} is ${nameOf(built.type)}, not a condition`,
      'Compare it with something',
    )
  }
  if (taken.why) return { ...taken, why: taken.why }
  const why = comparison(ctx, taken, 'eq', (frame) => {
    const value = taken.run(frame)
    if (value instanceof Unknown) return { value: undefined, limit: true, sentence: value.sentence }
    return {
      value: value === true,
      limit: true,
      actual: plain(value),
      sentence: `${taken.label} is ${value}`,
    }
  })
  return { ...taken, why }
}

export function buildBoolean(node: BooleanNode): Built {
  const why = (): Reason => ({ kind: node.value ? 'all' : 'any', value: node.value, reasons: [] })
  return { ...constant(node, boolean, node.value), why }
}

export function buildNot(node: NotNode, ctx: Context, build: Build): Built {
  const item = asCondition(ctx, build(node.item, ctx))
  return {
    ...item,
    node,
    cost: item.cost + 1,
    run: (frame) => {
      const value = item.run(frame)
      return value instanceof Unknown ? value : value !== true
    },
    why: (frame) => {
      const reason = item.why(frame)
      return { kind: 'not', value: reason.value === undefined ? undefined : !reason.value, reasons: [reason] }
    },
  }
}

/**
 * `&&` and `||`. An unknown part decides nothing by itself: false && unknown is false, true && unknown is unknown, as
 * in the Common Expression Language.
 */
export function buildLogic(node: LogicNode, ctx: Context, build: Build): Built {
  const items = node.items.map((item) => asCondition(ctx, build(item, ctx)))
  const deciding = node.kind === 'any'
  return {
    node,
    type: boolean,
    cost: items.reduce((total, item) => total + item.cost, 1),
    label: '',
    computed: true,
    run: (frame) => {
      let unknown: Unknown | undefined
      for (const item of items) {
        const value = item.run(frame)
        if (value === deciding) return deciding
        if (value instanceof Unknown) unknown = value
      }
      return unknown ?? !deciding
    },
    why: (frame) =>
      together(
        node.kind,
        items.map((item) => item.why(frame)),
      ),
  }
}

/** Keeps those reasons that decided: all of them, or the ones that alone would have. */
export function together(kind: 'all' | 'any', reasons: Reason[]): Reason {
  const deciding = kind === 'any'
  const alone = reasons.filter(({ value }) => value === deciding)
  if (alone.length > 0) return { kind, value: deciding, reasons: alone }
  const unknown = reasons.filter(({ value }) => value === undefined)
  return unknown.length > 0
    ? { kind, value: undefined, reasons: unknown }
    : { kind, value: !deciding, reasons }
}

/** `test ? yes : no`; a test that is not known does not hold, as at the top of a condition. */
export function buildChoose(node: ChooseNode, ctx: Context, build: Build): Built {
  const test = asCondition(ctx, build(node.test, ctx))
  const sides = [build(node.yes, ctx), build(node.no, ctx)].map((side) => side)
  const [first, second] = sides as [Built, Built]
  const yes = adapt(ctx, first, second.type)
  const no = adapt(ctx, second, first.type)
  const type: Type | undefined = join(yes.type, no.type)
  if (!type) {
    return refuse(
      ctx,
      node,
      'types',
      `One choice is ${nameOf(yes.type)}, the other ${nameOf(no.type)}`,
      'Make both the same kind',
    )
  }
  const run = (frame: Frame): Value => (test.run(frame) === true ? yes.run(frame) : no.run(frame))
  const cost = 1 + test.cost + Math.max(yes.cost, no.cost)
  const built: Built = { node, type, cost, label: '', computed: true, run }
  return type.kind === 'boolean'
    ? { ...built, why: whyChosen(test, asCondition(ctx, yes), asCondition(ctx, no)) }
    : named(built, yes, no)
}

function whyChosen(test: Condition, yes: Condition, no: Condition): (frame: Frame) => Reason {
  return (frame) => {
    const tested = test.why(frame)
    const chosen = (tested.value === true ? yes : no).why(frame)
    if (tested.value === undefined || chosen.value !== true) return chosen
    const because: Reason = tested.value ? tested : { kind: 'not', value: true, reasons: [tested] }
    return { kind: 'all', value: true, reasons: [because, chosen] }
  }
}

function named(built: Built, yes: Built, no: Built): Built {
  const label = `${yes.label || say(yes.constant, yes.type)} or ${no.label || say(no.constant, no.type)}`
  return { ...built, label }
}
