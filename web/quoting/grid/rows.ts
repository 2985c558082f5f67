import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { add, type Exact, exact, toText } from '../../../engines/money/index.ts'

/** What the grid shows in one row: a heading with its subtotal, or a line somewhere in the tree. */
export type GridRow =
  | { kind: 'group'; key: string; group: Quote['groups'][number]; lines: number; expanded: boolean; level: 1 }
  | {
      kind: 'line'
      key: string
      line: QuoteLine
      /** From 1, as ARIA counts; one more inside a group. */
      level: number
      parts: number
      expanded: boolean
      /** Place among the lines beside it, from 1, and how many there are. */
      place: number
      of: number
      /** Of a folded line: what it and all its parts come to. */
      familyNet: string | undefined
    }

/** Rows by place and by line, so that nothing has to be searched while scrolling or typing. */
export type Rows = { list: GridRow[]; placeOf: ReadonlyMap<string, number> }

/**
 * The rows of a quote in the order people see them: lines without a group, then each group with its lines, options under
 * what they belong to, nothing below what is folded.
 */
export function rowsOf(quote: Pick<Quote, 'lines' | 'groups'>, folded: ReadonlySet<string>): Rows {
  const partsOf = new Map<string, QuoteLine[]>()
  const inGroup = new Map<string, QuoteLine[]>(quote.groups.map((group) => [group.id, []]))
  const free: QuoteLine[] = []
  const known = new Set(quote.lines.map((line) => line.id))
  for (const line of quote.lines) {
    if (line.parent !== undefined && known.has(line.parent)) collect(partsOf, line.parent, line)
    else (inGroup.get(line.group ?? '') ?? free).push(line)
  }

  const list: GridRow[] = []
  const push = (lines: QuoteLine[], level: number) => {
    lines.forEach((line, index) => {
      const parts = partsOf.get(line.id) ?? []
      const expanded = parts.length > 0 && !folded.has(line.id)
      list.push({
        kind: 'line',
        key: line.id,
        line,
        level,
        parts: parts.length,
        expanded,
        place: index + 1,
        of: lines.length,
        familyNet: parts.length > 0 && !expanded ? netOf(line, partsOf) : undefined,
      })
      if (expanded) push(parts, level + 1)
    })
  }
  push(free, 1)
  for (const group of quote.groups) {
    const lines = inGroup.get(group.id) ?? []
    const expanded = !folded.has(group.id)
    list.push({ kind: 'group', key: group.id, group, lines: lines.length, expanded, level: 1 })
    if (expanded) push(lines, 2)
  }
  return { list, placeOf: new Map(list.map((row, place) => [row.key, place])) }
}

function netOf(line: QuoteLine, partsOf: Map<string, QuoteLine[]>): string | undefined {
  if (line.net === undefined) return undefined
  const sum = (one: QuoteLine): Exact =>
    (partsOf.get(one.id) ?? []).reduce((total, part) => add(total, sum(part)), exact(one.net ?? '0'))
  return toText(sum(line))
}

/** The line a line may move behind, one step up or down among its neighbours; undefined at the end. */
export function neighbour(
  lines: QuoteLine[],
  id: string,
  step: 'up' | 'down',
): { after: string | null } | undefined {
  const line = lines.find((one) => one.id === id)
  if (!line || line.parent !== undefined) return undefined
  const beside = lines.filter((one) => one.parent === undefined && one.group === line.group)
  const at = beside.indexOf(line)
  if (step === 'down') {
    const next = beside[at + 1]
    return next && { after: next.id }
  }
  if (at <= 0) return undefined
  const before = beside[at - 2]
  if (before) return { after: before.id }
  // To the top of its group: behind whatever top line precedes the group's first one in the whole quote.
  const top = lines.filter((one) => one.parent === undefined)
  return { after: top[top.indexOf(beside[0] as QuoteLine) - 1]?.id ?? null } // beside holds the line itself at least
}

function collect<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
