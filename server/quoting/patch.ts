import type { Content, Header, Line } from './content.ts'
import { pairLines } from './pair-lines.ts'

/**
 * A difference between two states of a quote, field by field, in one direction. Taking it back is applying the other
 * direction, so undo works whatever else was changed meanwhile.
 */
export type Patch = {
  header?: Partial<Record<keyof Header, unknown>>
  /** Changed fields of a line; the whole line where it comes; null where it goes. */
  lines?: Record<string, Partial<Record<keyof Line, unknown>> | null>
  /** Lines that come or move, each with the one it then stands behind ('' for none), in their order. */
  places?: Places
}
export type Places = [id: string, behind: string][]

/** Both directions of the difference, and the names of what it touches: "quote.notes", "lin_….quantity". */
export function difference(
  before: Content,
  after: Content,
): { back: Patch; forth: Patch; touched: string[] } {
  const back: Patch = {}
  const forth: Patch = {}
  const touched: string[] = []
  const { lines: linesBefore, ...headerBefore } = before
  const { lines: linesAfter, ...headerAfter } = after

  const header = fieldDifference(headerBefore, headerAfter)
  if (header.fields.length > 0) {
    back.header = header.back
    forth.header = header.forth
    touched.push(...header.fields.map((field) => `quote.${field}`))
  }

  if (linesBefore !== linesAfter) {
    const { pairs, gone, from, beforeTo, afterTo } = pairLines(linesBefore, linesAfter)
    const backLines: NonNullable<Patch['lines']> = {}
    const forthLines: NonNullable<Patch['lines']> = {}
    for (const { line, former } of pairs) {
      if (former === line) continue
      if (!former) {
        backLines[line.id] = null
        forthLines[line.id] = line
        touched.push(`${line.id}.line`)
        continue
      }
      const change = fieldDifference(former, line)
      if (change.fields.length === 0) continue
      backLines[line.id] = change.back
      forthLines[line.id] = change.forth
      touched.push(...change.fields.map((field) => `${line.id}.${field}`))
    }
    for (const line of gone) {
      backLines[line.id] = line
      forthLines[line.id] = null
      touched.push(`${line.id}.line`)
    }
    if (Object.keys(forthLines).length > 0) {
      back.lines = backLines
      forth.lines = forthLines
    }
    const idsBefore = linesBefore.slice(from, beforeTo).map((line) => line.id as string)
    const idsAfter = linesAfter.slice(from, afterTo).map((line) => line.id as string)
    const staying = longestKept(idsBefore, idsAfter)
    const first = from > 0 ? (linesAfter[from - 1]?.id ?? '') : ''
    const came = placesOf(idsAfter, staying, first)
    const went = placesOf(idsBefore, staying, first)
    if (came.length > 0) forth.places = came
    if (went.length > 0) back.places = went
  }
  return { back, forth, touched }
}

/** The content with a patch applied; what the patch does not name stays. */
export function patched(content: Content, patch: Patch): Content {
  const lines = new Map(content.lines.map((line) => [line.id as string, line]))
  for (const [id, change] of Object.entries(patch.lines ?? {})) {
    const line = lines.get(id)
    if (change === null) lines.delete(id)
    else if (line) lines.set(id, { ...line, ...present(change) } as Line)
    else if ('product' in change) lines.set(id, present(change) as Line)
  }
  const ids = patch.places ? placed([...lines.keys()], patch.places) : [...lines.keys()]
  const ordered = ids.map((id) => lines.get(id)).filter((line) => line !== undefined)
  return { ...content, ...(present(patch.header ?? {}) as Partial<Header>), lines: ordered }
}

/** JSON cannot say undefined: null stands for "not there". */
function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined]))
}

/** The ids with some of them put behind others; what a place does not name keeps its own. */
function placed(ids: string[], places: Places): string[] {
  const moving = new Set(places.map(([id]) => id))
  const there = new Set(ids)
  const behind = new Map<string, string[]>()
  const last: string[] = []
  for (const [id, before] of places) {
    if (!there.has(id)) continue
    // What it stood behind may be gone by now.
    if (before !== '' && !there.has(before)) last.push(id)
    else behind.set(before, [...(behind.get(before) ?? []), id])
  }
  const result: string[] = []
  const put = (first: string[]) => {
    for (const open = [...first].reverse(); open.length > 0; ) {
      const id = open.pop() as string // the loop ends when there is none
      result.push(id)
      open.push(...(behind.get(id) ?? []).reverse())
    }
  }
  put(behind.get('') ?? [])
  for (const id of ids) if (!moving.has(id)) put([id])
  put(last)
  return result
}

function placesOf(ids: readonly string[], staying: ReadonlySet<string>, first: string): Places {
  return ids.flatMap((id, place): Places => (staying.has(id) ? [] : [[id, ids[place - 1] ?? first]]))
}

/** As many ids as keep their order (a longest increasing subsequence): moving one line moves no other. */
function longestKept(before: readonly string[], after: readonly string[]): Set<string> {
  const placeOf = new Map(before.map((id, place) => [id, place]))
  const common = after.filter((id) => placeOf.has(id))
  const places = common.map((id) => placeOf.get(id) ?? 0)
  // For each length the end of the best row so far, and for each end what stands before it.
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  places.forEach((place, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[ends[middle] ?? 0] ?? 0) < place) low = middle + 1
      else high = middle
    }
    previous[index] = ends[low - 1]
    ends[low] = index
  })
  const kept = new Set<string>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) kept.add(common[at] ?? '')
  return kept
}

function fieldDifference<T extends object>(before: T, after: T) {
  const back: Record<string, unknown> = {}
  const forth: Record<string, unknown> = {}
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => {
    const was = before[field as keyof T]
    const is = after[field as keyof T]
    return was !== is && JSON.stringify(was) !== JSON.stringify(is)
  })
  for (const field of fields) {
    back[field] = before[field as keyof T] ?? null
    forth[field] = after[field as keyof T] ?? null
  }
  return { fields, back, forth }
}
