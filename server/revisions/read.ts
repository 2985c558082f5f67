import type { z } from 'zod'
import { z as schema } from 'zod'
import type * as contract from '../../contract/revisions.ts'
import { findUsers } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../platform/index.ts'
import { getChangeSetRow } from './change-set.ts'
import { checkDrafts } from './check-drafts.ts'
import { kinds } from './kinds.ts'
import { type ChangeSetRow, type DraftRow, draftsOf, lastRevision, rowsAt, touchedSince } from './store.ts'
import { wordsOf } from './words.ts'

type Names = Map<string, string>
type Change = z.infer<typeof contract.change>

/** Change sets as the API shows them. */
export async function presentChangeSets(
  ctx: Context,
  rows: readonly ChangeSetRow[],
): Promise<contract.ChangeSet[]> {
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.owner_id, row.published_by]),
  )
  const sizes = await sizesOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    why: row.why ?? undefined,
    status: row.status,
    base: row.base,
    revision: row.revision ?? undefined,
    owner: person(names, row.owner_id),
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString(),
    publishedBy: row.published_by ? person(names, row.published_by) : undefined,
    size: sizes.get(row.id) ?? 0,
  }))
}

export async function presentChangeSet(ctx: Context, row: ChangeSetRow): Promise<contract.ChangeSet> {
  const [presented] = await presentChangeSets(ctx, [row])
  if (!presented) throw new Error('a change set was not presented')
  return presented
}

const cursor = schema.tuple([schema.string(), schema.string()])

export async function listChangeSets(
  ctx: Context,
  query: { cursor?: string | undefined; limit: number; status?: string | undefined },
): Promise<{ items: contract.ChangeSet[]; next?: string }> {
  const [createdAt, id] = decodeCursor(query.cursor, cursor) ?? [null, null]
  const rows = await ctx.db.query<ChangeSetRow>(
    `select * from change_sets
     where ($1::text is null or status = $1) and ($2::timestamptz is null or (created_at, id) < ($2, $3))
     order by created_at desc, id desc limit $4`,
    [query.status ?? null, createdAt, id, query.limit + 1],
  )
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: await presentChangeSets(ctx, shown),
    ...(rows.length > query.limit && last
      ? { next: encodeCursor([last.created_at.toISOString(), last.id]) }
      : {}),
  }
}

/** A change set with its changes in business words, conflicts and findings. */
export async function readChangeSet(ctx: Context, id: string) {
  const set = await getChangeSetRow(ctx.db, id)
  const drafts = await draftsOf(ctx.db, id)
  const revision = await lastRevision(ctx.db)
  const before = await statesBefore(ctx, set, drafts)
  const open = set.status === 'open'
  const conflicts = new Set(
    open ? (await touchedSince(ctx.db, set.base, drafts)).map((each) => `${each.kind}/${each.code}`) : [],
  )
  const changes = drafts.map((draft) => presentChange(draft, before, conflicts))
  return {
    ...(await presentChangeSet(ctx, set)),
    changes,
    issues: open ? await checkDrafts(ctx.db, revision, drafts) : [],
  }
}

/** One change of a change set, as the API shows it. */
export async function readChange(ctx: Context, id: string, kind: contract.ReferenceKind, code: string) {
  const { changes } = await readChangeSet(ctx, id)
  const change = changes.find((each) => each.kind === kind && each.code === code)
  if (!change) throw new Error(`change set ${id} does not hold ${kind} ${code}`)
  return change
}

/** Every published state of one thing, newest first. */
export async function readHistory(ctx: Context, kind: contract.ReferenceKind, code: string) {
  const rows = await ctx.db.query<{
    revision: number
    revision_to: number | null
    body: Record<string, unknown>
    removed: boolean
    published_at: Date
    published_by: string
    why: string | null
  }>(
    `select r.revision, t.revision_to, t.body, t.removed, r.published_at, r.published_by, coalesce(r.why, r.title) as why
     from ${kinds[kind].table} t join revisions r on r.revision = t.revision_from
     where t.code = $1 order by r.revision`,
    [code],
  )
  const names = await namesOf(
    ctx,
    rows.map((row) => row.published_by),
  )
  const items = rows.map((row, index) => ({
    revision: row.revision,
    until: row.revision_to ?? undefined,
    publishedAt: row.published_at.toISOString(),
    publishedBy: person(names, row.published_by),
    why: row.why ?? undefined,
    body: row.removed ? undefined : row.body,
    words: row.removed ? ['removed'] : wordsOf(rows[index - 1]?.body ?? {}, row.body),
  }))
  return { items: items.reverse() }
}

async function statesBefore(ctx: Context, set: ChangeSetRow, drafts: readonly DraftRow[]) {
  const revision = set.revision ? set.revision - 1 : await lastRevision(ctx.db)
  const states = new Map<string, Record<string, unknown>>()
  for (const [kind, ofKind] of Map.groupBy(drafts, (draft) => draft.kind)) {
    const codes = ofKind.map((draft) => draft.code)
    for (const { revision: _, ...row } of await rowsAt(ctx.db, kind, revision, codes)) {
      states.set(`${kind}/${row.code}`, row)
    }
  }
  return states
}

function presentChange(
  draft: DraftRow,
  states: Map<string, Record<string, unknown>>,
  conflicts: Set<string>,
): Change {
  const key = `${draft.kind}/${draft.code}`
  const before = states.get(key)
  const action = draft.removed ? 'remove' : before ? 'change' : 'create'
  const subject = `${kinds[draft.kind].singular} ${draft.code}`
  const words =
    action === 'change'
      ? wordsOf(before, draft.body).map((words) => `${subject} – ${words}`)
      : [`${action === 'remove' ? 'without' : 'new'} ${subject}`]
  return {
    kind: draft.kind,
    code: draft.code,
    action,
    before,
    after: draft.removed ? undefined : draft.body,
    words,
    conflict: conflicts.has(key),
  }
}

async function sizesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = Object.values(kinds).map(
    ({ table }) => `select change_set_id from ${table} where change_set_id = any($1::text[])`,
  )
  const rows = await ctx.db.query<{ change_set_id: string; size: string }>(
    `select change_set_id, count(*) as size from (${counts.join(' union all ')}) as held group by change_set_id`,
    [ids],
  )
  return new Map(rows.map((row) => [row.change_set_id, Number(row.size)]))
}

async function namesOf(ctx: Context, ids: readonly (string | null)[]): Promise<Names> {
  const users = await findUsers(ctx.db, [...new Set(ids.filter((id): id is string => id !== null))])
  return new Map([...users].map(([id, user]) => [id, user.name]))
}

function person(names: Names, id: string): { id: string; name: string } {
  return { id, name: names.get(id) ?? 'Quoin' }
}
