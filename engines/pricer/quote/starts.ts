import { type Exact, multiply, parseDecimal, zero } from '../../money/index.ts'
import { startLine } from '../line/price-line.ts'
import type { Start } from '../line/work.ts'
import type { Run } from '../prepare/run.ts'
import type { RequestLine } from '../types.ts'

/** All lines with their quantities. */
export function startAll(
  run: Run,
  lines: readonly RequestLine[],
  places: ReadonlyMap<string, number>,
): Start[] {
  const startAt = starter(run, lines, places)
  return lines.map((_, place) => startAt(place))
}

/** Starts the line at a place. A parent that is missing, or counted per unit of the line itself, counts as one. */
export function starter(
  run: Run,
  lines: readonly RequestLine[],
  places: ReadonlyMap<string, number>,
): (place: number) => Start {
  const above = (place: number): number | undefined => {
    const { perParent, parent } = lines[place] as RequestLine
    return perParent && parent !== undefined ? places.get(parent) : undefined
  }
  const quantities: (Exact | undefined)[] = new Array(lines.length)
  const quantityOf = (place: number): Exact => {
    const known = quantities[place]
    if (known) return known
    const own = parseDecimal((lines[place] as RequestLine).quantity) ?? zero
    const parent = isOwnAncestor(place, above) ? undefined : above(place)
    const quantity = parent === undefined ? own : multiply(own, quantityOf(parent))
    quantities[place] = quantity
    return quantity
  }
  return (place) => {
    const line = lines[place] as RequestLine
    if (!line.perParent || line.parent === undefined) return startLine(run, line, undefined)
    const parent = above(place)
    if (parent === undefined) return { ...startLine(run, line, undefined), orphan: 'unknown' }
    if (isOwnAncestor(place, above)) return { ...startLine(run, line, undefined), orphan: 'circle' }
    return startLine(run, line, quantityOf(parent))
  }
}

function isOwnAncestor(place: number, above: (place: number) => number | undefined): boolean {
  const first = above(place)
  if (first === undefined) return false
  const seen = new Set<number>()
  for (
    let parent: number | undefined = first;
    parent !== undefined && !seen.has(parent);
    parent = above(parent)
  ) {
    if (parent === place) return true
    seen.add(parent)
  }
  return false
}
