import { buildMember, decided } from './build-compare.ts'
import { adapt, type Built, type Context } from './built.ts'
import { type Builder, made, wrong } from './calls.ts'
import { text } from './kinds.ts'
import { textCost } from './limits.ts'
import type { CallNode } from './syntax.ts'
import { type Frame, Items } from './values.ts'

export function buildContains(node: CallNode, args: Built[], ctx: Context): Built {
  const [whole, part] = args as [Built, Built]
  if (whole.type.kind === 'list') return buildMember(node, 'contains', part, whole, ctx)
  if (whole.type.kind !== 'open') return textTest('contains', (a, b) => a.includes(b))(node, args, ctx)
  const list = buildMember(node, 'contains', part, whole, ctx)
  if (part.type.kind !== 'text' && part.type.kind !== 'open') return list
  const inText = textTest('contains', (a, b) => a.includes(b))(node, args, ctx)
  // Which of the two it is shows only when the value is there.
  const which = (frame: Frame) => (whole.run(frame) instanceof Items ? list : inText)
  return {
    ...inText,
    cost: list.cost + inText.cost,
    run: (frame) => which(frame).run(frame),
    why: (frame) => (which(frame).why ?? neverAsked)(frame),
  }
}

function neverAsked(): never {
  throw new TypeError('Membership and text tests always have reasons')
}

export function textTest(
  operator: 'contains' | 'startsWith' | 'endsWith',
  test: (a: string, b: string) => boolean,
): Builder {
  return (node, args, ctx) => {
    const texts = args.map((arg) => adapt(ctx, arg, text))
    const other = texts.find(({ type }) => type.kind !== 'text')
    if (other) return wrong(ctx, node, other, 'texts')
    const [whole, part] = texts as [Built, Built]
    const built = decided(ctx, node, operator, whole, part, (a, b) => test(a as string, b as string))
    return { ...built, cost: built.cost + textCost }
  }
}

export function textChange(change: (value: string) => string): Builder {
  return (node, args, ctx) => {
    const arg = adapt(ctx, args[0] as Built, text)
    if (arg.type.kind !== 'text') return wrong(ctx, node, arg, 'a text')
    const built = made(node, text, [arg], (frame) => {
      const value = arg.run(frame)
      return typeof value === 'string' ? change(value) : value
    })
    return { ...built, cost: built.cost + textCost }
  }
}
