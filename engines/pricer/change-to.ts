import type { PriceChange, PriceRequest, RequestLine } from './types.ts'

type Header = Omit<PriceRequest, 'lines'>

/** What has to change of one request to make another one of it; lines that are the same object are not looked into. */
export function changeTo(before: PriceRequest, after: PriceRequest): PriceChange {
  const request = headerChange(before, after)
  const old = new Map(before.lines.map((line) => [line.id, line]))
  const lines: Record<string, RequestLine | null> = {}
  for (const line of after.lines) {
    const was = old.get(line.id)
    if (was !== line && (!was || JSON.stringify(was) !== JSON.stringify(line))) lines[line.id] = line
    old.delete(line.id)
  }
  for (const id of old.keys()) lines[id] = null
  const inPlace =
    before.lines.length === after.lines.length &&
    before.lines.every((line, place) => line.id === after.lines[place]?.id)
  return {
    lines,
    ...(request && { request }),
    ...(!inPlace && { order: after.lines.map((line) => line.id) }),
  }
}

/** The fields of the quote itself that are other ones; undefined where none is. */
export function headerChange(
  { lines: _, ...before }: Header & { lines?: unknown },
  { lines: __, ...after }: Header & { lines?: unknown },
): Partial<Header> | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Header)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (changed.length === 0) return undefined
  return Object.fromEntries(changed.map((name) => [name, after[name]]))
}
