import { actorFor, can, findUsers } from '../identity/index.ts'
import { DomainError, type Queries } from '../platform/index.ts'

type Person = { id: string; name: string }
/** Somebody who is away, and who named their deputy: themselves, or whoever looks after approvals. */
export type Represented = { id: string; arrangedBy: string }

/**
 * Deputies of those among these people who are away now. One step only: a deputy's deputy is not asked. Nobody who is
 * involved in a quote arranges who decides on it.
 */
export async function deputiesOf(
  db: Queries,
  people: readonly string[],
  now: Date,
  involved: readonly string[],
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db.query<{ user_id: string; deputy_id: string }>(
    `select user_id, deputy_id from approval_absences
     where user_id = any($1::text[]) and away_from <= $2 and $2 < away_until
       and (set_by is null or not set_by = any($3::text[]))`,
    [people, now, involved],
  )
  return new Map(rows.map((row) => [row.user_id, row.deputy_id]))
}

/** Those who are away now and whose deputy this person is. */
export function representedBy(db: Queries, userId: string, now: Date): Promise<Represented[]> {
  return db.query<Represented>(
    `select user_id as id, coalesce(set_by, user_id) as "arrangedBy" from approval_absences
     where deputy_id = $1 and away_from <= $2 and $2 < away_until order by user_id`,
    [userId, now],
  )
}

/** Those of them for whom one may decide on a quote: a deputy whom somebody involved named is none there. */
export function standingInFor(represented: readonly Represented[], involved: readonly string[]): string[] {
  return represented.filter(({ arrangedBy }) => !involved.includes(arrangedBy)).map(({ id }) => id)
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
