import { type Context, DomainError } from '../platform/index.ts'
import { getChangeSetRow, permitAnyChange } from './change-set.ts'
import type { ChangeSetRow } from './store.ts'

/** The change set the actor works in, on whatever device. */
export async function currentChangeSet(ctx: Context): Promise<ChangeSetRow | undefined> {
  const [row] = await ctx.db.query<ChangeSetRow>(
    `select s.* from current_change_sets c join change_sets s on s.id = c.change_set_id
     where c.user_id = $1 and s.status = 'open'`,
    [ctx.actor.id],
  )
  return row
}

/** From now on the actor works in this change set; `null`: in none. */
export async function enterChangeSet(ctx: Context, id: string | null): Promise<ChangeSetRow | undefined> {
  if (id === null) {
    await ctx.transaction((tx) =>
      tx.query('delete from current_change_sets where user_id = $1', [ctx.actor.id]),
    )
    return undefined
  }
  permitAnyChange(ctx)
  const set = await getChangeSetRow(ctx.db, id)
  if (set.status !== 'open')
    throw new DomainError('change-set.not-open', { title: set.title, status: set.status })
  await ctx.transaction((tx) =>
    tx.query(
      `insert into current_change_sets (user_id, change_set_id) values ($1, $2)
       on conflict (user_id) do update set change_set_id = excluded.change_set_id`,
      [ctx.actor.id, id],
    ),
  )
  return set
}
