import type { z } from 'zod'
import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'
import { currentRevision, lockForChange, permitKind } from './change-set.ts'
import { kinds } from './kinds.ts'
import { type DraftRow, deleteDraft, draftsByCode, lastRevision, putDrafts, rowsAt } from './store.ts'
import { hiddenFields } from './visible.ts'

export type Put = { kind: ReferenceKind; code: string; body: Record<string, unknown> }
/** A body that is absent removes the thing. */
export type PutOrRemoval = Omit<Put, 'body'> & { body?: Record<string, unknown> | undefined }

/**
 * Creates, replaces or removes things in an open change set, all or none; each body is parsed by the schema of its kind.
 * With `create` a thing that is there already is refused.
 */
export async function putChanges(
  ctx: Context,
  changeSetId: string,
  puts: readonly PutOrRemoval[],
  options: { create?: boolean } = {},
): Promise<void> {
  for (const { kind } of puts) permitKind(ctx, kind, 'write')
  const issues: Issue[] = []
  const written = puts.filter((put): put is Put => put.body !== undefined)
  const drafts = written.map((put) => parseThing(put, issues))
  if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
  const removed = puts.filter((put) => put.body === undefined)
  await ctx.transaction(async (tx) => {
    await lockForChange(tx, changeSetId)
    if (options.create) await refuseExisting(tx, changeSetId, drafts)
    const whole = await withHiddenFields(ctx, tx, changeSetId, drafts)
    await putDrafts(tx, changeSetId, [...whole, ...(await removals(tx, removed))])
  })
}

/** Notes in an open change set that a thing is to go. */
export async function removeThing(
  ctx: Context,
  changeSetId: string,
  kind: ReferenceKind,
  code: string,
): Promise<void> {
  await putChanges(ctx, changeSetId, [{ kind, code }])
}

/** Takes one change out of an open change set again. */
export async function withdrawChange(
  ctx: Context,
  changeSetId: string,
  kind: ReferenceKind,
  code: string,
): Promise<void> {
  permitKind(ctx, kind, 'write')
  await ctx.transaction(async (tx) => {
    await lockForChange(tx, changeSetId)
    await deleteDraft(tx, changeSetId, kind, code)
  })
}

/** One thing in the form of its kind; what is wrong with it is added to `issues`. */
export function parseThing({ kind, code, body }: Put, issues: Issue[]): DraftRow {
  const result = kinds[kind].schema.safeParse({ ...body, code })
  if (result.success) return { kind, code, body: result.data as Record<string, unknown>, removed: false }
  issues.push(...result.error.issues.map((each) => toIssue(kind, code, each)))
  return { kind, code, body, removed: false }
}

function toIssue(kind: ReferenceKind, code: string, issue: z.core.$ZodIssue): Issue {
  return {
    code: `${kinds[kind].singular}.invalid`,
    severity: 'error',
    path: [kind, code, ...issue.path.map(String)],
    message: issue.message,
  }
}

async function removals(tx: Tx, removed: readonly PutOrRemoval[]): Promise<DraftRow[]> {
  const revision = await lastRevision(tx)
  const drafts: DraftRow[] = []
  for (const [kind, ofKind] of Map.groupBy(removed, (each) => each.kind)) {
    const codes = ofKind.map((each) => each.code)
    const rows = new Map((await rowsAt(tx, kind, revision, codes)).map((row) => [row.code, row]))
    for (const code of codes) {
      const row = rows.get(code)
      if (!row) throw new DomainError('reference.not-found', { kind: kinds[kind].singular, code })
      const { revision: _, ...body } = row
      drafts.push({ kind, code, body, removed: true })
    }
  }
  return drafts
}

async function refuseExisting(tx: Tx, changeSetId: string, drafts: readonly DraftRow[]): Promise<void> {
  const revision = await currentRevision(tx.ctx)
  for (const [kind, ofKind] of Map.groupBy(drafts, (draft) => draft.kind)) {
    const codes = ofKind.map((draft) => draft.code)
    const published = await rowsAt(tx, kind, revision, codes)
    const drafted = await draftsByCode(tx, changeSetId, kind, codes)
    const there = published[0] ?? drafted[0]
    if (there) throw new DomainError('reference.exists', { kind: kinds[kind].singular, code: there.code })
  }
}

/** Who may not see a cost does not lose it either: such fields stay as they are, whatever is sent. */
async function withHiddenFields(
  ctx: Context,
  db: Queries,
  changeSetId: string,
  drafts: readonly DraftRow[],
): Promise<DraftRow[]> {
  const result: DraftRow[] = []
  for (const [kind, ofKind] of Map.groupBy(drafts, (draft) => draft.kind)) {
    const hidden = hiddenFields(ctx, kind)
    if (hidden.length === 0) {
      result.push(...ofKind)
      continue
    }
    const codes = ofKind.map((draft) => draft.code)
    const before = new Map<string, Record<string, unknown>>()
    for (const row of await rowsAt(db, kind, await lastRevision(db), codes)) before.set(row.code, row)
    for (const row of await draftsByCode(db, changeSetId, kind, codes)) before.set(row.code, row.body)
    for (const draft of ofKind) {
      const known = before.get(draft.code)
      const body = Object.fromEntries(Object.entries(draft.body).filter(([field]) => !hidden.includes(field)))
      for (const field of hidden) if (known?.[field] !== undefined) body[field] = known[field]
      result.push({ ...draft, body })
    }
  }
  return result
}
