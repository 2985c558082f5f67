import { z } from 'zod'
import { findUsers, record } from '../identity/index.ts'
import { type Context, cancelJob, DomainError, enqueue, type Job, type Tx } from '../platform/index.ts'
import { demandDecider, representedBy } from './absences.ts'
import { deciders } from './colleagues.ts'
import { tellDeputy } from './news.ts'
import { pendingAskedOf } from './store.ts'

/** At the beginning of an absence, the deputy hears of what is open. */
export const absenceBeginsJob: Job<{ user: string }> = {
  name: 'approvals.absence-begins',
  payload: z.object({ user: z.string() }),
}
const jobKey = (user: string) => `approvals.absence-begins:${user}`

type Absence = { deputy: string; from: Date; until: Date }
type Row = {
  user_id: string
  deputy_id: string
  away_from: Date
  away_until: Date
  set_by: string | null
  open?: number
}
const columns = 'user_id, deputy_id, away_from, away_until, set_by'

/** What a person said, or had said for them, about being away, and for whom they decide now. */
export async function readAbsence(ctx: Context) {
  const [row] = await ctx.db.query<Row>(
    `select ${columns} from approval_absences where user_id = $1 and away_until > $2`,
    [ctx.actor.id, ctx.now],
  )
  const represented = (await representedBy(ctx.db, ctx.actor.id, ctx.now)).map(({ id }) => id)
  const named = await namer(ctx, [...represented, ...(row ? peopleOf(row) : [])])
  return { absence: row ? present(row, named) : null, insteadOf: represented.map(named) }
}

/** Everybody who is away now or later, with what is asked of them, and all who can be named. */
export async function listAbsences(ctx: Context) {
  const rows = await ctx.db.query<Row>(
    `select ${columns}, (select count(*)::int from approval_steps s join approval_requests r on r.id = s.request_id
       where s.status = 'OPEN' and r.status = 'PENDING' and s.asked_of @> array[a.user_id]
         and not exists (select 1 from approval_decisions d where d.step_id = s.id and d.user_id = a.user_id)) as open
     from approval_absences a where away_until > $1 order by away_from, user_id`,
    [ctx.now],
  )
  const named = await namer(ctx, rows.flatMap(peopleOf))
  return {
    items: rows.map((row) => ({ person: named(row.user_id), open: row.open ?? 0, ...present(row, named) })),
    people: await deciders(ctx),
  }
}

/** Names who decides for somebody while they are away: for oneself, or for a colleague who did not do so. */
export async function saveAbsence(tx: Tx, user: string, { deputy, from, until }: Absence): Promise<void> {
  const { ctx } = tx
  if (from >= until || until <= ctx.now) throw tooEarly()
  const own = user === ctx.actor.id
  if (deputy === user) {
    const who = own ? 'You' : 'The same person'
    throw new DomainError('approval.cannot-decide', { who, reason: 'a deputy is somebody else' })
  }
  if (!own) await demandDecider(tx, user)
  await demandDecider(tx, deputy)
  await tx.query(
    `insert into approval_absences as a (user_id, deputy_id, away_from, away_until, set_by)
     values ($1, $2, $3, $4, $5)
     on conflict (user_id) do update set deputy_id = excluded.deputy_id, away_from = excluded.away_from,
       away_until = excluded.away_until, set_by = excluded.set_by,
       told_at = case when a.deputy_id = excluded.deputy_id then a.told_at end`,
    [user, deputy, from, until, own ? null : ctx.actor.id],
  )
  record(tx, { action: 'absence.set', subject: { kind: 'user', id: user }, after: { deputy, from, until } })
  if (from <= ctx.now) await absenceBegins(tx, user)
  else enqueue(tx, absenceBeginsJob, { user }, { runAt: from, key: jobKey(user) })
}

export async function deleteAbsence(tx: Tx, user: string): Promise<void> {
  const rows = await tx.query('delete from approval_absences where user_id = $1 returning user_id', [user])
  cancelJob(tx, jobKey(user))
  if (rows.length > 0) record(tx, { action: 'absence.ended', subject: { kind: 'user', id: user } })
}

/** Tells the deputy of what is open, once for an absence and a deputy. */
export async function absenceBegins(tx: Tx, user: string): Promise<void> {
  const [row] = await tx.query<Row>(
    `update approval_absences set told_at = $2
     where user_id = $1 and away_from <= $2 and $2 < away_until and told_at is null returning ${columns}`,
    [user, tx.ctx.now],
  )
  if (!row) return
  const name = (await findUsers(tx, [user])).get(user)?.name ?? user
  for (const request of await pendingAskedOf(tx, user)) {
    const { involved } = request
    if (involved.includes(row.deputy_id) || (row.set_by !== null && involved.includes(row.set_by))) continue
    tellDeputy(tx, request, row.deputy_id, name)
  }
}

type Named = (id: string) => { id: string; name: string }

async function namer(ctx: Context, ids: readonly string[]): Promise<Named> {
  const people = await findUsers(ctx.db, ids)
  return (id) => ({ id, name: people.get(id)?.name ?? id })
}

const peopleOf = (row: Row) => [row.user_id, row.deputy_id, ...(row.set_by === null ? [] : [row.set_by])]

function present(row: Row, named: Named) {
  return {
    deputy: named(row.deputy_id),
    from: row.away_from.toISOString(),
    until: row.away_until.toISOString(),
    ...(row.set_by !== null && { setBy: named(row.set_by) }),
  }
}

function tooEarly(): DomainError {
  const message = 'must come after the beginning and after now'
  return new DomainError('request.invalid', {}, [
    { code: 'order', severity: 'error', path: ['until'], message },
  ])
}
