import { z } from 'zod'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { type Context, containing, decodeCursor, encodeCursor } from '../platform/index.ts'
import { currentRevision, heldAt, kindTable, openBodies, type Row } from '../revisions/index.ts'

type Question = {
  revision?: number | undefined
  search?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of one kind of reference data by code; `fields` keeps rows whose field has the value. */
export async function listRows(
  ctx: Context,
  kind: ReferenceKind,
  question: Question,
  fields: Record<string, string | readonly string[] | undefined> = {},
): Promise<{ items: Row[]; revision: number; next?: string }> {
  const revision = question.revision ?? (await currentRevision(ctx))
  const [after] = decodeCursor(question.cursor, z.tuple([z.string()])) ?? [null]
  const values: unknown[] = [revision, question.search ? containing(question.search) : null, after]
  const conditions = Object.entries(fields).flatMap(([field, value]) => {
    if (value === undefined) return []
    values.push(typeof value === 'string' ? [value] : value)
    return [`and body ->> '${field}' = any($${values.length}::text[])`]
  })
  values.push(question.limit + 1)
  const rows = await ctx.db.query<{ code: string; revision_from: number; body: Record<string, unknown> }>(
    `select code, revision_from, body from ${kindTable(kind)}
     where ${heldAt('$1')} and ($2::text is null or code ilike $2 or body ->> 'name' ilike $2)
       and ($3::text is null or code > $3) ${conditions.join(' ')}
     order by code limit $${values.length}`,
    values,
  )
  const items = openBodies(ctx.db, kind, rows.slice(0, question.limit)).map((row) => ({
    ...row.body,
    code: row.code,
    revision: row.revision_from,
  }))
  const last = items.at(-1)
  return {
    items,
    revision,
    ...(rows.length > question.limit && last ? { next: encodeCursor([last.code]) } : {}),
  }
}
