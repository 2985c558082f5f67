import type { PriceContext } from '../../engines/pricer/types.ts'

/**
 * Whether prices come from the same things. Published rows are read once and never changed, so the same row is the same
 * object; what is small and read anew each time is compared by what it says.
 */
export function sameContext(a: PriceContext, b: PriceContext): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof PriceContext>
  return [...names].every((name) => sameRows(a[name], b[name]) || sameText(a[name], b[name]))
}

function sameRows(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((row, place) => row === b[place])
}

/** Long lists that hold other objects are taken as different: at worst the quote is priced from nothing. */
function sameText(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && a.length > 1000) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
