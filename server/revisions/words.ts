/** What changed between two states of a thing, in business words: "unitAmount: 80.00 → 78.00". */
export function wordsOf(before: unknown, after: unknown, name = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isList(before) && isList(after)) return listWords(before, after, name)
  if (isRecord(before) && isRecord(after)) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (field) => field !== 'revision',
    )
    return fields.flatMap((field) => wordsOf(before[field], after[field], name ? `${name}.${field}` : field))
  }
  return [`${name || 'value'}: ${shown(before)} → ${shown(after)}`]
}

function listWords(before: unknown[], after: unknown[], name: string): string[] {
  if (before.every(isPlain) && after.every(isPlain)) {
    const gone = before
      .filter((each) => !after.includes(each))
      .map((each) => `${name}: without ${shown(each)}`)
    const added = after.filter((each) => !before.includes(each)).map((each) => `${name}: with ${shown(each)}`)
    return gone.length + added.length > 0 ? [...gone, ...added] : [`${name}: in another order`]
  }
  const length = Math.max(before.length, after.length)
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    wordsOf(before[index], after[index], `${name} ${index + 1}`),
  )
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
