import { lastSubmission, previewRoute, recallApproval, requestApproval } from '../approvals/index.ts'
import type { Tx } from '../platform/index.ts'
import { type Head, saveStatus, setLineStatuses, type Version } from './store.ts'
import { approveLater, readToApprove } from './submit-quote.ts'

/**
 * Who decides follows from the owner, and nobody decides on what they own: a quote that changes hands before it is
 * finalized is asked about anew. What others than the new owner approved of it stands. Answers whether somebody is asked.
 */
export async function askAboutNewOwner(
  tx: Tx,
  database: object,
  head: Head,
  version: Version,
): Promise<boolean> {
  if (head.status !== 'PENDING_APPROVAL' && head.status !== 'APPROVED') return false
  const { ctx } = tx
  const { given } = await readToApprove(ctx, tx, database, head, version)
  const earlier = await lastSubmission(tx, head.id)
  // Those who had a hand in it when it was submitted; whoever hands it over is not one of them by that.
  const involved = [...new Set([head.ownerId, ...(earlier?.involved ?? given.involved)])]
  const asked = { ...given, ...earlier, involved }
  if (head.status === 'APPROVED') {
    const { steps } = await previewRoute(ctx, database, asked)
    if (steps.every(({ standing }) => standing)) return false
    head.status = 'PENDING_APPROVAL'
    await setLineStatuses(tx, head, 'APPROVED', 'PRICED')
    await saveStatus(tx, head)
  }
  await recallApproval(tx, head.id)
  const quote = { ...given.quote, seq: head.seq }
  const { asksNobody } = await requestApproval(tx, database, { ...asked, quote })
  if (asksNobody) approveLater(tx, head)
  return true
}
