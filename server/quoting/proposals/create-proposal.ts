import type { Proposal as Shown } from '../../../contract/proposals.ts'
import { record } from '../../identity/index.ts'
import { announce, type Context, DomainError, newId, type Queries, type Tx } from '../../platform/index.ts'
import { permitQuote } from '../policy.ts'
import type { Head } from '../store.ts'
import { lockHead } from '../transition.ts'
import { demandOpen, offerOf } from './offer.ts'
import { hashOfToken, newToken, type Proposal } from './proposal.ts'
import { insertProposal, noteHappening, proposalsOf, saveRevocation } from './store.ts'

export type Recipient = { name?: string | undefined; email?: string | undefined }

/** Makes a link to the finalized version of a quote. The token is handed out once; only its hash is kept. */
export async function createProposal(
  tx: Tx,
  quoteId: string,
  { name, email }: Recipient,
  lastDay?: string,
): Promise<{ proposal: Proposal; token: string }> {
  const { ctx } = tx
  const head = await lockHead(tx, quoteId)
  permitQuote(ctx, 'quotes.write', head)
  const proposal: Proposal = {
    id: newId('prp'),
    quoteId: head.id,
    version: await latestFinalized(tx, head),
    recipientName: name,
    recipientEmail: email,
    expiresAt: ctx.now,
    choice: [],
    views: 0,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
  }
  const offer = await offerOf(tx, ctx.now, proposal)
  const { validUntil } = offer.version.content
  if (offer.state === 'EXPIRED')
    throw new DomainError('quote.expired', { number: head.number, day: validUntil })
  demandOpen(offer)

  proposal.expiresAt = lastDay ? endOf(lastDay, 0) : endOf(validUntil, 90)
  if (proposal.expiresAt <= ctx.now) throw inThePast()
  const token = newToken()
  await insertProposal(tx, proposal, hashOfToken(token))
  await noteHappening(tx, proposal, {
    kind: 'SENT',
    who: ctx.actor.name,
    words: [name, email].filter(Boolean).join(', '),
  })
  record(tx, {
    action: 'proposal.created',
    subject: { kind: 'quote', id: head.id },
    after: {
      proposal: proposal.id,
      version: proposal.version,
      recipient: { name, email },
      until: proposal.expiresAt,
    },
  })
  announce(tx, 'quote.sent', head.id, { proposal: proposal.id, version: proposal.version })
  return { proposal, token }
}

/** Takes a link back. */
export function revokeProposal(ctx: Context, quoteId: string, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, quoteId)
    permitQuote(ctx, 'quotes.write', head)
    const proposal = (await proposalsOf(tx, quoteId)).find((each) => each.id === id)
    if (!proposal) throw new DomainError('proposal.not-found')
    if (proposal.revokedAt) return
    await saveRevocation(tx, id)
    await noteHappening(tx, proposal, { kind: 'REVOKED', who: ctx.actor.name })
    record(tx, {
      action: 'proposal.revoked',
      subject: { kind: 'quote', id: head.id },
      after: { proposal: id },
    })
    announce(tx, 'quote.link-revoked', head.id, { proposal: id })
  })
}

export function shownProposal(proposal: Proposal): Shown {
  return {
    id: proposal.id,
    version: proposal.version,
    recipient: { name: proposal.recipientName, email: proposal.recipientEmail },
    createdAt: proposal.createdAt.toISOString(),
    createdBy: proposal.createdBy,
    expiresAt: proposal.expiresAt.toISOString(),
    revokedAt: proposal.revokedAt?.toISOString(),
    views: proposal.views,
    firstViewedAt: proposal.firstViewedAt?.toISOString(),
    lastViewedAt: proposal.lastViewedAt?.toISOString(),
  }
}

/** The latest finalized version, also while a newer one is in the making. */
export async function latestFinalized(db: Queries, head: Head): Promise<number> {
  const [row] = await db.query<{ version: number | null }>(
    `select max(version) as version from quote_versions where quote_id = $1 and status = 'FINALIZED'`,
    [head.id],
  )
  if (row?.version != null) return row.version
  throw new DomainError('quote.wrong-state', {
    number: head.number,
    status: head.status,
    action: 'a link for the customer',
    needed: 'FINALIZED',
  })
}

/** The first moment after a day. */
function endOf(day: string, more: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (more + 1) * 86_400_000)
}

function inThePast(): DomainError {
  return new DomainError('request.invalid', {}, [
    { code: 'past', severity: 'error', path: ['body', 'lastDay'], message: 'must not be in the past' },
  ])
}
