import type { ReferenceKind } from '../../contract/revisions.ts'
import { can, permit } from '../identity/index.ts'
import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'
import { kinds } from './kinds.ts'
import { type ChangeSetRow, findChangeSet, lastRevision, updateChangeSet } from './store.ts'

/** The change set, or the refusal that there is none. */
export async function getChangeSetRow(db: Queries, id: string): Promise<ChangeSetRow> {
  const row = await findChangeSet(db, id)
  if (!row) throw new DomainError('change-set.not-found', { id })
  return row
}

/** Locks an open change set for this transaction. */
export async function lockOpen(tx: Tx, id: string): Promise<ChangeSetRow> {
  const row = await lockChangeSet(tx, id)
  if (row.status !== 'open')
    throw new DomainError('change-set.not-open', { title: row.title, status: row.status })
  return row
}

/** Locks an open change set whose content is about to change: what was said about it before no longer counts. */
export async function lockForChange(tx: Tx, id: string): Promise<ChangeSetRow> {
  const row = await lockOpen(tx, id)
  if (row.review_status === null && row.publish_failure === null) return row
  const changed = { ...row, ...unreviewed, publish_failure: null }
  await updateChangeSet(tx, changed)
  return changed
}

export async function lockChangeSet(tx: Tx, id: string): Promise<ChangeSetRow> {
  const row = await findChangeSet(tx, id, true)
  if (!row) throw new DomainError('change-set.not-found', { id })
  return row
}

export const unreviewed = { review_status: null, review_by: null, review_at: null, review_comment: null }

/** Refuses who may not prepare changes of this kind. */
export function permitKind(ctx: Context, kind: ReferenceKind, action: 'write' | 'publish'): void {
  permit(ctx, `${kinds[kind].area}.${action}`)
}

/** Whether the actor may see things of this kind. */
export function canRead(ctx: Context, kind: ReferenceKind): boolean {
  return can(ctx, `${kinds[kind].area}.read`)
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
