import type { ReferenceKind } from '../../contract/revisions.ts'
import { can, permit } from '../identity/index.ts'
import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'
import { kinds } from './kinds.ts'
import { type ChangeSetRow, findChangeSet, lastRevision } from './store.ts'

/** The change set, or the refusal that there is none. */
export async function getChangeSetRow(db: Queries, id: string): Promise<ChangeSetRow> {
  const row = await findChangeSet(db, id)
  if (!row) throw new DomainError('change-set.not-found', { id })
  return row
}

/** Locks an open change set for this transaction. */
export async function lockOpen(tx: Tx, id: string): Promise<ChangeSetRow> {
  const row = await findChangeSet(tx, id, true)
  if (!row) throw new DomainError('change-set.not-found', { id })
  if (row.status !== 'open')
    throw new DomainError('change-set.not-open', { title: row.title, status: row.status })
  return row
}

/** Refuses who may not prepare changes of this kind. */
export function permitKind(ctx: Context, kind: ReferenceKind, action: 'write' | 'publish'): void {
  permit(ctx, `${kinds[kind].area}.${action}`)
}

/** Whether the actor prepares changes of anything at all. */
export function permitAnyChange(ctx: Context): void {
  const areas = ['catalog', 'prices', 'policies'] as const
  if (!areas.some((area) => can(ctx, `${area}.write`))) {
    throw new DomainError('auth.forbidden', { permission: 'catalog.write' })
  }
}

const current = new WeakMap<Context, Promise<number>>()

/** The published revision of the reference data; read once in the life of a request. 0 before the first. */
export function currentRevision(ctx: Context): Promise<number> {
  const known = current.get(ctx)
  if (known) return known
  const read = lastRevision(ctx.db)
  current.set(ctx, read)
  return read
}
