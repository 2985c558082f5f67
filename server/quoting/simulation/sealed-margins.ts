import { add, exact, toText } from '../../../engines/money/index.ts'
import { type App, defineSealed, type Queries } from '../../platform/index.ts'
import type { Result, SimulationRow } from './store.ts'

/** Of one simulated quote: in its currency, and in the company's. */
export type Margins = {
  before?: string | undefined
  after?: string | undefined
  company: { before?: string | undefined; after?: string | undefined }
}
const placeOf = (simulation: string, quote: string) => ({
  table: 'simulated_quotes',
  column: 'margins',
  row: `${simulation} ${quote}`,
})

export function sealMargins(
  db: Queries,
  simulation: string,
  { quote, before, after, company }: Result,
): string {
  const margins: Margins = {
    before: before.margin,
    after: after.margin,
    company: { before: company.before.margin, after: company.after.margin },
  }
  return db.keys.seal(JSON.stringify(margins), placeOf(simulation, quote))
}

export function openMargins(db: Queries, simulation: string, quote: string, stored: string | null): Margins {
  if (stored === null) return { company: {} }
  return JSON.parse(db.keys.open(stored, placeOf(simulation, quote))) as Margins
}

/** Of simulations that are over, whose sums never change: a list of them would open every envelope of each. */
const sums = new Map<string, Margins['company']>()
const mostSums = 500

/** What all quotes leave in the company's currency, before and after; nothing where no margin is known. */
export async function sumMargins(
  db: Queries,
  { id, finished_at }: Pick<SimulationRow, 'id' | 'finished_at'>,
): Promise<Margins['company']> {
  if (!finished_at) return sumNow(db, id)
  const key = `${id} ${finished_at.toISOString()}`
  const known = sums.get(key)
  if (known) return known
  const made = await sumNow(db, id)
  if (sums.size >= mostSums) sums.clear()
  sums.set(key, made)
  return made
}

async function sumNow(db: Queries, simulation: string): Promise<Margins['company']> {
  const rows = await db.query<{ quote_id: string; margins: string }>(
    'select quote_id, margins from simulated_quotes where simulation_id = $1 and margins is not null',
    [simulation],
  )
  const all = rows.map(({ quote_id, margins }) => openMargins(db, simulation, quote_id, margins).company)
  const sum = (known: (string | undefined)[]) => {
    const there = known.flatMap((margin) => (margin === undefined ? [] : [exact(margin)]))
    return there.length === 0 ? undefined : toText(there.reduce(add))
  }
  return { before: sum(all.map(({ before }) => before)), after: sum(all.map(({ after }) => after)) }
}

export function sealSimulations(app: App): void {
  defineSealed(app, {
    table: 'simulated_quotes',
    key: ['simulation_id', 'quote_id'],
    column: 'margins',
    row: (stored) => `${String(stored.simulation_id)} ${String(stored.quote_id)}`,
    form: 'text',
  })
}
