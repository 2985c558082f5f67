import { type Exact, place, toText } from '../money/index.ts'
import type { Type } from './kinds.ts'
import { isExact, strictDecimal } from './numbers.ts'
import type { Facts } from './types.ts'

/** Why there is no value: a fact is missing or unusable, or a calculation has no result. */
export class Unknown {
  readonly code: string
  readonly sentence: string

  constructor(code: string, sentence: string) {
    this.code = code
    this.sentence = sentence
  }
}

/** Entries of a list; `places` says where they stood before a filter. */
export class Items {
  readonly values: readonly unknown[]
  readonly places: readonly number[] | undefined

  constructor(values: readonly unknown[], places?: readonly number[]) {
    this.values = values
    this.places = places
  }

  placeOf(index: number): number {
    return this.places?.[index] ?? index
  }
}

/** A value at run time; `unknown` are entries of a list before their fields are read. */
export type Value = Exact | string | boolean | Items | Unknown

/** One evaluation: the facts, and the entry each enclosing list macro is at. */
export type Frame = { facts: Facts; entries: unknown[]; places: number[] }

/** The value as it stands among facts. */
export function plain(value: unknown): unknown {
  if (isExact(value)) return decimalText(value)
  if (value instanceof Items) return value.values.map(plain)
  return value instanceof Unknown ? undefined : value
}

/** The value as people read it: 12 %, "gold", 99.90 EUR. */
export function say(value: unknown, type: Type): string {
  if (isExact(value)) {
    const digits = decimalText(value)
    if (type.kind === 'percent') return `${digits} %`
    const currency = type.kind === 'money' ? type.currency : undefined
    return currency && /^[A-Z]{3}$/.test(currency) ? `${digits} ${currency}` : digits
  }
  if (value instanceof Items) {
    const inner = type.kind === 'list' ? type.of : type
    const shown = value.values.slice(0, 5).map((item) => say(item, inner))
    const rest = value.values.length - shown.length
    if (shown.length === 0) return 'nothing'
    return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
  }
  if (typeof value !== 'string') return String(value)
  if (type.kind === 'date' || (type.kind === 'open' && strictDecimal(value))) return value
  return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`
}

/** Trailing zeros stay: an amount of 1200.00 is read as it was given. */
function decimalText(value: Exact): string {
  return value.d === 1n ? place(value.n, value.scale) : toText(value)
}
