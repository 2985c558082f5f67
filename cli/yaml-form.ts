import { parseDocument, stringify } from 'yaml'
import { Refusal } from './refusal.ts'

export type Body = Record<string, unknown>

/** A thing as YAML: code and name first, then by name, so that the same thing is always the same text. */
export function toYaml(body: Body): string {
  return stringify(ordered(body), { lineWidth: 0, aliasDuplicateObjects: false })
}

/** The thing a file holds. */
export function fromYaml(text: string, file: string): Body {
  const document = parseDocument(text, { uniqueKeys: true })
  const [error] = document.errors
  if (error) throw new Refusal(`${file} is no YAML: ${error.message}`)
  const body: unknown = document.toJS({ maxAliasCount: 100 })
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(`${file} does not hold one thing.`)
  }
  return body as Body
}

/** The same value whatever the order of its keys. */
export function sameThing(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

const first = ['code', 'name']

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]))
}
