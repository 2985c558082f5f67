import type { z } from 'zod'
import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentRevision, lockOpen, permitKind } from './change-set.ts'
import { kinds } from './kinds.ts'
import { type DraftRow, deleteDraft, putDrafts, rowsAt } from './store.ts'

export type Put = { kind: ReferenceKind; code: string; body: Record<string, unknown> }

/** Creates or replaces things in an open change set, all or none; each body is parsed by the schema of its kind. */
export async function putChanges(ctx: Context, changeSetId: string, puts: readonly Put[]): Promise<void> {
  for (const { kind } of puts) permitKind(ctx, kind, 'write')
  const issues: Issue[] = []
  const drafts = puts.map((put) => parsed(put, issues))
  if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
  await ctx.transaction(async (tx) => {
    await lockOpen(tx, changeSetId)
    await putDrafts(tx, changeSetId, drafts)
  })
}

/** Notes in an open change set that a thing is to go. */
export async function removeThing(
  ctx: Context,
  changeSetId: string,
  kind: ReferenceKind,
  code: string,
): Promise<void> {
  permitKind(ctx, kind, 'write')
  const [row] = await rowsAt(ctx.db, kind, await currentRevision(ctx), [code])
  if (!row) throw new DomainError('reference.not-found', { kind: kinds[kind].singular, code })
  const { revision: _, ...body } = row
  await ctx.transaction(async (tx) => {
    await lockOpen(tx, changeSetId)
    await putDrafts(tx, changeSetId, [{ kind, code, body, removed: true }])
  })
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
    await lockOpen(tx, changeSetId)
    await deleteDraft(tx, changeSetId, kind, code)
  })
}

function parsed({ kind, code, body }: Put, issues: Issue[]): DraftRow {
  const result = kinds[kind].schema.safeParse({ ...body, code })
  if (!result.success) {
    issues.push(...result.error.issues.map((each) => toIssue(kind, code, each)))
    return { kind, code, body, removed: false }
  }
  return { kind, code, body: result.data as Record<string, unknown>, removed: false }
}

function toIssue(kind: ReferenceKind, code: string, issue: z.core.$ZodIssue): Issue {
  return {
    code: `${kinds[kind].singular}.invalid`,
    severity: 'error',
    path: [kind, code, ...issue.path.map(String)],
    message: issue.message,
  }
}
