import { z } from 'zod'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { type Context, containing, DomainError, decodeCursor, encodeCursor } from '../platform/index.ts'
import { canRead, currentRevision, getChangeSetRow } from './change-set.ts'
import { kinds } from './kinds.ts'
import { namesOf } from './people.ts'
import { openBodies } from './sealed-bodies.ts'
import { draftsByCode, heldAt, rowsAt } from './store.ts'
import { visibleTo } from './visible.ts'

type Question = {
  search?: string | undefined
  changeSet?: string | undefined
  parent?: string | undefined
  cursor?: string | undefined
  limit: number
}
type ListedRow = {
  code: string
  body: Record<string, unknown>
  action: 'create' | 'change' | 'remove' | null
}

/** A page of one kind by code, as published or as a change set would have it. */
export async function listReference(ctx: Context, kind: ReferenceKind, question: Question) {
  await permitReading(ctx, kind, question.changeSet)
  const { table, parent } = kinds[kind]
  const [after] = decodeCursor(question.cursor, z.tuple([z.string()])) ?? [null]
  const search = question.search ? containing(question.search) : null
  const wanted = `($3::text is null or t.code > $3) and ($4::text is null or t.code ilike $4 or t.body ->> 'name' ilike $4)
    and ($5::text is null or ${parent ? `t.body ->> '${parent}' = $5` : 'false'})`
  const rows = await ctx.db.query<ListedRow>(
    `select t.code, t.body, null as action from ${table} t
     where ${heldAt('$1', 't')} and ${wanted} and not exists (
       select 1 from ${table} d where d.change_set_id = $2 and d.revision_from is null and d.code = t.code)
     union all
     select t.code, t.body, case when t.removed then 'remove' when exists (
       select 1 from ${table} p where p.code = t.code and ${heldAt('$1', 'p')}) then 'change' else 'create' end
     from ${table} t where t.change_set_id = $2 and t.revision_from is null and ${wanted}
     order by code limit $6`,
    [
      await currentRevision(ctx),
      question.changeSet ?? null,
      after,
      search,
      question.parent ?? null,
      question.limit + 1,
    ],
  )
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: openBodies(ctx.db, kind, shown).map(({ code, body, action }) => ({
      code,
      ...(action && { action }),
      body: visibleTo(ctx, kind, body),
    })),
    ...(rows.length > question.limit && last ? { next: encodeCursor([last.code]) } : {}),
  }
}

/** One thing as published and as a change set would have it, or the refusal that it is in neither. */
export async function readReference(
  ctx: Context,
  kind: ReferenceKind,
  code: string,
  changeSet: string | undefined,
) {
  await permitReading(ctx, kind, changeSet)
  const [row] = await rowsAt(ctx.db, kind, await currentRevision(ctx), [code])
  const [draft] = changeSet ? await draftsByCode(ctx.db, changeSet, kind, [code]) : []
  if (!row && !draft) throw new DomainError('reference.not-found', { kind: kinds[kind].singular, code })
  const names = await namesOf(ctx, draft ? [draft.changed_by] : [])
  const { revision, ...published } = row ?? {}
  return {
    ...(row && { published: visibleTo(ctx, kind, published), revision }),
    ...(draft && {
      draft: {
        removed: draft.removed,
        body: visibleTo(ctx, kind, draft.body),
        by: names(draft.changed_by),
        at: draft.changed_at.toISOString(),
      },
    }),
  }
}

async function permitReading(ctx: Context, kind: ReferenceKind, changeSet: string | undefined) {
  if (!canRead(ctx, kind)) throw new DomainError('auth.forbidden', { permission: `${kinds[kind].area}.read` })
  if (changeSet) await getChangeSetRow(ctx.db, changeSet)
}
