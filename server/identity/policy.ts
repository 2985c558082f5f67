import type { Permission, Reach } from '../../contract/permissions.ts'
import { type Sight, sightBy } from '../../contract/sight.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { signedIn } from './actor.ts'

/** Whose a thing is. Without an owner only those whose reach is "all" get at it. */
export type Owned = { ownerId?: string | null | undefined }

/** Whether the actor has a right at all, or, with `owner`, on this thing. */
export function can(ctx: Pick<Context, 'actor'>, permission: Permission, owner?: Owned): boolean {
  const reach = ctx.actor.grants.get(permission)
  if (reach === undefined) return false
  return owner === undefined || covers(ctx, reach, owner)
}

/** Which of cost, margin and floor the actor sees. */
export const sightOf = (ctx: Pick<Context, 'actor'>): Sight => sightBy((right) => can(ctx, right))

/**
 * Refuses unless the actor has the right, on this thing when `owner` is given. `hidden` is thrown in place of the
 * usual "forbidden", for things whose very existence is nobody's business: `new DomainError('quote.not-found', …)`.
 */
export function permit(
  ctx: Pick<Context, 'actor'>,
  permission: Permission,
  owner?: Owned,
  hidden?: DomainError,
): void {
  if (can(ctx, permission, owner)) return
  if (hidden) throw hidden
  throw new DomainError('auth.forbidden', { permission })
}

/**
 * A condition that keeps a list to what the actor may see: `{ sql, values }`, where `sql` uses placeholders from
 * `$first` on. The same rule as `permit`, so that a list never shows what reading one by one would refuse.
 */
export function reachFilter(
  ctx: Pick<Context, 'actor'>,
  permission: Permission,
  ownerColumn: string,
  first: number,
): { sql: string; values: unknown[] } {
  const reach = ctx.actor.grants.get(permission)
  if (reach === undefined) return { sql: 'false', values: [] }
  if (reach === 'all') return { sql: 'true', values: [] }
  return { sql: `${ownerColumn} = any($${first}::text[])`, values: [[...coveredBy(ctx, reach)]] }
}

function covers(ctx: Pick<Context, 'actor'>, reach: Reach, owner: Owned): boolean {
  if (reach === 'all') return true
  return owner.ownerId != null && coveredBy(ctx, reach).has(owner.ownerId)
}

/** Wider reaches hold the narrower ones: who sees the unit sees the team, and always what is their own. */
function coveredBy(ctx: Pick<Context, 'actor'>, reach: 'own' | 'team' | 'unit'): ReadonlySet<string> {
  const { id, team, unit } = signedIn(ctx.actor)
  if (reach === 'own') return new Set([id])
  if (reach === 'team') return new Set([id, ...team])
  return new Set([id, ...team, ...unit])
}
