import type { QuoteLine } from '../../contract/quotes.ts'

/** A line with everything below it that is charged in the same way. */
export type Family = { head: QuoteLine; parts: QuoteLine[] }

/**
 * Puts options under the line they belong to. What is charged otherwise than its line (a yearly licence in a machine
 * that is bought) stands by itself; what was cancelled is left out.
 */
export function familiesOf(lines: readonly QuoteLine[]): Family[] {
  const families = new Map<string, Family>()
  const homes = new Map<string, string>()
  const gone = new Set<string>()
  for (const line of lines) {
    if (line.status === 'CANCELLED' || (line.parent !== undefined && gone.has(line.parent))) {
      gone.add(line.id)
      continue
    }
    const home = line.parent === undefined ? undefined : homes.get(line.parent)
    const family = home === undefined ? undefined : families.get(home)
    if (family && charge(family.head) === charge(line)) {
      family.parts.push(line)
      homes.set(line.id, family.head.id)
    } else {
      families.set(line.id, { head: line, parts: [] })
      homes.set(line.id, line.id)
    }
  }
  return [...families.values()]
}

const charge = (line: QuoteLine) => line.type ?? 'ONE_TIME'
