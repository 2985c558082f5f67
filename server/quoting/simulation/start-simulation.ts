import { z } from 'zod'
import { findUser, reachFilter } from '../../identity/index.ts'
import {
  type App,
  type Context,
  DomainError,
  defineJob,
  enqueue,
  type Job,
  newId,
  type Tx,
} from '../../platform/index.ts'
import {
  currentRevision,
  draftSnapshot,
  draftsOf,
  getChangeSetRow,
  readSnapshot,
} from '../../revisions/index.ts'
import { findHead, readVersion } from '../store.ts'
import { simulateQuote } from './simulate-quote.ts'
import {
  findSimulation,
  fingerprintOf,
  insertSimulation,
  type Result,
  type SimulationRow,
  saveResults,
  settleSimulation,
  waitingQuotes,
} from './store.ts'

const nextQuotes: Job<{ id: string }> = { name: 'quoting.simulate', payload: z.object({ id: z.string() }) }
/** Priced and stored together; a crash repeats these at most. */
const quotesAtOnce = 20
const mostQuotes = 20_000

/** Chooses the quotes and has them priced in the background. */
export async function startSimulation(
  ctx: Context,
  changeSet: string,
  scope: { open: boolean; months: number },
): Promise<SimulationRow> {
  const set = await getChangeSetRow(ctx.db, changeSet)
  const drafts = await draftsOf(ctx.db, set)
  if (drafts.length === 0) throw new DomainError('change-set.empty', { title: set.title })
  const row: SimulationRow = {
    id: newId('sim'),
    change_set_id: set.id,
    owner_id: ctx.actor.id,
    status: 'running',
    ...scope,
    drafts: fingerprintOf(drafts),
    created_at: ctx.now,
    finished_at: null,
  }
  const quotes = await chosenQuotes(ctx, scope)
  await ctx.transaction(async (tx) => {
    await insertSimulation(tx, row, quotes)
    goOn(tx, row.id)
  })
  return row
}

export function registerSimulationJob(app: App): void {
  defineJob(app, nextQuotes, (ctx, { id }) => simulateNext(app, ctx, id))
}

function goOn(tx: Tx, id: string): void {
  enqueue(tx, nextQuotes, { id })
}

async function chosenQuotes(ctx: Context, { open, months }: { open: boolean; months: number }) {
  const since = new Date(ctx.now)
  since.setUTCMonth(since.getUTCMonth() - months)
  const reach = reachFilter(ctx, 'quotes.read', 'owner_id', 3)
  const rows = await ctx.db.query<{ id: string }>(
    `select id from quotes
     where (($1::boolean and status in ('DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'FINALIZED'))
         or ($2::timestamptz is not null and updated_at >= $2 and status <> 'CANCELLED'))
       and lines > 0 and ${reach.sql}
     order by updated_at desc limit ${mostQuotes}`,
    [open, months > 0 ? since : null, ...reach.values],
  )
  return rows.map((row) => row.id)
}

/** Prices the next few quotes and asks for the ones after them, until none is left. */
async function simulateNext(app: App, ctx: Context, id: string): Promise<void> {
  const simulation = await findSimulation(ctx.db, id)
  if (simulation?.status !== 'running') return
  const set = await getChangeSetRow(ctx.db, simulation.change_set_id)
  // What it was published on is what it is compared with.
  const revision = set.revision === null ? await currentRevision(ctx) : set.revision - 1
  const before = await readSnapshot(app.database, ctx.db, revision)
  const after = draftSnapshot(before, await draftsOf(ctx.db, set))
  const results: Result[] = []
  for (const quote of await waitingQuotes(ctx.db, id, quotesAtOnce)) {
    const head = await findHead(ctx.db, quote)
    if (!head) continue // quotes are never deleted; the row refers to one
    const { content } = await readVersion(ctx.db, head)
    const today = { ...content, asOf: ctx.now.toISOString() }
    const owner = await findUser(ctx.db, head.ownerId)
    const given = { quote, content: today, ownerRoles: owner?.roles ?? [], now: ctx.now }
    results.push(await simulateQuote(ctx.db, before, after, given))
  }
  await ctx.transaction(async (tx) => {
    const still = await findSimulation(tx, id, true)
    if (still?.status !== 'running') return
    await saveResults(tx, id, results)
    if ((await waitingQuotes(tx, id, 1)).length === 0) await settleSimulation(tx, id, 'done')
    else goOn(tx, id)
  })
}
