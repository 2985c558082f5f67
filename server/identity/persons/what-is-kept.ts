import type { Kept } from '../../../contract/persons.ts'
import type { App, Queries } from '../../platform/index.ts'
import { countInAudit } from './erase-audit.ts'
import { forgetting } from './forget.ts'
import type { Person } from './person.ts'
import { conditionOf, knownOf, type PersonSource, valuesFor } from './personal.ts'
import { countMentions, wordyTables } from './wordy-columns.ts'

/** What is kept about a person, table by table, and what an erasure would do with it. */
export async function whatIsKept(
  app: App,
  db: Queries,
  person: Person,
  { own }: PersonSource,
): Promise<Kept[]> {
  const forget = forgetting(person)
  const { personal } = knownOf(app)
  const values = valuesFor(person)
  const goes = [own, ...personal.flatMap(({ rows = [] }) => rows)]
  const found: Kept[] = []
  for (const { table, what, where } of goes) {
    found.push({ what, count: await countRows(db, table, where, values), fate: 'removed' })
  }
  // A row is counted where it goes, not again for the words in it.
  for (const table of await wordyTables(db, tablesElsewhere(app))) {
    const gone = goes.filter((each) => each.table === table.table).map(({ where }) => where)
    const count = await countMentions(db, table, forget, gone)
    found.push({ what: inWords(table.table), count, fate: 'rewritten' })
  }
  for (const { what, count } of personal.flatMap(({ packed = [] }) => packed)) {
    found.push({ what, count: await count(db, person), fate: 'rewritten' })
  }
  found.push({ what: 'audit trail', count: await countInAudit(db, forget), fate: 'rewritten' })
  found.push(...(await whatStays(app, db, person)))
  return found.filter(({ count }) => count > 0)
}

/** What an erasure leaves as it is, with the reason. */
export async function whatStays(app: App, db: Queries, person: Person): Promise<Kept[]> {
  const stays: Kept[] = []
  for (const { table, what, where, why } of knownOf(app).personal.flatMap(({ kept = [] }) => kept)) {
    const count = await countRows(db, table, where, valuesFor(person))
    if (count > 0) stays.push({ what, count, fate: 'kept', why })
  }
  return stays
}

/** Tables the sweep over words leaves alone: rows of one person, and what stays as it is. */
export const tablesElsewhere = (app: App) =>
  knownOf(app).personal.flatMap(({ kept = [] }) => kept.map(({ table }) => table))

export const inWords = (table: string) => table.replaceAll('_', ' ')

export async function countRows(
  db: Queries,
  table: string,
  where: string,
  values: readonly unknown[],
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from ${table} where ${conditionOf(where)}`,
    values,
  )
  return row?.count ?? 0
}
