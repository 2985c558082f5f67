import { z } from 'zod'
import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Id } from '../../contract/values.ts'
import { findUsers } from '../identity/index.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { canRead } from './change-set.ts'
import { kinds } from './kinds.ts'
import { namesOf } from './people.ts'
import { openBody } from './sealed-bodies.ts'
import { visibleTo } from './visible.ts'
import { differencesOf } from './words.ts'

export type PublishedQuestion = {
  kinds: readonly ReferenceKind[]
  /** Only these things, whatever they are of. */
  codes?: readonly string[] | undefined
  /** Only those whose field has this value afterwards. */
  fields?: Readonly<Record<string, string | undefined>>
  /** Prepared or published it. */
  person?: string | undefined
  from?: string | undefined
  /** Not including. */
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}
type ChangeRow = {
  revision: number
  kind: ReferenceKind
  code: string
  body: Record<string, unknown>
  removed: boolean
  changed_by: string
  published_at: Date
  published_by: string
  change_set_id: Id<'chs'>
  title: string
  why: string | null
}
export type PublishedChange = Awaited<ReturnType<typeof readPublishedChanges>>['items'][number]

const cursor = z.tuple([z.number(), z.string(), z.string()])

/** What was published of some kinds, the newest revision first, with the state before each. */
export async function readPublishedChanges(ctx: Context, question: PublishedQuestion) {
  for (const kind of question.kinds) {
    if (!canRead(ctx, kind))
      throw new DomainError('auth.forbidden', { permission: `${kinds[kind].area}.read` })
  }
  const rows = await selectChanges(ctx.db, question)
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  const [before, names] = await Promise.all([
    statesBefore(ctx.db, shown),
    namesOf(
      ctx,
      shown.flatMap((row) => [row.changed_by, row.published_by]),
    ),
  ])
  const items = shown.map((row) => {
    const { kind, code, revision } = row
    const earlier = before.get(`${kind}/${code}/${revision}`)
    const was = earlier && visibleTo(ctx, kind, earlier)
    const is = visibleTo(ctx, kind, openBody(ctx.db, kind, code, row.body))
    return {
      revision,
      kind,
      code,
      action: row.removed ? ('remove' as const) : was ? ('change' as const) : ('create' as const),
      at: row.published_at.toISOString(),
      changedBy: names(row.changed_by),
      publishedBy: names(row.published_by),
      changeSet: { id: row.change_set_id, title: row.title },
      ...(row.why !== null && { why: row.why }),
      ...(was && { before: was }),
      ...(!row.removed && { after: is }),
      body: is,
      /** Of what is new, all its fields; of what went, all it had. */
      differences: differencesOf(was ?? {}, row.removed ? {} : is),
    }
  })
  return {
    items,
    ...(rows.length > question.limit &&
      last && { next: encodeCursor([last.revision, last.kind, last.code]) }),
  }
}

/**
 * Revision by revision, so that the newest page costs the same however much was ever published; of a large revision
 * no more is read than a page holds.
 */
function selectChanges(db: Queries, question: PublishedQuestion): Promise<ChangeRow[]> {
  const values: unknown[] = [question.kinds, question.limit + 1]
  const bind = (value: unknown) => `$${values.push(value)}`
  const after = decodeCursor(question.cursor, cursor)
  const revisions = [
    question.from && `r.published_at >= ${bind(question.from)}`,
    question.to && `r.published_at < ${bind(question.to)}`,
    after && `r.revision <= ${bind(after[0])}`,
  ].filter(Boolean)
  const wanted = [
    'c.revision = r.revision and c.kind = any($1::text[])',
    question.codes && `c.code = any(${bind(question.codes)}::text[])`,
    ...Object.entries(question.fields ?? {}).map(
      ([field, value]) => value !== undefined && `t.body ->> '${field}' = ${bind(value)}`,
    ),
    question.person && isBy(bind(question.person)),
    after && `(r.revision < ${bind(after[0])} or (c.kind, c.code) > (${bind(after[1])}, ${bind(after[2])}))`,
  ].filter(Boolean)
  const states = question.kinds
    .map(
      (kind) => `select t.body, t.removed, t.changed_by from ${kinds[kind].table} t
        where c.kind = '${kind}' and t.code = c.code and t.revision_from = c.revision`,
    )
    .join(' union all ')
  return db.query<ChangeRow>(
    `select r.revision, r.published_at, r.published_by, r.change_set_id, r.title, r.why, changed.*
     from revisions r
     cross join lateral (
       select c.kind, c.code, t.body, t.removed, t.changed_by
       from revision_changes c cross join lateral (${states}) as t
       where ${wanted.join(' and ')} order by c.kind, c.code limit $2) as changed
     ${revisions.length > 0 ? `where ${revisions.join(' and ')}` : ''}
     order by r.revision desc, changed.kind, changed.code limit $2`,
    values,
  )
}

const isBy = (person: string) => `(t.changed_by = ${person} or r.published_by = ${person})`

/** What held of each until then, by kind, code and revision; nothing of what was new or had been removed. */
async function statesBefore(
  db: Queries,
  rows: readonly ChangeRow[],
): Promise<Map<string, Record<string, unknown>>> {
  const states = new Map<string, Record<string, unknown>>()
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
    const found = await db.query<{ code: string; revision: number; body: Record<string, unknown> }>(
      `select c.code, c.revision, earlier.body
       from unnest($1::text[], $2::int[]) as c(code, revision)
       cross join lateral (
         select t.body, t.removed from ${kinds[kind].table} t
         where t.code = c.code and t.revision_from < c.revision order by t.revision_from desc limit 1) as earlier
       where not earlier.removed`,
      [ofKind.map((row) => row.code), ofKind.map((row) => row.revision)],
    )
    for (const { code, revision, body } of found)
      states.set(`${kind}/${code}/${revision}`, openBody(db, kind, code, body))
  }
  return states
}

/** Whoever published a revision, or owned the change set it came from. */
export async function publishers(db: Queries): Promise<{ id: string; name: string }[]> {
  const rows = await db.query<{ id: string }>(
    `select distinct unnest(array[r.published_by, c.owner_id]) as id
     from revisions r join change_sets c on c.id = r.change_set_id`,
  )
  const users = await findUsers(
    db,
    rows.map(({ id }) => id),
  )
  return [...users]
    .map(([id, { name }]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
