import { z } from 'zod'
import type { User } from '../../contract/users.ts'
import { type Context, containing, decodeCursor } from '../platform/index.ts'
import { reachFilter } from './policy.ts'
import { selectUsers } from './user-store.ts'

export type UserFilter = {
  q?: string | undefined
  role?: string | undefined
  teamId?: string | undefined
  enabled?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** Users by name, and one more than `limit` when there are more. `q` is looked for in names and address. */
export function listUsers(ctx: Context, filter: UserFilter): Promise<User[]> {
  const after = decodeCursor(filter.cursor, z.tuple([z.string(), z.string(), z.string()]))
  const pattern = filter.q ? containing(filter.q) : null
  const reach = reachFilter(ctx, 'users.read', 'u.id', 8)
  return selectUsers(
    ctx.db,
    `($1::text is null or concat_ws(' ', u.given_name, u.family_name, u.username, u.email) ilike $1)
     and ($2::text is null or $2 = any(u.roles)) and ($3::text is null or u.team_id = $3)
     and ($4::boolean is null or u.enabled = $4)
     and ($5::text is null or (u.family_name, u.given_name, u.id) > ($5, $6::text, $7::text))
     and u.erased_at is null and ${reach.sql}`,
    [
      pattern,
      filter.role ?? null,
      filter.teamId ?? null,
      filter.enabled ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      ...reach.values,
    ],
    filter.limit + 1,
  )
}
