import { actorFor, can, findUsers } from '../identity/index.ts'
import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'

type Person = { id: string; name: string }
type Absence = { deputy: string; from: Date; until: Date }

/** Deputies of those among these people who are away now. One step only: a deputy's deputy is not asked. */
export async function deputiesOf(
  db: Queries,
  people: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db.query<{ user_id: string; deputy_id: string }>(
    `select user_id, deputy_id from approval_absences
     where user_id = any($1::text[]) and away_from <= $2 and $2 < away_until`,
    [people, now],
  )
  return new Map(rows.map((row) => [row.user_id, row.deputy_id]))
}

/** Those who are away now and named this person as their deputy. */
export async function representedBy(db: Queries, userId: string, now: Date): Promise<string[]> {
  const rows = await db.query<{ user_id: string }>(
    `select user_id from approval_absences where deputy_id = $1 and away_from <= $2 and $2 < away_until order by user_id`,
    [userId, now],
  )
  return rows.map((row) => row.user_id)
}

/** What a person said about being away, and for whom they decide now. */
export async function readAbsence(ctx: Context) {
  const [row] = await ctx.db.query<{ deputy_id: string; away_from: Date; away_until: Date }>(
    'select deputy_id, away_from, away_until from approval_absences where user_id = $1 and away_until > $2',
    [ctx.actor.id, ctx.now],
  )
  const represented = await representedBy(ctx.db, ctx.actor.id, ctx.now)
  const people = await findUsers(ctx.db, [...represented, ...(row ? [row.deputy_id] : [])])
  const person = (id: string): Person => ({ id, name: people.get(id)?.name ?? id })
  return {
    absence: row
      ? {
          deputy: person(row.deputy_id),
          from: row.away_from.toISOString(),
          until: row.away_until.toISOString(),
        }
      : null,
    insteadOf: represented.map(person),
  }
}

export async function saveAbsence(tx: Tx, { deputy, from, until }: Absence): Promise<void> {
  const { ctx } = tx
  if (from >= until || until <= ctx.now) {
    throw new DomainError('request.invalid', {}, [
      {
        code: 'order',
        severity: 'error',
        path: ['until'],
        message: 'must come after the beginning and after now',
      },
    ])
  }
  if (deputy === ctx.actor.id) {
    throw new DomainError('approval.cannot-decide', { who: 'You', reason: 'a deputy is somebody else' })
  }
  await demandDecider(tx, deputy)
  await tx.query(
    `insert into approval_absences (user_id, deputy_id, away_from, away_until) values ($1, $2, $3, $4)
     on conflict (user_id) do update set deputy_id = excluded.deputy_id, away_from = excluded.away_from,
       away_until = excluded.away_until`,
    [ctx.actor.id, deputy, from, until],
  )
}

export async function deleteAbsence(tx: Tx): Promise<void> {
  await tx.query('delete from approval_absences where user_id = $1', [tx.ctx.actor.id])
}

/** Refuses who could not decide anyway: not there any more, or without the right. */
export async function demandDecider(db: Queries, userId: string): Promise<Person> {
  const user = (await findUsers(db, [userId])).get(userId)
  if (!user) throw new DomainError('user.not-found', { id: userId })
  if (!(await mayDecide(db, user))) {
    const reason =
      user.enabled && !user.expired ? 'their roles include no approvals' : 'the account is closed'
    throw new DomainError('approval.cannot-decide', { who: user.name, reason })
  }
  return { id: user.id, name: user.name }
}

/** Whether somebody is there and has the right to decide on approvals. */
export async function mayDecide(
  db: Queries,
  user: { id: string; enabled: boolean; expired: boolean },
): Promise<boolean> {
  if (!user.enabled || user.expired) return false
  const actor = await actorFor(db, user.id)
  return actor !== undefined && can({ actor }, 'quotes.approve')
}
