import { z } from 'zod'
import type { Erasure, Kept } from '../../../contract/persons.ts'
import {
  type App,
  announce,
  type Context,
  DomainError,
  defineJob,
  enqueue,
  type Job,
  newId,
  type Tx,
} from '../../platform/index.ts'
import { record } from '../audit.ts'
import { sealEntries } from '../audit-chain.ts'
import { eraseFromArchives, eraseFromAudit } from './erase-audit.ts'
import { finishErasure, insertErasure, noteFailure, selectErasures } from './erasure-store.ts'
import { type Forget, forgetting } from './forget.ts'
import type { Person } from './person.ts'
import { conditionOf, knownOf, type PersonSource, sourceOf, valuesFor } from './personal.ts'
import { countRows, inWords, tablesElsewhere, whatStays } from './what-is-kept.ts'
import { forgetInTable, wordyTables } from './wordy-columns.ts'

const job: Job<{ id: string }> = { name: 'identity.erase-person', payload: z.object({ id: z.string() }) }

export async function getPerson(
  app: App,
  ctx: Context,
  id: string,
): Promise<{ person: Person; source: PersonSource }> {
  const source = sourceOf(app, id)
  const person = await source?.find(ctx.db, id)
  if (!source || !person) throw new DomainError('person.not-found', { id })
  return { person, source }
}

/** Shuts a user out at once and hands the rest to a job: it looks through every table. */
export async function askForErasure(app: App, ctx: Context, id: string, why: string): Promise<Erasure> {
  const { person, source } = await getPerson(app, ctx, id)
  const erasureId = newId('ers')
  await ctx.transaction(async (tx) => {
    if (id === tx.ctx.actor.id)
      throw new DomainError('person.cannot-erase', {
        reason: 'nobody erases themselves; ask another administrator',
      })
    await source.close?.(tx, person)
    await insertErasure(tx, {
      id: erasureId,
      personId: id as Erasure['personId'], // found by its source
      kind: person.kind,
      why: forgetting(person).text(why),
    })
    record(tx, {
      action: 'person.erasure-asked',
      subject: { kind: 'person', id },
      why: forgetting(person).text(why),
    })
    enqueue(tx, job, { id: erasureId }, { key: `identity.erase-person:${id}` })
  })
  const [erasure] = await selectErasures(ctx.db, 'id = $1', [erasureId])
  if (!erasure) throw new Error('an erasure that was just written is not there')
  return erasure
}

export function workOffErasures(app: App): void {
  defineJob(app, job, async (ctx, { id }) => {
    try {
      await ctx.transaction((tx) => erase(app, tx, id))
    } catch (error) {
      await noteFailure(ctx.db, id, error instanceof Error ? error.message.slice(0, 300) : 'unknown')
      throw error
    }
  })
}

async function erase(app: App, tx: Tx, id: string): Promise<void> {
  const [erasure] = await selectErasures(tx, 'id = $1 and done_at is null', [id])
  const source = erasure && sourceOf(app, erasure.personId)
  const person = erasure && (await source?.find(tx, erasure.personId))
  if (!erasure || !source || !person) return
  // Only what is sealed is erased so that it shows; what waits is sealed first.
  while ((await sealEntries(tx)) > 0);
  await tx.query(`select set_config('quoin.erasing', 'on', true)`)

  const forget = forgetting(person)
  // Asked first: afterwards nothing says any more whose it is.
  const stays = await whatStays(app, tx, person)
  const { own } = source
  const report: Kept[] = [
    { what: own.what, count: await countRows(tx, own.table, own.where, valuesFor(person)), fate: 'removed' },
    ...(await removeRows(app, tx, person)),
    ...(await rewritePacked(app, tx, forget)),
  ]
  await source.remove(tx, person)
  report.push(...(await rewriteWords(app, tx, forget)))
  const archives = await eraseFromArchives(tx, forget)
  const entries = await eraseFromAudit(tx, forget)
  report.push({ what: 'audit trail', count: entries, fate: 'rewritten' })
  report.push({ what: 'audit archives', count: archives, fate: 'rewritten' })
  const counted = [...report, ...stays].filter(({ count }) => count > 0)
  await finishErasure(tx, id, counted)
  announce(tx, 'person.erased', person.id, {})
  record(tx, { action: 'person.erased', subject: { kind: 'person', id: person.id }, after: { erasure: id } })
}

async function removeRows(app: App, tx: Tx, person: Person): Promise<Kept[]> {
  const report: Kept[] = []
  for (const { table, what, where } of knownOf(app).personal.flatMap(({ rows = [] }) => rows)) {
    const gone = await tx.query(
      `delete from ${table} where ${conditionOf(where)} returning 1`,
      valuesFor(person),
    )
    report.push({ what, count: gone.length, fate: 'removed' })
  }
  return report
}

/** Before the rows and words that lead to them are gone. */
async function rewritePacked(app: App, tx: Tx, forget: Forget): Promise<Kept[]> {
  const report: Kept[] = []
  for (const packed of knownOf(app).personal.flatMap((each) => each.packed ?? [])) {
    report.push({ what: packed.what, count: await packed.forget(tx, forget), fate: 'rewritten' })
  }
  return report
}

async function rewriteWords(app: App, tx: Tx, forget: Forget): Promise<Kept[]> {
  const report: Kept[] = []
  for (const table of await wordyTables(tx, tablesElsewhere(app))) {
    const count = await forgetInTable(tx, table, forget)
    report.push({ what: inWords(table.table), count, fate: 'rewritten' })
  }
  return report
}
