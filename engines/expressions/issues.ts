import type { Place } from './syntax.ts'
import type { Issue } from './types.ts'

/** Thrown while reading a text or JSON that has no meaning; caught at the face, which answers with its issue. */
export class Unreadable extends Error {
  readonly issue: Issue

  constructor(issue: Issue) {
    super(issue.message)
    this.issue = issue
  }
}

/** An issue at a place: `code` without its family, message, and what to write instead. */
export function issueAt(place: Place | undefined, code: string, message: string, suggestion?: string): Issue {
  return {
    code: `expression.${code}`,
    message,
    ...(place && place.from >= 0 ? { position: positionIn(place) } : {}),
    ...(place?.path ? { path: place.path } : {}),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

function positionIn({ source, from, to }: Place): NonNullable<Issue['position']> {
  const before = source.slice(0, from)
  const line = before.split('\n').length
  return {
    offset: from,
    length: Math.max(0, to - from),
    line,
    column: from - (before.lastIndexOf('\n') + 1) + 1,
  }
}

/** The name a person most likely meant: fewest letters changed, at most a third of them. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > 64) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    if (candidate.length > 64 || Math.abs(candidate.length - name.length) >= least) continue
    const distance = changes(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best ?? endsWith(name, names)
}

/** `segment` for `customer.segment`: the last part alone, if only one field has it. */
function endsWith(name: string, names: Iterable<string>): string | undefined {
  const ending = `.${name.slice(name.lastIndexOf('.') + 1).toLowerCase()}`
  const found = [...names].filter((candidate) => candidate.toLowerCase().endsWith(ending))
  return found.length === 1 ? found[0] : undefined
}

/** Letters to insert, drop, replace or swap with their neighbour. */
function changes(a: string, b: string): number {
  let before: number[] = []
  let last: number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

function at(row: number[], index: number): number {
  return row[index] ?? 0
}
