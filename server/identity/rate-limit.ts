import { most } from '../../contract/limits.ts'
import { type Context, DomainError, type Tx } from '../platform/index.ts'

/** How often something may be asked in a window of time. Counted in the database, so that all nodes count together. */
const limits = {
  /** Links to set a new password, for one person and from one address. */
  'reset.person': { allowed: most('signIn', 'resetsOfPerson'), seconds: 3600 },
  'reset.address': { allowed: most('signIn', 'resetsOfAddress'), seconds: 3600 },
  /** Tries with the secret of a link, from one address. */
  'link.address': { allowed: most('signIn', 'linkTries'), seconds: 3600 },
  /** Wrong secrets of OAuth clients, from one address. */
  'client.address': { allowed: most('signIn', 'clientTries'), seconds: 3600 },
  /** Second factors of one person that were not right. */
  'factor.person': { allowed: most('signIn', 'factorTries'), seconds: 3600 },
  /** Wishes for another mail address, by one person. */
  'email.person': { allowed: most('signIn', 'emailWishes'), seconds: 3600 },
  /** Requests to customers' pages, from one address and with one link. */
  'page.address': { allowed: most('quotes', 'pageOfAddress'), seconds: 60 },
  'page.link': { allowed: most('quotes', 'pageOfLink'), seconds: 60 },
} as const
export type RateLimit = keyof typeof limits

/** Counts one more and refuses where that is too often. Counts on its own: what fails afterwards was tried all the same. */
export async function demandRate(ctx: Context, what: RateLimit, who: string): Promise<void> {
  const seconds = await overRate(ctx, what, who)
  if (seconds !== undefined) throw new DomainError('request.too-many', { seconds })
}

/** Counts one more; says for how many seconds it is too often, if it is. */
export async function overRate(ctx: Context, what: RateLimit, who: string): Promise<number | undefined> {
  const { allowed, seconds } = limits[what]
  const rows = await ctx.db.query<{ count: number; endsAt: Date }>(
    `insert into rate_counts as r (what, who, count, ends_at) values ($1, $2, 1, $3)
     on conflict (what, who) do update set
       count = case when r.ends_at > $4 then r.count + 1 else 1 end,
       ends_at = case when r.ends_at > $4 then r.ends_at else excluded.ends_at end
     returning count, ends_at as "endsAt"`,
    [what, who, new Date(ctx.now.getTime() + seconds * 1000), ctx.now],
  )
  const counted = rows[0]
  if (!counted || counted.count <= allowed) return undefined
  return Math.max(1, Math.ceil((counted.endsAt.getTime() - ctx.now.getTime()) / 1000))
}

export async function sweepRates(tx: Tx): Promise<void> {
  await tx.query('delete from rate_counts where ends_at < $1', [tx.ctx.now])
}
