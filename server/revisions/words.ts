import { toText } from '../../engines/expressions/index.ts'
import { same } from './merge.ts'

type Entries = Record<string, unknown>

/** What changed between two states of a thing, in business words: "unit amount: 80.00 → 78.00". */
export function wordsOf(before: unknown, after: unknown, name = ''): string[] {
  if (same(before, after)) return []
  if (isCondition(before) || isCondition(after)) return [`${name}: ${inText(before)} → ${inText(after)}`]
  if (isList(before) && isList(after)) return listWords(before, after, name)
  if (isRecord(before) && isRecord(after)) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return fields
      .filter((field) => field !== 'revision')
      .flatMap((field) => wordsOf(before[field], after[field], named(name, field)))
  }
  return [`${name || 'value'}: ${shown(before)} → ${shown(after)}`]
}

function listWords(before: unknown[], after: unknown[], name: string): string[] {
  if (before.every(isPlain) && after.every(isPlain)) return plainWords(before, after, name)
  if (before.every(hasCode) && after.every(hasCode)) return codedWords(before, after, name)
  const length = Math.max(before.length, after.length)
  const one = name.replace(/s$/, '')
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    wordsOf(before[index], after[index], `${one} ${index + 1}`),
  )
}

function plainWords(before: unknown[], after: unknown[], name: string): string[] {
  const gone = before.filter((each) => !after.includes(each)).map((each) => `${name}: without ${shown(each)}`)
  const added = after.filter((each) => !before.includes(each)).map((each) => `${name}: with ${shown(each)}`)
  return gone.length + added.length > 0 ? [...gone, ...added] : [`${name}: in another order`]
}

/** Things in a list that have a code are compared with their like, wherever they stand. */
function codedWords(before: Entries[], after: Entries[], name: string): string[] {
  const one = name.replace(/s$/, '')
  const codes = [...new Set([...before, ...after].map((each) => each.code))]
  const words = codes.flatMap((code) => {
    const was = before.find((each) => each.code === code)
    const is = after.find((each) => each.code === code)
    if (!was) return [`${name}: with ${String(code)}`]
    if (!is) return [`${name}: without ${String(code)}`]
    return wordsOf(was, is, `${one} ${String(code)}`)
  })
  return words.length > 0 ? words : [`${name}: in another order`]
}

/** "unitAmount" within "tier 3" → "tier 3 unit amount". */
function named(name: string, field: string): string {
  const own = field.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return name ? `${name} ${own}` : own
}

function inText(condition: unknown): string {
  if (condition === undefined || condition === null) return 'nothing'
  const text = toText(condition as Parameters<typeof toText>[0]) // read as a condition by its keys
  return text.ok ? text.text : JSON.stringify(condition)
}

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
  if (value === undefined || value === null || value === '') return 'nothing'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
