import type { ReferenceKind } from '../../../contract/revisions.ts'
import { permit } from '../../identity/index.ts'
import { type Context, DomainError, type Tx } from '../../platform/index.ts'
import {
  currentRevision,
  draftsAmong,
  getChangeSetRow,
  heldAt,
  kinds,
  kindTable,
  openBodies,
  putChanges,
  rowsAmong,
  type Step,
  takeBack,
  touchedSince,
} from '../../revisions/index.ts'
import { appliedRows, type ImportRecord, markUnknown, noteBefore, type RowRecord } from './import-store.ts'
import { markOverlaps } from './mark-overlaps.ts'
import type { Body, Standing, Subject, Wanted } from './subject.ts'

const rowsAtOnce = 5000
const pageSize = 2000

/** A kind of reference data: rows go into a change set, and are taken out of it again. */
export function referenceSubject(kind: ReferenceKind): Subject {
  const { singular, schema, area } = kinds[kind]
  return {
    singular,
    schema,
    permit: (ctx, action, owner) => permit(ctx, `${area}.${action}`, owner),
    standing: (ctx, record, codes) => standing(ctx, kind, record, codes),
    lookThrough: (tx, record) => lookThrough(tx, kind, record),
    put: (tx, record, rows) => put(tx, kind, record, rows),
    takeBack: (tx, record) => takeOut(tx, kind, record),
    pages: (ctx, wanted) => pages(ctx, kind, wanted),
    // What is asked next depends on the database knowing how many there are.
    learnSizes: async (db) => {
      await db.query(`analyze ${kindTable(kind)}`)
    },
  }
}

/** What each code is now: as the change set has it, else as published. */
async function standing(
  ctx: Context,
  kind: ReferenceKind,
  record: ImportRecord,
  codes: readonly string[],
): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>()
  for (const { revision: _, ...body } of await rowsAmong(ctx.db, kind, record.revision, codes)) {
    found.set(body.code, { body })
  }
  if (record.change_set_id) {
    for (const draft of await draftsAmong(ctx.db, record.change_set_id, kind, codes)) {
      if (draft.removed) found.delete(draft.code)
      else found.set(draft.code, { body: { ...draft.body, code: draft.code } })
    }
  }
  return found
}

async function lookThrough(tx: Tx, kind: ReferenceKind, record: ImportRecord): Promise<void> {
  const { revision, change_set_id: changeSetId } = record
  for (const { path, kind: target, loose } of kinds[kind].refers) {
    const [field, inner] = path
    // What lies deeper is looked at before publishing, like everything else.
    if (field === undefined || inner !== undefined || loose) continue
    const reference = {
      field,
      table: kindTable(target),
      singular: kinds[target].singular,
      ownKind: target === kind,
    }
    await markUnknown(tx, record.id, reference, revision, changeSetId)
  }
  await markOverlaps(tx, record.id, kind, revision, changeSetId)
}

async function put(
  tx: Tx,
  kind: ReferenceKind,
  record: ImportRecord,
  rows: readonly RowRecord[],
): Promise<void> {
  const changeSet = changeSetOf(record)
  await demandUntouched(tx, kind, record, rows)
  const codes = rows.map((row) => row.code)
  await noteBefore(tx, record.id, await draftsAmong(tx, changeSet, kind, codes))
  await putChanges(
    tx.ctx,
    changeSet,
    rows.map(({ code, body }) => ({ kind, code, body: body ?? {} })),
  )
}

/** What somebody published since the preview must not be written over unseen. */
async function demandUntouched(
  tx: Tx,
  kind: ReferenceKind,
  record: ImportRecord,
  rows: readonly { code: string }[],
): Promise<void> {
  const things = rows.map(({ code }) => ({ kind, code, body: {}, removed: false }))
  const touched = await touchedSince(tx, record.revision, things)
  if (touched.length > 0) throw new DomainError('import.stale', { things: touched.map((each) => each.code) })
}

async function takeOut(tx: Tx, kind: ReferenceKind, record: ImportRecord): Promise<undefined> {
  let after = 0
  for (;;) {
    const rows = await appliedRows(tx, record.id, after, rowsAtOnce)
    const last = rows.at(-1)
    if (!last) return
    const steps = rows.map(
      ({ code, body, before }): Step => ({ code, put: body ?? {}, ...(before && { before }) }),
    )
    await takeBack(tx, changeSetOf(record), kind, steps)
    after = last.row
  }
}

function changeSetOf({ id, change_set_id: changeSet }: ImportRecord): string {
  if (changeSet === null) throw new Error(`import ${id} has no change set`)
  return changeSet
}

async function* pages(ctx: Context, kind: ReferenceKind, wanted: Wanted): AsyncGenerator<Body[]> {
  const { changeSet } = wanted
  if (changeSet) await getChangeSetRow(ctx.db, changeSet)
  const revision = wanted.revision ?? (await currentRevision(ctx))
  let after = ''
  for (;;) {
    const rows = await ctx.db.query<{ code: string; body: Body }>(
      changeSet ? withDrafts(kindTable(kind)) : published(kindTable(kind)),
      [revision, after, pageSize, ...(changeSet ? [changeSet] : [])],
    )
    if (rows.length > 0) yield openBodies(ctx.db, kind, rows).map(({ code, body }) => ({ ...body, code }))
    if (rows.length < pageSize) return
    after = rows.at(-1)?.code ?? ''
  }
}

const published = (table: string) =>
  `select code, body from ${table} where ${heldAt('$1')} and code > $2 order by code limit $3`
const withDrafts = (table: string) =>
  `select code, body from (
     (select code, body from ${table} t where ${heldAt('$1', 't')} and code > $2 and not exists (
        select from ${table} d where d.change_set_id = $4 and d.revision_from is null and d.code = t.code)
      order by code limit $3)
     union all
     (select code, body from ${table}
      where change_set_id = $4 and revision_from is null and not removed and code > $2 order by code limit $3)
   ) both_of order by code limit $3`
