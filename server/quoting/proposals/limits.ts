import { DomainError, type Tx } from '../../platform/index.ts'

const minuteMs = 60_000
/** Requests a minute from one address, and for one link; a person with a fast hand stays far below. */
const most = { address: 240, link: 120 }

type Window = { until: number; count: number }
const windows = new Map<string, Window>()

/**
 * Keeps programs from hammering on the open pages. Each node counts by itself: the secret in a link cannot be guessed
 * anyhow, this is about load.
 */
export function demandPace(now: number, address: string, token: string): void {
  for (const [name, limit] of [
    [`address ${address}`, most.address],
    [`link ${token}`, most.link],
  ] as const) {
    const known = windows.get(name)
    const window = known && known.until > now ? known : { until: now + minuteMs, count: 0 }
    window.count++
    windows.set(name, window)
    if (window.count > limit)
      throw new DomainError('request.too-many', { seconds: Math.ceil((window.until - now) / 1000) })
  }
  if (windows.size > 10_000) for (const [name, { until }] of windows) if (until <= now) windows.delete(name)
}

/** Questions are kept, so their number is bounded where they are kept: 20 an hour for a link. */
export async function demandFew(tx: Tx, proposalId: string): Promise<void> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from proposal_messages
     where proposal_id = $1 and sender = 'CUSTOMER' and at > $2::timestamptz - interval '1 hour'`,
    [proposalId, tx.ctx.now],
  )
  if ((row?.count ?? 0) >= 20) throw new DomainError('request.too-many', { seconds: 3600 })
}
