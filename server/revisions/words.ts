import { toText } from '../../engines/expressions/index.ts'
import { same } from './merge.ts'

type Entries = Record<string, unknown>

/** One field that differs between two states of a thing; "" is nothing. */
export type Difference = { field: string; before: string; after: string; words: string }

/** What changed between two states of a thing, in business words: "unit amount: 80.00 → 78.00". */
export function wordsOf(before: unknown, after: unknown, field = ''): string[] {
  return differencesOf(before, after, named('', field)).map(({ words }) => words)
}

/** The same, field by field. */
export function differencesOf(before: unknown, after: unknown, name = ''): Difference[] {
  if (same(before, after)) return []
  if (isCondition(before) || isCondition(after)) return [changed(name, inText(before), inText(after))]
  // What was not there is compared as if it had been empty, so that tiers are told one by one.
  const [was, is] = [before ?? emptyLike(after), after ?? emptyLike(before)]
  if (isList(was) && isList(is)) return listDifferences(was, is, name)
  if (isRecord(was) && isRecord(is)) {
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    return fields
      .filter((field) => field !== 'revision')
      .flatMap((field) => differencesOf(was[field], is[field], named(name, field)))
  }
  return [changed(name || 'value', shown(before), shown(after))]
}

function changed(field: string, before: string, after: string): Difference {
  return { field, before, after, words: `${field}: ${before || 'nothing'} → ${after || 'nothing'}` }
}

function listDifferences(before: unknown[], after: unknown[], name: string): Difference[] {
  if (before.every(isPlain) && after.every(isPlain)) return plainDifferences(before, after, name)
  if (before.every(hasCode) && after.every(hasCode)) return codedDifferences(before, after, name)
  const length = Math.max(before.length, after.length)
  const one = name.replace(/s$/, '')
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    differencesOf(before[index], after[index], `${one} ${index + 1}`),
  )
}

function plainDifferences(before: unknown[], after: unknown[], name: string): Difference[] {
  const gone = before.filter((each) => !after.includes(each)).map((each) => without(name, shown(each)))
  const added = after.filter((each) => !before.includes(each)).map((each) => withOne(name, shown(each)))
  return gone.length + added.length > 0 ? [...gone, ...added] : [reordered(name, before, after)]
}

/** Things in a list that have a code are compared with their like, wherever they stand. */
function codedDifferences(before: Entries[], after: Entries[], name: string): Difference[] {
  const one = name.replace(/s$/, '')
  const codes = [...new Set([...before, ...after].map((each) => each.code))]
  const found = codes.flatMap((code) => {
    const was = before.find((each) => each.code === code)
    const is = after.find((each) => each.code === code)
    if (!was) return [withOne(name, String(code))]
    if (!is) return [without(name, String(code))]
    return differencesOf(was, is, `${one} ${String(code)}`)
  })
  const codesOf = (list: Entries[]) => list.map(({ code }) => code)
  return found.length > 0 ? found : [reordered(name, codesOf(before), codesOf(after))]
}

function withOne(field: string, value: string): Difference {
  return { field, before: '', after: value, words: `${field}: with ${value || 'nothing'}` }
}
function without(field: string, value: string): Difference {
  return { field, before: value, after: '', words: `${field}: without ${value || 'nothing'}` }
}
function reordered(field: string, before: unknown[], after: unknown[]): Difference {
  const list = (values: unknown[]) => values.map(shown).join(', ')
  return { field, before: list(before), after: list(after), words: `${field}: in another order` }
}

/** "unitAmount" within "tier 3" → "tier 3 unit amount". */
function named(name: string, field: string): string {
  const own = field.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return name ? `${name} ${own}` : own
}

function inText(condition: unknown): string {
  if (condition === undefined || condition === null) return ''
  const text = toText(condition as Parameters<typeof toText>[0]) // read as a condition by its keys
  return text.ok ? text.text : JSON.stringify(condition)
}

const emptyLike = (value: unknown) => (isList(value) ? [] : isRecord(value) ? {} : undefined)
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
const isRecord = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasCode = (value: unknown): value is Entries => isRecord(value) && typeof value.code === 'string'
const isCondition = (value: unknown): boolean =>
  isRecord(value) &&
  (('operator' in value && 'conditions' in value) ||
    ('field' in value && 'op' in value) ||
    ('expression' in value && Object.keys(value).length === 1))

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
