import { most } from '../../../contract/limits.ts'
import { demandRate } from '../../identity/index.ts'
import { type Context, DomainError, type Tx } from '../../platform/index.ts'

/** Keeps programs from hammering on the open pages, and from trying links; before the link is looked up. */
export const demandPaceOfAddress = (ctx: Context) => demandRate(ctx, 'page.address', ctx.origin.ip ?? '')

/** However many addresses one link is opened from. Counted by its id: the secret in it is kept nowhere. */
export const demandPaceOfLink = (ctx: Context, proposalId: string) => demandRate(ctx, 'page.link', proposalId)

/** Questions are kept, so their number is bounded where they are kept. */
export async function demandFew(tx: Tx, proposalId: string): Promise<void> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from proposal_messages
     where proposal_id = $1 and sender = 'CUSTOMER' and at > $2::timestamptz - interval '1 hour'`,
    [proposalId, tx.ctx.now],
  )
  if ((row?.count ?? 0) >= most('quotes', 'questions'))
    throw new DomainError('request.too-many', { seconds: 3600 })
}
