import type { Command } from '../../../contract/quotes.ts'

/** True when a later edit makes an unsent one pointless: typing 3, then 30, into the same field. */
export function replaces(former: Command[], next: Command[]): boolean {
  const [a] = former
  const [b] = next
  if (!a || !b || former.length > 1 || next.length > 1) return false
  if (a.type === 'setQuantity' && b.type === 'setQuantity') return a.line === b.line
  if (a.type === 'setLine' && b.type === 'setLine') return a.line === b.line && sameFields(a.fields, b.fields)
  return a.type === 'setQuote' && b.type === 'setQuote' && sameFields(a.fields, b.fields)
}

function sameFields(a: object, b: object): boolean {
  return Object.keys(a).sort().join() === Object.keys(b).sort().join()
}
