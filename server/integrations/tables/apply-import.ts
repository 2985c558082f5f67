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
import { startChangeSet } from '../../revisions/index.ts'
import { countsOf, getImportRecord, type ImportRecord, selectRows, updateImport } from './import-store.ts'
import { visibleImport } from './present-import.ts'
import { subjectOf } from './subject.ts'

export const applyRowsJob: Job<{ id: string }> = {
  name: 'integrations.apply-rows',
  payload: z.object({ id: z.string() }),
}

const rowsAtOnce = 5000

/** Has the new and changed rows put in: into a change set, or where there is none into what holds. */
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
    const changeSet = record.change_set_id ?? (await newChangeSet(tx.ctx, record, options.title))
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

/** Customers go into none. */
async function newChangeSet(ctx: Context, { kind, name }: ImportRecord, title: string | undefined) {
  return kind === 'customers' ? null : (await startChangeSet(ctx, title ?? `Import of ${name}`)).id
}

/** Puts all rows in within one transaction: after a crash there is either all of it or nothing. */
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

/** After many rows the database looks at the table at once. */
async function learnSizes(ctx: Context, id: string): Promise<void> {
  const { kind, rows_total: rows } = await getImportRecord(ctx.db, id)
  if (Number(rows) >= rowsAtOnce) await subjectOf(kind).learnSizes?.(ctx.db)
}

function putRows(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const record = await getImportRecord(tx, id, true)
    if (record.status !== 'applying') return
    const subject = subjectOf(record.kind)
    let after = 0
    for (;;) {
      const rows = await selectRows(tx, id, { outcomes: ['new', 'changed'], after, limit: rowsAtOnce })
      const last = rows.at(-1)
      if (!last) break
      await subject.put(tx, record, rows)
      after = last.row
    }
    await subject.settle?.(tx, record)
    await updateImport(tx, { ...record, status: 'applied' })
    recordAudit(tx, {
      action: 'import.applied',
      subject: { kind: 'import', id },
      after: { name: record.name, changeSet: record.change_set_id },
    })
  })
}

/** Takes an applied import back, in one step. */
export async function undoImport(ctx: Context, id: string) {
  return ctx.transaction(async (tx) => {
    const record = await visibleImport(tx.ctx, id, true)
    if (record.status !== 'applied') throw new DomainError('import.wrong-state', { status: record.status })
    const note = await subjectOf(record.kind).takeBack(tx, record)
    const undone: ImportRecord = { ...record, status: 'undone', note: note ?? null }
    await updateImport(tx, undone)
    recordAudit(tx, {
      action: 'import.undone',
      subject: { kind: 'import', id },
      ...(note && { after: { note } }),
    })
    return undone
  })
}
