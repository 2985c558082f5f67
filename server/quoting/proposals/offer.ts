import type { ProposalState } from '../../../contract/proposal-page.ts'
import { price } from '../../../engines/pricer/index.ts'
import type { PriceContext, Priced } from '../../../engines/pricer/types.ts'
import { type Customer, findCustomer } from '../../customers/index.ts'
import { type Context, DomainError, type Queries } from '../../platform/index.ts'
import { isExpired } from '../present.ts'
import { requestOf } from '../price-quote.ts'
import { findHead, frozenContext, type Head, readVersion, type Version } from '../store.ts'
import { type Choice, chosenContent } from './choice.ts'
import { hashOfToken, isClosed, type Proposal, stateOf } from './proposal.ts'
import { findProposalByHash } from './store.ts'

/** What a link leads to: the version as it was finalized, and where it stands. */
export type Offer = { proposal: Proposal; head: Head; version: Version; state: ProposalState }

const unknown = () => new DomainError('proposal.not-found')

/** The proposal of a link; one answer for links that never were, ended, or were taken back. */
export async function findProposal(ctx: Context, token: string): Promise<Proposal> {
  const proposal = await findProposalByHash(ctx.db, hashOfToken(token))
  if (!proposal || isClosed(proposal, ctx.now)) throw unknown()
  return proposal
}

/** Reads what a link leads to; with `lock` nobody else answers or revises it until the commit. */
export async function readOffer(db: Queries, now: Date, token: string, lock = false): Promise<Offer> {
  const proposal = await findProposalByHash(db, hashOfToken(token), lock)
  if (!proposal || isClosed(proposal, now)) throw unknown()
  return offerOf(db, now, proposal, lock)
}

export async function offerOf(db: Queries, now: Date, proposal: Proposal, lock = false): Promise<Offer> {
  const head = await findHead(db, proposal.quoteId, lock)
  if (!head) throw unknown()
  const version = await readVersion(db, head, proposal.version)
  const [newer] = await db.query<{ is: boolean }>(
    `select exists (select 1 from quote_versions where quote_id = $1 and version > $2
       and status in ('FINALIZED', 'DECLINED', 'EXPIRED')) as is`,
    [head.id, version.version],
  )
  const state = stateOf({
    status: version.status,
    expired: isExpired(version, now.toISOString().slice(0, 10)),
    quoteStatus: head.status,
    newerFinalized: newer?.is ?? false,
  })
  return { proposal, head, version, state }
}

/** What a choice was priced with, and what came of it. */
export type Chosen = { context: PriceContext; priced: Priced }

/** The version as the customer would have it: on the very prices it was finalized with. */
export async function withChoice(
  db: Queries,
  { head, version }: Offer,
  choice: Choice,
): Promise<{ version: Version; customer: Customer | undefined; chosen?: Chosen }> {
  const customer = version.content.customer ? await findCustomer(db, version.content.customer) : undefined
  if (choice.length === 0) return { version, customer }
  const context = await frozenContext(db, head.id, version.version)
  if (!context) throw new Error(`Version ${version.version} of ${head.id} has no price context`)
  const content = chosenContent(version.content, choice)
  const priced = price(requestOf(content, customer), context)
  return { version: { ...version, content, priced }, customer, chosen: { context, priced } }
}

const reasons: Record<Exclude<ProposalState, 'OPEN'>, string> = {
  ACCEPTED: 'This quote was accepted already.',
  DECLINED: 'This quote was declined already.',
  EXPIRED: 'This quote has expired. Ask your contact for a new one.',
  SUPERSEDED: 'A newer version of this quote took the place of this one.',
  WITHDRAWN: 'This quote was withdrawn.',
}

/** Refuses an answer to what can no longer be answered, and says why. */
export function demandOpen({ state }: Offer): void {
  if (state !== 'OPEN') throw new DomainError('proposal.closed', { state, reason: reasons[state] })
}
