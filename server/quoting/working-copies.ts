import type { PricedQuote } from './price-quote.ts'
import type { Head, Version } from './store.ts'

/** A version as it was last read or written here, and priced here if it was. */
export type WorkingCopy = { version: Version; pricedQuote?: PricedQuote | undefined }

/**
 * Current versions as this node last saw them, so that the next look or change costs what it changes. Each is of one
 * state, named by the quote's seq, and used only where the database says the quote is in that very state: a node that
 * knows nothing, or an older state, reads. Nothing is lost with a node.
 */
export function findWorkingCopy(database: object, head: Head): WorkingCopy | undefined {
  const found = copiesOf(database).get(head.id)
  if (found?.seq !== head.seq || found.copy.version.version !== head.version) return undefined
  return found.copy
}

export function keepWorkingCopy(database: object, head: Head, copy: WorkingCopy): void {
  const copies = copiesOf(database)
  const known = copies.get(head.id)
  if (known && known.seq > head.seq) return
  copies.delete(head.id)
  copies.set(head.id, { seq: head.seq, copy })
  let lines = 0
  // The latest first: what is worked on stays, however long it is.
  for (const [id, { copy: each }] of [...copies].reverse()) {
    lines += each.version.content.lines.length + 50
    if (lines > capacity && id !== head.id) copies.delete(id)
  }
}

/** As after a restart. */
export function forgetWorkingCopies(database: object): void {
  kept.delete(database)
}

/** Lines kept on a node, at some 5 KB each. */
const capacity = 50_000
const kept = new WeakMap<object, Map<string, { seq: number; copy: WorkingCopy }>>()

function copiesOf(database: object) {
  const copies = kept.get(database) ?? new Map<string, { seq: number; copy: WorkingCopy }>()
  kept.set(database, copies)
  return copies
}
