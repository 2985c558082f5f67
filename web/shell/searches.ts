import { z } from 'zod'
import { decision } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'

// What the addresses of list pages carry after the "?"; read leniently, since people edit and shorten them.

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== ''
    ? value.slice(0, 200)
    : typeof value === 'number'
      ? String(value)
      : undefined

/** Reads the named texts of a search, leaving out what is not there. */
export function textsOf<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): { [name in Name]?: string | undefined } =>
    Object.fromEntries(
      names.map((name) => [name, text(search[name])] as const).filter(([, value]) => value !== undefined),
    ) as { [name in Name]?: string | undefined }
}

export type QuotesSearch = {
  q?: string | undefined
  status?: string | undefined
  owner?: string | undefined
  customer?: string | undefined
  sort?: string | undefined
  /** "templates" or "archive" in place of the quotes people work on. */
  shelf?: string | undefined
  /** The dialog for a new quote is open. */
  make?: boolean | undefined
}
const quoteTexts = textsOf('q', 'status', 'owner', 'customer', 'sort', 'shelf')
export function quotesSearch(search: Record<string, unknown>): QuotesSearch {
  return { ...quoteTexts(search), ...(search.make === true && { make: true }) }
}

export function nextSearch(search: Record<string, unknown>): { next?: string; refused?: string } {
  const next = text(search.next)
  // Only a path of our own, so that a link cannot lead elsewhere after signing in.
  const refused = text(search.refused)
  return { ...(next && /^\/(?![/\\])/.test(next) && { next }), ...(refused && { refused }) }
}

/** An earlier version of a quote. */
export function versionSearch(search: Record<string, unknown>): { version?: number } {
  const version = Number(search.version)
  return Number.isInteger(version) && version > 0 ? { version } : {}
}

export function editSearch(search: Record<string, unknown>): { edit?: boolean | undefined } {
  return search.edit === true ? { edit: true } : {}
}

const answersGiven = z.record(z.string(), z.array(z.string()))
const guideTexts = textsOf('quote')
/** What was answered so far, and the quote it is for. */
export function guideSearch(search: Record<string, unknown>): {
  answers?: Record<string, string[]>
  quote?: string | undefined
} {
  const { data } = answersGiven.safeParse(search.answers)
  return { ...guideTexts(search), ...(data && { answers: data }) }
}

const decided = z.array(decision).max(200)
const configureTexts = textsOf('quote', 'plan', 'quantity')
/** The quote it is for, how many, and what is decided from the start. */
export function configureSearch(search: Record<string, unknown>): {
  quote?: string | undefined
  plan?: string | undefined
  quantity?: string | undefined
  decided?: Decision[]
} {
  const { data } = decided.safeParse(search.decided)
  return { ...configureTexts(search), ...(data && { decided: data }) }
}
