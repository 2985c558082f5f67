import { compare, exact, parseExact, round, toText } from '../../engines/money/index.ts'
import type { Answer, Case } from './case.ts'

type Difference = { path: string; expected: string; actual: string }

/** What of the expected answer is not there, compared by value; only what the case states is looked at. */
export function differencesOf({ expect }: Case, actual: Answer): Difference[] {
  const differences: Difference[] = []
  for (const [key, expected] of Object.entries(expect)) {
    if (key.endsWith('Scale')) continue
    look(key, expected, actual[key], expect[`${key}Scale`] as number | undefined)
  }
  return differences

  function look(path: string, expected: unknown, found: unknown, scale?: number): void {
    if (Array.isArray(expected)) return lookAtList(path, expected, found)
    if (expected !== null && typeof expected === 'object') {
      for (const [key, value] of Object.entries(expected)) {
        if (key === 'id' || key === 'code' || key.endsWith('Scale')) continue
        const fields = expected as Record<string, unknown>
        look(
          `${path}.${key}`,
          value,
          (found as Record<string, unknown> | undefined)?.[key],
          fields[`${key}Scale`] as number,
        )
      }
      return
    }
    if (!isSame(expected, found, scale))
      differences.push({ path, expected: String(expected), actual: String(found) })
  }

  /** Entries with an id or code are found by it, others by their place. */
  function lookAtList(path: string, expected: unknown[], found: unknown): void {
    const list = Array.isArray(found) ? found : []
    expected.forEach((entry, index) => {
      const key =
        (entry as { id?: string; code?: string } | null)?.id ?? (entry as { code?: string } | null)?.code
      const match =
        key === undefined ? list[index] : list.find((each) => each?.id === key || each?.code === key)
      if (entry === null) return
      look(`${path}[${key ?? index}]`, entry, match)
    })
  }
}

/** Numbers by value ("12.5" is "12.50"), rounded to the stated digits first; everything else as text. */
function isSame(expected: unknown, found: unknown, scale: number | undefined): boolean {
  const left = numberOf(expected)
  const right = numberOf(found)
  if (!left || !right) return expected === found
  return compare(left, scale === undefined ? right : exact(toText(round(right, scale)))) === 0
}

function numberOf(value: unknown) {
  return typeof value === 'number' ? parseExact(String(value)) : parseExact(value)
}
