import type { Issue } from '../../../contract/problem.ts'
import type { SimulatedQuote, Simulation } from '../../../contract/simulations.ts'
import type { Queries, Tx } from '../../platform/index.ts'
import { sealMargins } from './sealed-margins.ts'

export type SimulationRow = {
  id: Simulation['id']
  change_set_id: Simulation['changeSet']
  owner_id: string
  status: Simulation['status']
  open: boolean
  months: number
  drafts: string
  created_at: Date
  finished_at: Date | null
}

export type Figures = { net: string; margin?: string | undefined }
export type Result = {
  quote: string
  outcome: SimulatedQuote['outcome']
  currency: string
  before: Figures
  after: Figures
  /** In the company's currency. */
  company: { before: Partial<Figures>; after: Partial<Figures> }
  percent?: string | undefined
  issues: Issue[]
}

export async function findSimulation(
  db: Queries,
  id: string,
  lock = false,
): Promise<SimulationRow | undefined> {
  const [row] = await db.query<SimulationRow>(
    `select * from simulations where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return row
}

export async function insertSimulation(tx: Tx, row: SimulationRow, quotes: readonly string[]): Promise<void> {
  await tx.query(
    `insert into simulations (id, change_set_id, owner_id, status, open, months, drafts, created_at, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.change_set_id,
      row.owner_id,
      row.status,
      row.open,
      row.months,
      row.drafts,
      row.created_at,
      row.finished_at,
    ],
  )
  await tx.query(
    `insert into simulated_quotes (simulation_id, quote_id, position)
     select $1, q.id, q.position from unnest($2::text[]) with ordinality as q(id, position)`,
    [row.id, quotes],
  )
}

export async function settleSimulation(tx: Tx, id: string, status: 'done' | 'stopped'): Promise<void> {
  await tx.query(
    `update simulations set status = $2, finished_at = $3 where id = $1 and status = 'running'`,
    [id, status, tx.ctx.now],
  )
}

/** The next quotes that were not priced yet. */
export async function waitingQuotes(db: Queries, id: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ quote_id: string }>(
    `select quote_id from simulated_quotes where simulation_id = $1 and outcome is null order by position limit $2`,
    [id, limit],
  )
  return rows.map((row) => row.quote_id)
}

export async function saveResults(tx: Tx, id: string, results: readonly Result[]): Promise<void> {
  await tx.query(
    `update simulated_quotes s set outcome = r.outcome, currency = r.currency, net_before = (r.before ->> 'net')::numeric,
       net_after = (r.after ->> 'net')::numeric, margins = r.margins, company = r.company, percent = r.percent::numeric,
       issues = r.issues::json
     from jsonb_to_recordset($2::jsonb) as r(quote text, outcome text, currency text, before jsonb, after jsonb,
       company jsonb, margins text, percent text, issues jsonb)
     where s.simulation_id = $1 and s.quote_id = r.quote`,
    [id, JSON.stringify(results.map((result) => stored(tx, id, result)))],
  )
}

/** Margins in one envelope, and nowhere else. */
function stored(db: Queries, id: string, result: Result) {
  const { before, after, company } = result
  return {
    ...result,
    before: { net: before.net },
    after: { net: after.net },
    company: { before: { net: company.before.net }, after: { net: company.after.net } },
    margins: sealMargins(db, id, result),
  }
}

/** What a change set holds, in a word: another one after each change. */
export function fingerprintOf(drafts: readonly { changed_at: Date }[]): string {
  const last = drafts.reduce((latest, draft) => Math.max(latest, draft.changed_at.getTime()), 0)
  return `${drafts.length}@${last}`
}
