import type { ReferenceKind } from '../../contract/revisions.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { canRead } from './change-set.ts'
import { kinds } from './kinds.ts'
import { namesOf } from './people.ts'
import { openBody } from './sealed-bodies.ts'
import { visibleTo } from './visible.ts'
import { wordsOf } from './words.ts'

type HistoryRow = {
  revision: number
  revision_to: number | null
  body: Record<string, unknown>
  removed: boolean
  changed_by: string
  published_at: Date
  published_by: string
  change_set_id: string
  title: string
  why: string | null
}

/** Every published state of one thing, newest first. */
export async function readHistory(ctx: Context, kind: ReferenceKind, code: string) {
  if (!canRead(ctx, kind)) throw new DomainError('auth.forbidden', { permission: `${kinds[kind].area}.read` })
  const stored = await ctx.db.query<HistoryRow>(
    `select r.revision, t.revision_to, t.body, t.removed, t.changed_by, r.published_at, r.published_by,
       r.change_set_id, r.title, r.why
     from ${kinds[kind].table} t join revisions r on r.revision = t.revision_from
     where t.code = $1 order by r.revision`,
    [code],
  )
  const rows = stored.map((row) => ({ ...row, body: openBody(ctx.db, kind, code, row.body) }))
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.published_by, row.changed_by]),
  )
  const items = rows.map((row, index) => {
    const before = rows[index - 1]
    const was = before && !before.removed ? visibleTo(ctx, kind, before.body) : undefined
    const body = visibleTo(ctx, kind, row.body)
    return {
      revision: row.revision,
      until: row.revision_to ?? undefined,
      action: row.removed ? ('remove' as const) : was ? ('change' as const) : ('create' as const),
      publishedAt: row.published_at.toISOString(),
      publishedBy: names(row.published_by),
      changedBy: names(row.changed_by),
      changeSet: { id: row.change_set_id as `chs_${string}`, title: row.title }, // ids of change sets are stored as such
      why: row.why ?? undefined,
      before: was,
      body: row.removed ? undefined : body,
      words: row.removed || !was ? [] : wordsOf(was, body),
    }
  })
  return { items: items.reverse() }
}
