import type { z } from 'zod'
import type * as contract from '../../../contract/proposal-page.ts'
import { recallApproval } from '../../approvals/index.ts'
import { announce, type Context, DomainError, enqueue, etagOf, type Tx } from '../../platform/index.ts'
import { shownFigures } from '../figures.ts'
import { noteEvent } from '../history.ts'
import { acceptQuote, declineQuote } from '../settle-quote.ts'
import {
  freezeContext,
  type Head,
  insertNextVersion,
  saveDraft,
  saveStatus,
  setLineStatuses,
  type Version,
} from '../store.ts'
import { keepTrace } from '../trace.ts'
import { choiceWords } from './choice.ts'
import { type Chosen, demandOpen, type Offer, readOffer, withChoice } from './offer.ts'
import { storeSignedJob } from './signed-document.ts'
import { insertSignature, noteHappening } from './store.ts'

type Acceptance = z.output<NonNullable<typeof contract.acceptProposal.body>>
type Refusal = z.output<NonNullable<typeof contract.declineProposal.body>>

/** Signs and accepts what is on the customer's page: exactly that, or nothing. `ctx` acts as the customer. */
export function acceptProposal(ctx: Context, token: string, given: Acceptance): Promise<void> {
  return ctx.transaction(async (tx) => {
    const offer = await readOffer(tx, ctx.now, token, true)
    demandOpen(offer)
    const { proposal } = offer
    const { version, chosen } = await withChoice(tx, offer, proposal.choice)
    const { total } = version.priced.totals
    if (total !== given.total) throw new DomainError('proposal.changed', { total, seen: given.total })
    demandNoErrors(offer, version)

    const head = chosen ? await openChosenVersion(tx, offer, version, chosen) : offer.head
    const signed = head.version > offer.version.version && chosen ? head.version : offer.version.version
    await acceptQuote(tx.ctx, head.id, etagOf(head.seq), { name: given.name })
    const { signature } = given
    await insertSignature(tx, proposal, signed, {
      name: given.name,
      role: given.role,
      method: signature.method,
      ...(signature.method === 'DRAWN' && { strokes: signature.strokes }),
      total,
      currency: version.content.currency,
      signedAt: ctx.now,
      ...ctx.origin,
    })
    await noteHappening(tx, proposal, {
      kind: 'ACCEPTED',
      who: given.name,
      words: [given.role, signature.method === 'DRAWN' ? 'signed by hand' : 'signed by name']
        .filter(Boolean)
        .join(', '),
    })
    enqueue(tx, storeSignedJob, { quoteId: head.id, version: signed })
  })
}

/** Declines the proposal, with a reason where one is given. */
export function declineProposal(ctx: Context, token: string, { name, reason }: Refusal): Promise<void> {
  return ctx.transaction(async (tx) => {
    const offer = await readOffer(tx, ctx.now, token, true)
    demandOpen(offer)
    await declineQuote(tx.ctx, offer.head.id, etagOf(offer.head.seq), reason)
    await noteHappening(tx, offer.proposal, { kind: 'DECLINED', who: name, words: reason ?? '' })
  })
}

/**
 * A finalized version never changes: what a customer chose within the seller's bounds becomes the next version,
 * finalized by that choice, and the link leads there. A draft in the making falls, as with any acceptance.
 */
async function openChosenVersion(
  tx: Tx,
  offer: Offer,
  version: Version,
  { context, priced }: Chosen,
): Promise<Head> {
  const { head, proposal, version: offered } = offer
  if (head.version !== offered.version) {
    await recallApproval(tx, head.id)
    await saveStatus(tx, { ...head, status: 'CANCELLED' })
  }
  const [row] = await tx.query<{ last: number }>(
    'select max(version) as last from quote_versions where quote_id = $1',
    [head.id],
  )
  const next: Head = {
    ...head,
    version: (row?.last ?? head.version) + 1,
    seq: head.seq + 1,
    status: 'FINALIZED',
  }
  await insertNextVersion(tx, next, offered.version, 'As the customer chose')
  await saveDraft(tx, next, offered, version.content, priced, shownFigures(version.content, priced))
  await setLineStatuses(tx, next, 'PRICED', 'APPROVED')
  await freezeContext(tx, next, context)
  await keepTrace(tx, next, priced)
  await saveStatus(tx, next)
  await tx.query(`update proposals set version = $2, choice = '[]' where id = $1`, [
    proposal.id,
    next.version,
  ])
  await noteEvent(tx, next, { kind: 'choice', words: choiceWords(offered.content, proposal.choice) })
  announce(tx, 'quote.chosen', head.id, { seq: next.seq, version: next.version })
  return next
}

function demandNoErrors({ head }: Offer, version: Version): void {
  const errors = version.priced.issues.filter((issue) => issue.severity === 'error')
  if (errors.length > 0)
    throw new DomainError('quote.invalid', { number: head.number, action: 'accepted' }, errors)
}
