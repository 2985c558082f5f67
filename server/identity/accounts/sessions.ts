import type { OpenSession } from '../../../contract/sessions.ts'
import { announce, type Context, DomainError, type Queries } from '../../platform/index.ts'
import { signedIn } from '../actor.ts'
import { record } from '../audit.ts'
import { findUser } from '../people.ts'
import { permit } from '../policy.ts'

type Row = Omit<OpenSession, 'startedAt' | 'lastSeenAt' | 'endsAt' | 'current' | 'address' | 'userAgent'> & {
  startedAt: Date
  lastSeenAt: Date
  endsAt: Date
  address: string | null
  userAgent: string | null
}

/** Where somebody is signed in, the last used first. */
export async function listSessions(ctx: Context, userId: string): Promise<{ items: OpenSession[] }> {
  await demandUser(ctx, userId)
  const { sessionId } = signedIn(ctx.actor)
  const rows = await select(ctx.db, userId, ctx.now)
  return {
    items: rows.map(({ address, userAgent, ...row }) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      ...(address && { address }),
      ...(userAgent && { userAgent }),
      current: row.id === sessionId,
    })),
  }
}

/** Ends one session of somebody, or all of them; one's own present one stays where `all` is asked for oneself. */
export async function endSessions(
  ctx: Context,
  userId: string,
  which: { id: string } | 'all',
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await demandUser({ ...ctx, db: tx }, userId)
    const present = signedIn(ctx.actor).sessionId
    const rows =
      which === 'all'
        ? await tx.query<{ id: string }>(
            'delete from sessions where user_id = $1 and id is distinct from $2 returning id',
            [userId, present ?? null],
          )
        : await tx.query<{ id: string }>('delete from sessions where user_id = $1 and id = $2 returning id', [
            userId,
            which.id,
          ])
    if (which !== 'all' && rows.length === 0) throw new DomainError('session.not-found', { id: which.id })
    if (rows.length === 0) return
    record(tx, {
      action: 'session.ended',
      subject: { kind: 'user', id: userId },
      before: { sessions: rows.map((row) => row.id) },
    })
    announce(tx, 'session.ended', userId, {})
  })
}

/** One's own are one's own business; those of others are for who looks after users. */
async function demandUser(ctx: Context, userId: string): Promise<void> {
  if (userId === ctx.actor.id) return
  permit(ctx, 'users.write', { ownerId: userId }, new DomainError('user.not-found', { id: userId }))
  if (!(await findUser(ctx.db, userId))) throw new DomainError('user.not-found', { id: userId })
}

function select(db: Queries, userId: string, now: Date): Promise<Row[]> {
  return db.query<Row>(
    `select id, kind, created_at as "startedAt", last_seen_at as "lastSeenAt", ends_at as "endsAt", address,
       user_agent as "userAgent"
     from sessions where user_id = $1 and ends_at > $2
       and last_seen_at + make_interval(secs => idle_seconds) > $2
     order by last_seen_at desc, id desc limit 200`,
    [userId, now],
  )
}
