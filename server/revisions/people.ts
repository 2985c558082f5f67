import { findUsers } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'

export type Names = (id: string) => { id: string; name: string }

/** Names of the people behind ids, for answers. */
export async function namesOf(ctx: Context, ids: readonly (string | null)[]): Promise<Names> {
  const users = await findUsers(ctx.db, [...new Set(ids.filter((id): id is string => id !== null))])
  return (id) => ({ id, name: users.get(id)?.name ?? 'Quoin' })
}
