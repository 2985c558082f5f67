import type { ChangeSet, ReferenceKind } from '../../contract/revisions.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import { kinds } from './kinds.ts'
import { openBodies, openBody, sealBody } from './sealed-bodies.ts'

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
  publish_at: Date | null
  scheduled_by: string | null
  publish_failure: string | null
  review_status: 'asked' | 'approved' | 'returned' | null
  review_by: string | null
  review_at: Date | null
  review_comment: string | null
}

/** A piece of reference data in one published state. */
export type Row = { code: string; revision: number } & Record<string, unknown>
export type DraftRow = { kind: ReferenceKind; code: string; body: Record<string, unknown>; removed: boolean }
export type StoredDraft = DraftRow & { changed_by: string; changed_at: Date }

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
  return openBodies(db, kind, rows).map((row) => ({
    ...row.body,
    code: row.code,
    revision: row.revision_from,
  }))
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
  return openBodies(db, kind, rows).map((row) => ({
    ...row.body,
    code: row.code,
    revision: row.revision_from,
  }))
}

/** Products by code, with their plans and the prices of these, in one statement. */
export async function productFamilies(
  db: Queries,
  products: readonly string[],
  revision: number,
): Promise<Record<'products' | 'plans' | 'prices', Row[]>> {
  const rows = await db.query<{
    kind: 'products' | 'plans' | 'prices'
    code: string
    revision_from: number
    body: Record<string, unknown>
  }>(
    `with plan as materialized (
       select code, revision_from, body from plans where body ->> 'product' = any($2::text[]) and ${heldAt('$1')})
     select 'products' as kind, code, revision_from, body from products where code = any($2::text[]) and ${heldAt('$1')}
     union all select 'plans', code, revision_from, body from plan
     union all select 'prices', code, revision_from, body from prices
       where body ->> 'plan' = any(array(select code from plan)) and ${heldAt('$1')}
     order by kind, code`,
    [revision, products],
  )
  const of = (kind: 'products' | 'plans' | 'prices'): Row[] =>
    openBodies(
      db,
      kind,
      rows.filter((row) => row.kind === kind),
    ).map((row) => ({ ...row.body, code: row.code, revision: row.revision_from }))
  return { products: of('products'), plans: of('plans'), prices: of('prices') }
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
    `update change_sets set status = $2, base = $3, revision = $4, published_at = $5, published_by = $6,
       publish_at = $7, scheduled_by = $8, publish_failure = $9,
       review_status = $10, review_by = $11, review_at = $12, review_comment = $13
     where id = $1`,
    [
      row.id,
      row.status,
      row.base,
      row.revision,
      row.published_at,
      row.published_by,
      row.publish_at,
      row.scheduled_by,
      row.publish_failure,
      row.review_status,
      row.review_by,
      row.review_at,
      row.review_comment,
    ],
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
      [
        changeSetId,
        tx.ctx.actor.id,
        tx.ctx.now,
        JSON.stringify(ofKind.map((each) => ({ ...each, body: sealBody(tx, kind, each.code, each.body) }))),
      ],
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

type Holder = Pick<ChangeSetRow, 'id' | 'revision'>
type Part = {
  kind?: ReferenceKind | undefined
  after?: readonly [string, string] | undefined
  limit?: number
}

/** What a change set holds, published or not, by kind and code; all of it or a part. */
export async function draftsOf(db: Queries, set: Holder, part: Part = {}): Promise<StoredDraft[]> {
  const values: unknown[] = [set.revision ?? set.id]
  const after = part.after
    ? `where (kind, code) > ($${values.push(part.after[0])}, $${values.push(part.after[1])})`
    : ''
  const limit = part.limit === undefined ? '' : `limit $${values.push(part.limit)}`
  const rows = await db.query<StoredDraft>(
    `select * from (${held(set, 'code, body, removed, changed_by, changed_at', part.kind)}) as held
     ${after} order by kind, code ${limit}`,
    values,
  )
  return rows.map((row) => ({ ...row, body: openBody(db, row.kind, row.code, row.body) }))
}

/** Drafts of some codes of one kind. */
export async function draftsByCode(
  db: Queries,
  changeSetId: string,
  kind: ReferenceKind,
  codes: readonly string[],
): Promise<StoredDraft[]> {
  const rows = await db.query<StoredDraft>(
    `select '${kind}' as kind, code, body, removed, changed_by, changed_at from ${kinds[kind].table}
     where change_set_id = $1 and code = any($2::text[]) and revision_from is null`,
    [changeSetId, codes],
  )
  return openBodies(db, kind, rows)
}

/** How many things of each kind a change set holds. */
export async function countsOf(db: Queries, set: Holder): Promise<{ kind: ReferenceKind; count: number }[]> {
  const rows = await db.query<{ kind: ReferenceKind; count: string }>(
    `select kind, count(*) as count from (${held(set, 'code')}) as held group by kind order by kind`,
    [set.revision ?? set.id],
  )
  return rows.map((row) => ({ kind: row.kind, count: Number(row.count) }))
}

/** Everybody who put something into a change set. */
export async function preparersOf(db: Queries, set: ChangeSetRow): Promise<string[]> {
  const rows = await db.query<{ by: string }>(
    `select distinct changed_by as by from (${held(set, 'changed_by')}) as held`,
    [set.revision ?? set.id],
  )
  return [...new Set([set.owner_id, ...rows.map((row) => row.by)])]
}

/** Rows of a change set: those without a revision while it is prepared, those its revision opened afterwards. */
function held(set: Holder, columns: string, only?: ReferenceKind): string {
  const chosen = Object.entries(kinds).filter(([kind]) => only === undefined || kind === only)
  return chosen
    .map(([kind, { table }]) =>
      set.revision === null
        ? `select '${kind}' as kind, ${columns} from ${table} where change_set_id = $1 and revision_from is null`
        : `select '${kind}' as kind, ${qualified(columns)} from revision_changes c
           join ${table} t on t.code = c.code and t.revision_from = c.revision
           where c.revision = $1 and c.kind = '${kind}'`,
    )
    .join(' union all ')
}

const qualified = (columns: string) => columns.replaceAll(/\w+/g, (name) => `t.${name}`)

/** A sign of what an open change set holds: it is another one as soon as anything in it is. */
export async function contentOf(db: Queries, { id }: Pick<ChangeSetRow, 'id'>): Promise<string> {
  const [row] = await db.query<{ content: string | null }>(
    `select md5(string_agg(sign, '' order by kind, code)) as content
     from (select kind, code, md5(concat(removed, body)) as sign
           from (${held({ id, revision: null }, 'code, body, removed')}) as held) as signs`,
    [id],
  )
  return row?.content ?? 'nothing'
}

/** Things of the change set that revisions after its base touched. */
export async function overtaken(
  db: Queries,
  set: ChangeSetRow,
): Promise<{ kind: ReferenceKind; code: string }[]> {
  return db.query(
    `select distinct c.kind, c.code from (${held(set, 'code')}) as d
     join revision_changes c on c.kind = d.kind and c.code = d.code
     where c.revision > $2 order by c.kind, c.code`,
    [set.revision ?? set.id, set.base],
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
