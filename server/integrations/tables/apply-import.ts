import { z } from 'zod'
import { record as recordAudit } from '../../identity/index.ts'
import {
  type App,
  type Context,
  DomainError,
  enqueue,
  type Job,
  makeContext,
  systemActor,
} from '../../platform/index.ts'
import {
  draftsAmong,
  kindTable,
  putChanges,
  type Step,
  startChangeSet,
  takeBack,
  touchedSince,
} from '../../revisions/index.ts'
import {
  appliedRows,
  countsOf,
  getImportRecord,
  type ImportRecord,
  noteBefore,
  selectRows,
  updateImport,
} from './import-store.ts'
import { visibleImport } from './present-import.ts'

export const applyRowsJob: Job<{ id: string }> = {
  name: 'integrations.apply-rows',
  payload: z.object({ id: z.string() }),
}

const rowsAtOnce = 5000

/** Has the new and changed rows put into a change set. */
export async function applyImport(
  ctx: Context,
  id: string,
  options: { title?: string | undefined; withoutWrong: boolean },
) {
  return ctx.transaction(async (tx) => {
    const record = await visibleImport(tx.ctx, id, true)
    if (record.status !== 'ready') throw new DomainError('import.wrong-state', { status: record.status })
    const counts = (await countsOf(tx, [id])).get(id)
    if (!counts || counts.new + counts.changed === 0) throw new DomainError('import.nothing-to-do')
    if (counts.wrong > 0 && !options.withoutWrong) {
      throw new DomainError('import.has-wrong-rows', { count: counts.wrong })
    }
    const changeSet =
      record.change_set_id ?? (await startChangeSet(tx.ctx, options.title ?? `Import of ${record.name}`)).id
    const applying: ImportRecord = {
      ...record,
      status: 'applying',
      change_set_id: changeSet,
      without_wrong: options.withoutWrong,
    }
    await updateImport(tx, applying)
    enqueue(tx, applyRowsJob, { id })
    return applying
  })
}

/** Puts all rows into the change set in one transaction: after a crash there is either all of it or nothing. */
export async function applyRows(app: App, ctx: Context, { id }: { id: string }): Promise<void> {
  const { owner_id: owner } = await getImportRecord(ctx.db, id)
  // Rights were looked at when it was asked for; the changes are those of the person.
  const onBehalf = makeContext(app, { ...systemActor, id: owner }, { requestId: ctx.requestId, now: ctx.now })
  try {
    await onBehalf.transaction((tx) => putRows(tx.ctx, id))
    await learnSizes(ctx, id)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await ctx.transaction(async (tx) => {
      const record = await getImportRecord(tx, id, true)
      if (record.status === 'applying')
        await updateImport(tx, { ...record, status: 'failed', problem: error.message })
    })
  }
}

/** After many rows the database looks at the table at once: what is asked next depends on knowing how many there are. */
async function learnSizes(ctx: Context, id: string): Promise<void> {
  const { kind, rows_total: rows } = await getImportRecord(ctx.db, id)
  if (Number(rows) >= rowsAtOnce) await ctx.db.query(`analyze ${kindTable(kind)}`)
}

function putRows(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const record = await getImportRecord(tx, id, true)
    const changeSet = record.change_set_id
    if (record.status !== 'applying' || changeSet === null) return
    let after = 0
    for (;;) {
      const rows = await selectRows(tx, id, { outcomes: ['new', 'changed'], after, limit: rowsAtOnce })
      const last = rows.at(-1)
      if (!last) break
      await demandUntouched(tx.ctx, record, rows)
      const codes = rows.map((row) => row.code)
      await noteBefore(tx, id, await draftsAmong(tx, changeSet, record.kind, codes))
      const puts = rows.map(({ code, body }) => ({ kind: record.kind, code, body: body ?? {} }))
      await putChanges(tx.ctx, changeSet, puts)
      after = last.row
    }
    await updateImport(tx, { ...record, status: 'applied' })
    recordAudit(tx, {
      action: 'import.applied',
      subject: { kind: 'import', id },
      after: { name: record.name, changeSet },
    })
  })
}

/** What somebody published since the preview must not be written over unseen. */
async function demandUntouched(
  ctx: Context,
  record: ImportRecord,
  rows: readonly { code: string }[],
): Promise<void> {
  const things = rows.map(({ code }) => ({ kind: record.kind, code, body: {}, removed: false }))
  const touched = await touchedSince(ctx.db, record.revision, things)
  if (touched.length > 0) throw new DomainError('import.stale', { things: touched.map((each) => each.code) })
}

/** Takes the rows of an import out of its change set again, in one step. */
export async function undoImport(ctx: Context, id: string) {
  return ctx.transaction(async (tx) => {
    const record = await visibleImport(tx.ctx, id, true)
    if (record.status !== 'applied' || record.change_set_id === null) {
      throw new DomainError('import.wrong-state', { status: record.status })
    }
    let after = 0
    for (;;) {
      const rows = await appliedRows(tx, id, after, rowsAtOnce)
      const last = rows.at(-1)
      if (!last) break
      const steps = rows.map(
        ({ code, body, before }): Step => ({ code, put: body ?? {}, ...(before && { before }) }),
      )
      await takeBack(tx, record.change_set_id, record.kind, steps)
      after = last.row
    }
    const undone: ImportRecord = { ...record, status: 'undone' }
    await updateImport(tx, undone)
    recordAudit(tx, { action: 'import.undone', subject: { kind: 'import', id } })
    return undone
  })
}
