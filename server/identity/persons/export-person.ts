import type { App, Queries } from '../../platform/index.ts'
import { selectAuditEntries } from '../audit-store.ts'
import { forgetting } from './forget.ts'
import type { Person } from './person.ts'
import { conditionOf, knownOf, type PersonSource, valuesFor } from './personal.ts'
import { inWords, tablesElsewhere, whatStays } from './what-is-kept.ts'
import { selectMentions, wordyTables } from './wordy-columns.ts'

/** Everything that is kept about a person, in words and figures they can read. */
export async function exportPerson(app: App, db: Queries, person: Person, source: PersonSource) {
  const forget = forgetting(person)
  const rows = knownOf(app).personal.flatMap((each) => each.rows ?? [])
  const own: Record<string, unknown> = {}
  for (const { table, what, where, shows } of rows) {
    if (shows === undefined) continue
    const found = await db.query(
      `select ${shows} from ${table} where ${conditionOf(where)}`,
      valuesFor(person),
    )
    if (found.length > 0) own[what] = found
  }
  const named: Record<string, unknown> = {}
  for (const table of await wordyTables(db, [...tablesElsewhere(app), ...rows.map(({ table }) => table)])) {
    const found = await selectMentions(db, table, forget)
    if (found.length > 0) named[inWords(table.table)] = found
  }
  return {
    person: await source.profile(db, person),
    ...own,
    did: await selectAuditEntries(db, { actorId: person.id }, undefined, 10_000),
    happened: await selectAuditEntries(db, { subjectId: person.id }, undefined, 10_000),
    named,
    kept: await whatStays(app, db, person),
  }
}
