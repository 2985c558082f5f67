import { z } from 'zod'
import { maySay } from '../../../contract/sight.ts'
import type { SimulatedQuote, Simulation } from '../../../contract/simulations.ts'
import { exact, subtract, toText } from '../../../engines/money/index.ts'
import type { Priced } from '../../../engines/pricer/types.ts'
import { findCustomerNames } from '../../customers/index.ts'
import { companySettings, sightOf } from '../../identity/index.ts'
import { type Context, DomainError, decodeCursor, encodeCursor } from '../../platform/index.ts'
import { shownPriced, waterfallRows } from '../../pricing/index.ts'
import {
  currentRevision,
  draftSnapshot,
  draftsOf,
  getChangeSetRow,
  readSnapshot,
} from '../../revisions/index.ts'
import { findHead, readVersion } from '../store.ts'
import { openMargins, sumMargins } from './sealed-margins.ts'
import { pricedTwice } from './simulate-quote.ts'
import { findSimulation, fingerprintOf, type SimulationRow } from './store.ts'

const bands = [
  ['more than 10 % down', -Infinity, -10],
  ['5 to 10 % down', -10, -5],
  ['up to 5 % down', -5, 0],
  ['unchanged', 0, 0],
  ['up to 5 % up', 0, 5],
  ['5 to 10 % up', 5, 10],
  ['more than 10 % up', 10, Infinity],
] as const

/** A simulation its reader may see: one's own, or any for those who see all quotes. */
export async function getSimulationRow(ctx: Context, id: string): Promise<SimulationRow> {
  const row = await findSimulation(ctx.db, id)
  if (!row || !mayRead(ctx, row)) throw new DomainError('simulation.not-found', { id })
  return row
}

export async function listSimulations(ctx: Context, changeSet: string): Promise<Simulation[]> {
  const rows = await ctx.db.query<SimulationRow>(
    'select * from simulations where change_set_id = $1 order by created_at desc limit 20',
    [changeSet],
  )
  return Promise.all(rows.filter((row) => mayRead(ctx, row)).map((row) => presentSimulation(ctx, row)))
}

const mayRead = (ctx: Context, row: SimulationRow) =>
  row.owner_id === ctx.actor.id || ctx.actor.grants.get('quotes.read') === 'all'

type Sums = {
  total: string
  done: string
  net_before: string | null
  net_after: string | null
}

export async function presentSimulation(ctx: Context, row: SimulationRow): Promise<Simulation> {
  const seesMargins = sightOf(ctx).margin
  const [[sums], margins, outcomes, moved, set, { locale }] = await Promise.all([
    ctx.db.query<Sums>(
      `select count(*) as total, count(outcome) as done,
         sum((company -> 'before' ->> 'net')::numeric)::text as net_before,
         sum((company -> 'after' ->> 'net')::numeric)::text as net_after
       from simulated_quotes where simulation_id = $1`,
      [row.id],
    ),
    seesMargins ? sumMargins(ctx.db, row) : undefined,
    ctx.db.query<{ outcome: SimulatedQuote['outcome']; count: string }>(
      'select outcome, count(*) from simulated_quotes where simulation_id = $1 and outcome is not null group by 1',
      [row.id],
    ),
    bandCounts(ctx, row.id),
    getChangeSetRow(ctx.db, row.change_set_id),
    companySettings(ctx.db),
  ])
  const count = (outcome: SimulatedQuote['outcome']) =>
    Number(outcomes.find((each) => each.outcome === outcome)?.count ?? 0)
  const figures = (net: string | null | undefined, margin: string | undefined) => ({
    net: net ?? '0',
    ...(margin && { margin }),
  })
  return {
    id: row.id,
    changeSet: row.change_set_id,
    status: row.status,
    open: row.open,
    months: row.months,
    total: Number(sums?.total ?? 0),
    done: Number(sums?.done ?? 0),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
    stale: set.status === 'open' && fingerprintOf(await draftsOf(ctx.db, set)) !== row.drafts,
    counts: {
      same: count('same'),
      changed: count('changed'),
      unapprovable: count('unapprovable'),
      invalid: count('invalid'),
    },
    currency: locale.currency,
    before: figures(sums?.net_before, margins?.before),
    after: figures(sums?.net_after, margins?.after),
    bands: moved,
  }
}

async function bandCounts(ctx: Context, id: string): Promise<Simulation['bands']> {
  const rows = await ctx.db.query<{ band: number; count: string }>(
    `select case when percent < -10 then 0 when percent < -5 then 1 when percent < 0 then 2 when percent = 0 then 3
       when percent <= 5 then 4 when percent <= 10 then 5 else 6 end as band, count(*)
     from simulated_quotes where simulation_id = $1 and percent is not null group by 1`,
    [id],
  )
  const counts = new Map(rows.map((row) => [row.band, Number(row.count)]))
  return bands.map(([label], index) => ({ label, count: counts.get(index) ?? 0 }))
}

type QuoteRow = {
  simulation_id: string
  quote_id: SimulatedQuote['quote']
  number: string
  name: string | null
  customer_id: string | null
  status: SimulatedQuote['status']
  outcome: SimulatedQuote['outcome']
  currency: string
  net_before: string
  net_after: string
  margins: string | null
  percent: string | null
  moved: string
  issues: SimulatedQuote['issues']
}

const selectQuotes = `
  select s.simulation_id, s.quote_id, q.number, q.name, q.customer_id, q.status, s.outcome, s.currency,
    s.net_before::text, s.net_after::text, s.margins, s.percent::text, s.issues,
    abs(coalesce((s.company -> 'after' ->> 'net')::numeric - (s.company -> 'before' ->> 'net')::numeric, 0))::text as moved
  from simulated_quotes s join quotes q on q.id = s.quote_id`

export async function listSimulatedQuotes(
  ctx: Context,
  id: string,
  query: { cursor?: string | undefined; limit: number; outcome?: string | undefined },
) {
  await getSimulationRow(ctx, id)
  const [moved, after] = decodeCursor(query.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const rows = await ctx.db.query<QuoteRow>(
    `select * from (${selectQuotes} where s.simulation_id = $1 and s.outcome is not null
       and ($2::text is null or s.outcome = $2)) as found
     where $3::numeric is null or (moved::numeric, quote_id) < ($3::numeric, $4)
     order by moved::numeric desc, quote_id desc limit $5`,
    [id, query.outcome ?? null, moved, after, query.limit + 1],
  )
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: await presentQuotes(ctx, shown),
    ...(rows.length > query.limit && last ? { next: encodeCursor([last.moved, last.quote_id]) } : {}),
  }
}

/** Both waterfalls of one quote, made again: they are not kept for each. */
export async function compareSimulatedQuote(ctx: Context, database: object, id: string, quote: string) {
  const simulation = await getSimulationRow(ctx, id)
  const [row] = await ctx.db.query<QuoteRow>(
    `${selectQuotes} where s.simulation_id = $1 and s.quote_id = $2 and s.outcome is not null`,
    [id, quote],
  )
  const head = row && (await findHead(ctx.db, quote))
  if (!head) throw new DomainError('quote.not-found', { id: quote })
  const set = await getChangeSetRow(ctx.db, simulation.change_set_id)
  const revision = set.revision === null ? await currentRevision(ctx) : set.revision - 1
  const before = await readSnapshot(database, ctx.db, revision)
  const after = draftSnapshot(before, await draftsOf(ctx.db, set))
  const { content } = await readVersion(ctx.db, head)
  const today = { ...content, asOf: simulation.created_at.toISOString() }
  const priced = await pricedTwice(ctx.db, before, after, today)
  const shown = (made: Priced) => {
    const visible = shownPriced(sightOf(ctx), made)
    return { total: visible.totals.total, rows: waterfallRows(visible) }
  }
  const [presented] = await presentQuotes(ctx, [row])
  if (!presented) throw new DomainError('quote.not-found', { id: quote })
  return { quote: presented, before: shown(priced.before.priced), after: shown(priced.after.priced) }
}

async function presentQuotes(ctx: Context, rows: readonly QuoteRow[]): Promise<SimulatedQuote[]> {
  const names = await findCustomerNames(
    ctx.db,
    rows.flatMap((row) => row.customer_id ?? []),
  )
  return rows.map((row) => presentQuote(ctx, row, row.customer_id ? names.get(row.customer_id) : undefined))
}

function presentQuote(ctx: Context, row: QuoteRow, customer: string | undefined): SimulatedQuote {
  const sight = sightOf(ctx)
  const margins = openMargins(ctx.db, row.simulation_id, row.quote_id, sight.margin ? row.margins : null)
  const figures = (net: string, margin: string | undefined) => ({ net, ...(margin && { margin }) })
  return {
    quote: row.quote_id,
    number: row.number,
    name: row.name ?? undefined,
    customer,
    status: row.status,
    outcome: row.outcome,
    currency: row.currency,
    before: figures(row.net_before, margins.before),
    after: figures(row.net_after, margins.after),
    difference: toText(subtract(exact(row.net_after), exact(row.net_before))),
    differencePercent: row.percent ?? undefined,
    issues: row.issues.filter((issue) => maySay(sight, `${issue.code} ${issue.message}`)),
  }
}
