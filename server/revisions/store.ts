import type { ChangeSet, ReferenceKind } from '../../contract/revisions.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import { kinds } from './kinds.ts'

export type ChangeSetRow = {
  id: Id<'chs'>
  title: string
  why: string | null
  status: ChangeSet['status']
  base: number
  revision: number | null
  owner_id: string
  created_at: Date
  published_at: Date | null
  published_by: string | null
}

/** A piece of reference data in one published state. */
export type Row = { code: string; revision: number } & Record<string, unknown>
export type DraftRow = { kind: ReferenceKind; code: string; body: Record<string, unknown>; removed: boolean }

/** A condition on rows that hold at the revision bound to `placeholder`. */
export function heldAt(placeholder: string, alias = ''): string {
  const dot = alias && `${alias}.`
  return `${dot}revision_from <= ${placeholder} and (${dot}revision_to is null or ${dot}revision_to > ${placeholder})`
}

export async function lastRevision(db: Queries): Promise<number> {
  const [row] = await db.query<{ revision: number | null }>('select max(revision) as revision from revisions')
  return row?.revision ?? 0
}

/** All rows of a kind at a revision, in the order of their codes; or those with the given codes. */
export async function rowsAt(
  db: Queries,
  kind: ReferenceKind,
  revision: number,
  codes?: readonly string[],
): Promise<Row[]> {
  const rows = await db.query<{ code: string; revision_from: number; body: Record<string, unknown> }>(
    `select code, revision_from, body from ${kinds[kind].table}
     where ${heldAt('$1')} ${codes ? 'and code = any($2::text[])' : ''} order by code`,
    codes ? [revision, codes] : [revision],
  )
  return rows.map((row) => ({ ...row.body, code: row.code, revision: row.revision_from }))
}

/** Rows whose field names one of the given codes: plans of products, prices of plans. */
export async function rowsByField(
  db: Queries,
  kind: ReferenceKind,
  field: string,
  values: readonly string[],
  revision: number,
): Promise<Row[]> {
  const rows = await db.query<{ code: string; revision_from: number; body: Record<string, unknown> }>(
    `select code, revision_from, body from ${kinds[kind].table}
     where body ->> '${field}' = any($2::text[]) and ${heldAt('$1')} order by code`,
    [revision, values],
  )
  return rows.map((row) => ({ ...row.body, code: row.code, revision: row.revision_from }))
}

export async function findChangeSet(
  db: Queries,
  id: string,
  lock = false,
): Promise<ChangeSetRow | undefined> {
  const [row] = await db.query<ChangeSetRow>(
    `select * from change_sets where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return row
}

export async function insertChangeSet(tx: Tx, row: ChangeSetRow): Promise<void> {
  await tx.query(
    'insert into change_sets (id, title, why, status, base, owner_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [row.id, row.title, row.why, row.status, row.base, row.owner_id, row.created_at],
  )
}

export async function updateChangeSet(tx: Tx, row: ChangeSetRow): Promise<void> {
  await tx.query(
    `update change_sets set status = $2, base = $3, revision = $4, published_at = $5, published_by = $6 where id = $1`,
    [row.id, row.status, row.base, row.revision, row.published_at, row.published_by],
  )
}

/** Writes things into a change set; what it held of them before is replaced. */
export async function putDrafts(tx: Tx, changeSetId: string, drafts: readonly DraftRow[]): Promise<void> {
  for (const [kind, ofKind] of byKind(drafts)) {
    await tx.query(
      `insert into ${kinds[kind].table} (code, body, removed, change_set_id, changed_by, changed_at)
       select d.code, d.body, d.removed, $1, $2, $3
       from jsonb_to_recordset($4::jsonb) as d(code text, body jsonb, removed boolean)
       on conflict (change_set_id, code) where revision_from is null
       do update set body = excluded.body, removed = excluded.removed,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [changeSetId, tx.ctx.actor.id, tx.ctx.now, JSON.stringify(ofKind)],
    )
  }
}

export async function deleteDraft(
  tx: Tx,
  changeSetId: string,
  kind: ReferenceKind,
  code: string,
): Promise<void> {
  await tx.query(
    `delete from ${kinds[kind].table} where change_set_id = $1 and code = $2 and revision_from is null`,
    [changeSetId, code],
  )
}

/** What a change set holds, published or not. */
export async function draftsOf(db: Queries, changeSetId: string): Promise<DraftRow[]> {
  const selects = Object.entries(kinds).map(
    ([kind, { table }]) =>
      `select '${kind}' as kind, code, body, removed from ${table} where change_set_id = $1`,
  )
  return db.query<DraftRow>(`${selects.join(' union all ')} order by kind, code`, [changeSetId])
}

/** Things of the change set that revisions after `base` touched. */
export async function touchedSince(
  db: Queries,
  base: number,
  drafts: readonly DraftRow[],
): Promise<{ kind: ReferenceKind; code: string }[]> {
  return db.query(
    `select distinct c.kind, c.code from revision_changes c
     join jsonb_to_recordset($2::jsonb) as d(kind text, code text) on d.kind = c.kind and d.code = c.code
     where c.revision > $1`,
    [base, JSON.stringify(drafts.map(({ kind, code }) => ({ kind, code })))],
  )
}

/** Numbers the rows of a change set and closes the ones they replace. */
export async function publishDrafts(
  tx: Tx,
  set: ChangeSetRow,
  revision: number,
  drafts: readonly DraftRow[],
): Promise<void> {
  await tx.query(
    `insert into revisions (revision, change_set_id, title, why, published_at, published_by) values ($1, $2, $3, $4, $5, $6)`,
    [revision, set.id, set.title, set.why, tx.ctx.now, tx.ctx.actor.id],
  )
  for (const [kind, ofKind] of byKind(drafts)) {
    const { table, parent } = kinds[kind]
    await tx.query(
      `update ${table} set revision_to = $1::int where revision_to is null and revision_from is not null and code = any($2::text[])`,
      [revision, ofKind.map((draft) => draft.code)],
    )
    // A removal keeps its row for the history; it holds at no revision.
    await tx.query(
      `update ${table} set revision_from = $1::int, revision_to = case when removed then $1::int end
       where change_set_id = $2 and revision_from is null`,
      [revision, set.id],
    )
    await tx.query(
      `insert into revision_changes (revision, kind, code, parent)
       select $1, $2, d.code, d.parent from jsonb_to_recordset($3::jsonb) as d(code text, parent text)`,
      [
        revision,
        kind,
        JSON.stringify(ofKind.map(({ code, body }) => ({ code, parent: parent && body[parent] }))),
      ],
    )
  }
}

function byKind(drafts: readonly DraftRow[]): Map<ReferenceKind, DraftRow[]> {
  return Map.groupBy(drafts, (draft) => draft.kind)
}
