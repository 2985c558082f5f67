import { z } from 'zod'
import { type ReferenceKind, referenceKinds } from '../../../contract/revisions.ts'
import type { ReferenceThing } from '../../../contract/text-form.ts'
import { can, permit } from '../../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../../platform/index.ts'
import { currentRevision, heldAt, kinds, kindTable, openBodies } from '../../revisions/index.ts'

type Question = {
  kind?: ReferenceKind | undefined
  revision?: number | undefined
  cursor?: string | undefined
  limit: number
}
const cursor = z.tuple([z.enum(referenceKinds), z.string()])

/** A page of everything the actor may read, by kind and code. */
export async function listThings(ctx: Context, question: Question) {
  permit(ctx, 'floors.read')
  const revision = question.revision ?? (await currentRevision(ctx))
  const [atKind, afterCode] = decodeCursor(question.cursor, cursor) ?? [referenceKinds[0], '']
  const items: ReferenceThing[] = []
  for (const kind of referenceKinds.slice(referenceKinds.indexOf(atKind))) {
    if ((question.kind && question.kind !== kind) || !can(ctx, `${kinds[kind].area}.read`)) continue
    const rows = await ctx.db.query<{ code: string; revision_from: number; body: ReferenceThing['body'] }>(
      `select code, revision_from, body from ${kindTable(kind)}
       where ${heldAt('$1')} and code > $2 order by code limit $3`,
      [revision, kind === atKind ? afterCode : '', question.limit + 1 - items.length],
    )
    items.push(
      ...openBodies(ctx.db, kind, rows).map((row) => ({
        kind,
        code: row.code,
        revision: row.revision_from,
        body: { ...row.body, code: row.code },
      })),
    )
    if (items.length > question.limit) break
  }
  const shown = items.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: shown,
    revision,
    ...(items.length > question.limit && last ? { next: encodeCursor([last.kind, last.code]) } : {}),
  }
}
