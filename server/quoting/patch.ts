import type { Content, Header, Line } from './content.ts'

/**
 * A difference between two states of a quote, field by field, in one direction. Taking it back is applying the other
 * direction, so undo works whatever else was changed meanwhile.
 */
export type Patch = {
  header?: Partial<Record<keyof Header, unknown>>
  /** Changed fields of a line; the whole line where it comes; null where it goes. */
  lines?: Record<string, Partial<Record<keyof Line, unknown>> | null>
  /** All ids in order, where lines came, went or moved. */
  order?: string[]
}

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
    const old = new Map(linesBefore.map((line) => [line.id as string, line]))
    const backLines: NonNullable<Patch['lines']> = {}
    const forthLines: NonNullable<Patch['lines']> = {}
    for (const line of linesAfter) {
      const was = old.get(line.id)
      old.delete(line.id)
      if (was === line) continue
      if (!was) {
        backLines[line.id] = null
        forthLines[line.id] = line
        touched.push(`${line.id}.line`)
        continue
      }
      const change = fieldDifference(was, line)
      if (change.fields.length === 0) continue
      backLines[line.id] = change.back
      forthLines[line.id] = change.forth
      touched.push(...change.fields.map((field) => `${line.id}.${field}`))
    }
    for (const [id, line] of old) {
      backLines[id] = line
      forthLines[id] = null
      touched.push(`${id}.line`)
    }
    if (Object.keys(forthLines).length > 0) {
      back.lines = backLines
      forth.lines = forthLines
    }
    const orderBefore = linesBefore.map((line) => line.id as string)
    const orderAfter = linesAfter.map((line) => line.id as string)
    if (
      orderBefore.length !== orderAfter.length ||
      orderBefore.some((id, index) => id !== orderAfter[index])
    ) {
      back.order = orderBefore
      forth.order = orderAfter
    }
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
  const ids = patch.order ? merged([...lines.keys()], patch.order, lines) : [...lines.keys()]
  const ordered = ids.map((id) => lines.get(id)).filter((line) => line !== undefined)
  return { ...content, ...(present(patch.header ?? {}) as Partial<Header>), lines: ordered }
}

/** JSON cannot say undefined: null stands for "not there". */
function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined]))
}

/** The wanted order; lines it does not know keep their place behind the line they stand behind now. */
function merged(current: string[], wanted: string[], lines: Map<string, Line>): string[] {
  const known = new Set(wanted)
  const followers = new Map<string, string[]>()
  let previous = ''
  for (const id of current) {
    if (known.has(id)) previous = id
    else followers.set(previous, [...(followers.get(previous) ?? []), id])
  }
  const there = wanted.filter((id) => lines.has(id))
  return [...(followers.get('') ?? []), ...there.flatMap((id) => [id, ...(followers.get(id) ?? [])])]
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
