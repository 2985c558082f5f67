import type { AuditEntry } from '../../contract/audit.ts'
import type { Tx } from '../platform/index.ts'
import { insertAuditEntries } from './audit-store.ts'

/** What was done, to what, and how it looked before and after. Never hand in a secret: an entry is kept for good. */
export type AuditNote = {
  /** `subject.verb` in the past: "quote.submitted". */
  action: string
  subject: { kind: string; id: string }
  before?: unknown
  after?: unknown
  why?: string
  /** Who it was, where that shows only by what is noted: by signing in. */
  by?: { id: string; name: string; via: AuditEntry['via'] }
}

const batches = new WeakMap<Tx, AuditNote[]>()

/**
 * Notes an entry of the audit trail; all entries of a transaction are written with its commit, in one statement. Each
 * joins the batch only just before the commit, so that what a savepoint took back leaves no entry.
 */
export function record(tx: Tx, note: AuditNote): void {
  tx.beforeCommit(async () => {
    const batch = batches.get(tx)
    if (batch) {
      batch.push(note)
      return
    }
    const begun = [note]
    batches.set(tx, begun)
    // Comes after every note so far; what is noted later still begins another batch.
    tx.beforeCommit(() => {
      batches.delete(tx)
      return insertAuditEntries(tx, begun)
    })
  })
}
