import { z } from 'zod'
import type { ChangeSet } from '../../contract/revisions.ts'
import { type Context, decodeCursor, encodeCursor } from '../platform/index.ts'
import { kinds } from './kinds.ts'
import { type Names, namesOf } from './people.ts'
import type { ChangeSetRow } from './store.ts'

/** Change sets as the API shows them. */
export async function presentChangeSets(ctx: Context, rows: readonly ChangeSetRow[]): Promise<ChangeSet[]> {
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.owner_id, row.published_by, row.review_by]),
  )
  const sizes = await sizesOf(ctx, rows)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    why: row.why ?? undefined,
    status: row.status,
    base: row.base,
    revision: row.revision ?? undefined,
    owner: names(row.owner_id),
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString(),
    publishedBy: row.published_by ? names(row.published_by) : undefined,
    publishAt: row.publish_at?.toISOString(),
    publishFailure: row.publish_failure ?? undefined,
    review: reviewOf(row, names),
    size: sizes.get(row.id) ?? 0,
  }))
}

export async function presentChangeSet(ctx: Context, row: ChangeSetRow): Promise<ChangeSet> {
  const [presented] = await presentChangeSets(ctx, [row])
  if (!presented) throw new Error('a change set was not presented')
  return presented
}

const cursor = z.tuple([z.string(), z.string()])

export async function listChangeSets(
  ctx: Context,
  query: { cursor?: string | undefined; limit: number; status?: string | undefined },
): Promise<{ items: ChangeSet[]; next?: string }> {
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

function reviewOf(row: ChangeSetRow, names: Names): ChangeSet['review'] {
  if (!row.review_status || !row.review_by || !row.review_at) return undefined
  return {
    status: row.review_status,
    by: names(row.review_by),
    at: row.review_at.toISOString(),
    comment: row.review_comment ?? undefined,
  }
}

/** Of published ones the revision's list of changes is counted, of the others their drafts. */
async function sizesOf(ctx: Context, rows: readonly ChangeSetRow[]): Promise<Map<string, number>> {
  const drafts = Object.values(kinds).map(
    ({ table }) =>
      `select change_set_id from ${table} where change_set_id = any($1::text[]) and revision_from is null`,
  )
  const counted = await ctx.db.query<{ id: string; size: string }>(
    `select change_set_id as id, count(*) as size from (${drafts.join(' union all ')}) as held group by 1
     union all
     select r.change_set_id, count(*) from revision_changes c join revisions r using (revision)
     where c.revision = any($2::int[]) group by 1`,
    [
      rows.filter((row) => row.revision === null).map((row) => row.id),
      rows.flatMap((row) => row.revision ?? []),
    ],
  )
  return new Map(counted.map((row) => [row.id, Number(row.size)]))
}
