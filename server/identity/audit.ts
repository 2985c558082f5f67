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
}

const noted = new WeakMap<Tx, AuditNote[]>()

/** Notes an entry of the audit trail; all entries of a transaction are written with its commit, in one statement. */
export function record(tx: Tx, note: AuditNote): void {
  const notes = noted.get(tx)
  if (notes) {
    notes.push(note)
    return
  }
  const first = [note]
  noted.set(tx, first)
  tx.beforeCommit(() => insertAuditEntries(tx, first))
}
