import { defaultListMax } from './limits.ts'
import type { ArithmeticOperator } from './syntax.ts'
import type { Field, Scope, SimpleField } from './types.ts'

/**
 * What a part of an expression is. A `numeral` is a number written down, or calculated from such: it takes the unit of
 * what it meets. `broken` was reported already; nothing more is said about it.
 */
export type Type =
  | { kind: 'money'; currency?: string }
  | { kind: 'quantity' | 'percent' | 'number' | 'numeral' | 'date' | 'text' | 'boolean' | 'open' | 'broken' }
  | { kind: 'list'; of: Type; max: number; entry: string }
  | { kind: 'entry'; fields: Scope }

export const broken: Type = { kind: 'broken' }
export const numeral: Type = { kind: 'numeral' }
export const number: Type = { kind: 'number' }
export const text: Type = { kind: 'text' }
export const boolean: Type = { kind: 'boolean' }
export const date: Type = { kind: 'date' }

/** What an open value is taken for where a list is needed. */
export const openList: Type & { kind: 'list' } = {
  kind: 'list',
  of: { kind: 'open' },
  max: defaultListMax,
  entry: 'entry',
}

export function typeOfField(field: Field): Type {
  if (field.type !== 'list') return simple(field)
  const of: Type = 'fields' in field.of ? { kind: 'entry', fields: field.of.fields } : simple(field.of)
  return { kind: 'list', of, max: field.max ?? defaultListMax, entry: field.entry ?? 'entry' }
}

function simple(field: SimpleField): Type {
  if (field.type !== 'money') return { kind: field.type }
  return field.currency === undefined ? { kind: 'money' } : { kind: 'money', currency: field.currency }
}

export function isNumeric({ kind }: Type): boolean {
  return (
    kind === 'money' || kind === 'quantity' || kind === 'percent' || kind === 'number' || kind === 'numeral'
  )
}

export function nameOf(type: Type): string {
  switch (type.kind) {
    case 'money':
      return type.currency ? `money (${type.currency})` : 'money'
    case 'quantity':
      return 'a quantity'
    case 'percent':
      return 'a percentage'
    case 'number':
    case 'numeral':
      return 'a number'
    case 'date':
      return 'a day'
    case 'text':
      return 'a text'
    case 'boolean':
      return 'true or false'
    case 'list':
      return 'a list'
    case 'entry':
      return 'an entry of a list'
    default:
      return 'an open value'
  }
}

/** What two values are together when they are compared or stand for each other; undefined: they don't go together. */
export function join(a: Type, b: Type): Type | undefined {
  if (a.kind === 'broken' || b.kind === 'broken') return broken
  if (a.kind === 'money' && b.kind === 'money') return oneCurrency(a, b)
  if (a.kind === 'list' || b.kind === 'list' || a.kind === 'entry' || b.kind === 'entry') return undefined
  if (a.kind === b.kind) return a
  if (a.kind === 'numeral' && isNumeric(b)) return b
  if (b.kind === 'numeral' && isNumeric(a)) return a
  // Open beside a text stays open: "16" may turn out to be a number on both sides.
  if (a.kind === 'open') return b.kind === 'text' ? a : b
  if (b.kind === 'open') return a.kind === 'text' ? b : a
  return undefined
}

function oneCurrency(a: Type & { kind: 'money' }, b: Type & { kind: 'money' }): Type | undefined {
  if (a.currency === undefined) return b
  return b.currency === undefined || a.currency === b.currency ? a : undefined
}

/** The unit of a result, and the power of a hundred to multiply with: 12 % of 50 is 12 × 50 × 100^−1. */
export type Unit = { type: Type; hundreds: -1 | 0 | 1 }

/** Units of sums, products and quotients; undefined where there is none: money times money. */
export function unitOf(op: ArithmeticOperator, a: Type, b: Type): Unit | undefined {
  if (!isNumeric(a) || !isNumeric(b)) return undefined
  if (op === '*') return product(a, b) ?? product(b, a)
  if (op === '/') return quotient(a, b)
  const type = join(a, b)
  return type && { type, hundreds: 0 }
}

function product(a: Type, b: Type): Unit | undefined {
  if (isPlain(a)) return { type: isPlain(b) && a.kind === 'number' ? a : b, hundreds: 0 }
  if (isPlain(b)) return undefined
  if (a.kind === 'percent') return { type: b, hundreds: -1 }
  if (a.kind === 'quantity' && b.kind !== 'percent') return { type: b, hundreds: 0 }
  return undefined
}

function quotient(a: Type, b: Type): Unit | undefined {
  if (isPlain(b)) return { type: isPlain(a) && b.kind === 'number' ? b : a, hundreds: 0 }
  if (a.kind === b.kind) return join(a, b) && { type: number, hundreds: 0 }
  if (b.kind === 'percent') return { type: isPlain(a) ? number : a, hundreds: 1 }
  if (b.kind === 'quantity') return { type: isPlain(a) ? number : a, hundreds: 0 }
  return undefined
}

function isPlain({ kind }: Type): boolean {
  return kind === 'number' || kind === 'numeral'
}
