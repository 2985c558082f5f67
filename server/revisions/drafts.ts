import { isDeepStrictEqual } from 'node:util'
import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Queries, Tx } from '../platform/index.ts'
import { lockForChange } from './change-set.ts'
import { kinds } from './kinds.ts'
import { openBodies } from './sealed-bodies.ts'
import { type DraftRow, putDrafts, type Row, rowsAt } from './store.ts'

/** Those of the codes that a change set holds, as it has them. */
export async function draftsAmong(
  db: Queries,
  changeSetId: string,
  kind: ReferenceKind,
  codes: readonly string[],
): Promise<DraftRow[]> {
  const rows = await db.query<DraftRow>(
    `select '${kind}' as kind, code, body, removed from ${kinds[kind].table}
     where change_set_id = $1 and revision_from is null and code = any($2::text[])`,
    [changeSetId, codes],
  )
  return openBodies(db, kind, rows)
}

/** Those of the codes that are published, as the revision has them. */
export function rowsAmong(
  db: Queries,
  kind: ReferenceKind,
  revision: number,
  codes: readonly string[],
): Promise<Row[]> {
  return rowsAt(db, kind, revision, codes)
}

/** A step to take back: what was put, and what the change set held before. */
export type Step = {
  code: string
  put: Record<string, unknown>
  before?: { body: Record<string, unknown>; removed: boolean }
}

/** Takes steps back out of an open change set. What was changed again since stays as it is. */
export async function takeBack(
  tx: Tx,
  changeSetId: string,
  kind: ReferenceKind,
  steps: readonly Step[],
): Promise<void> {
  await lockForChange(tx, changeSetId)
  const codes = steps.map(({ code }) => code)
  const drafts = new Map(
    (await draftsAmong(tx, changeSetId, kind, codes)).map((draft) => [draft.code, draft]),
  )
  const unchanged = steps.filter(({ code, put }) => {
    const draft = drafts.get(code)
    return draft && !draft.removed && isDeepStrictEqual(draft.body, put)
  })
  const taken = new Set(unchanged.map(({ code }) => code))
  await tx.query(
    `delete from ${kinds[kind].table} where change_set_id = $1 and revision_from is null and code = any($2::text[])`,
    [changeSetId, [...taken]],
  )
  const back = steps.flatMap(({ code, before }): DraftRow[] =>
    before && taken.has(code) ? [{ kind, code, ...before }] : [],
  )
  await putDrafts(tx, changeSetId, back)
}

/** Those of the things that revisions after `base` touched. */
export async function touchedSince(
  db: Queries,
  base: number,
  things: readonly { kind: ReferenceKind; code: string }[],
): Promise<{ kind: ReferenceKind; code: string }[]> {
  return db.query(
    `select distinct c.kind, c.code from revision_changes c
     join jsonb_to_recordset($2::jsonb) as d(kind text, code text) on d.kind = c.kind and d.code = c.code
     where c.revision > $1`,
    [base, JSON.stringify(things.map(({ kind, code }) => ({ kind, code })))],
  )
}
