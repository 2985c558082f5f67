import type { Queries, Tx } from '../../platform/index.ts'
import type { Forget } from './forget.ts'
import { conditionOf, valuesFor } from './personal.ts'

/** A table with its columns that can hold words, as the database itself lists them: a new one cannot be forgotten. */
export type WordyTable = {
  table: string
  columns: { name: string; type: 'text' | 'array' | 'json' | 'jsonb' }[]
}

/** Of the platform: no words of people, or looked after in another way. */
const elsewhere = [
  'migrations',
  'users',
  'audit_entries',
  'audit_archives',
  'audit_base',
  'data_keys',
  'signing_keys',
]
const pageSize = 500

export async function wordyTables(db: Queries, without: readonly string[]): Promise<WordyTable[]> {
  return db.query<WordyTable>(
    `select table_name as table, json_agg(json_build_object('name', column_name, 'type',
         case data_type when 'ARRAY' then 'array' when 'json' then 'json' when 'jsonb' then 'jsonb' else 'text' end)
         order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
       and (data_type in ('text', 'character varying', 'json', 'jsonb') or udt_name = '_text')
       and table_name <> all($1::text[])
     group by table_name order by table_name`,
    [[...elsewhere, ...without]],
  )
}

/** How many rows of a table may speak of the person, beside those that go with them: `gone` are conditions as in `where`. */
export async function countMentions(
  db: Queries,
  table: WordyTable,
  { person, pattern }: Forget,
  gone: readonly string[],
): Promise<number> {
  const stays = gone.map((where) => `(${where}) is not true`)
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from ${quoted(table.table)}
     where ${conditionOf([`(${mentions(table, 5)})`, ...stays].join(' and '))}`,
    [...valuesFor(person), pattern],
  )
  return row?.count ?? 0
}

/** Each value that speaks of the person, with its column. */
export async function selectMentions(
  db: Queries,
  table: WordyTable,
  { pattern }: Forget,
): Promise<{ column: string; value: string }[]> {
  const each = table.columns.map(({ name }) => `(${literal(name)}, ${quoted(name)}::text)`).join(', ')
  return db.query(
    `select said."column", said.value from ${quoted(table.table)} cross join lateral (values ${each}) as said("column", value)
     where said.value ~* $1 limit 10000`,
    [pattern],
  )
}

/** Writes every row anew that speaks of the person, some at a time; answers how many changed. */
export async function forgetInTable(tx: Tx, table: WordyTable, forget: Forget): Promise<number> {
  const name = quoted(table.table)
  const shown = table.columns.map((column) => `${quoted(column.name)}::text as ${quoted(column.name)}`)
  let after = '(0,0)'
  let changed = 0
  for (;;) {
    const rows = await tx.query<Record<string, string | null> & { at: string }>(
      `select ctid::text as at, ${shown.join(', ')} from ${name} where ctid > $2::tid and (${mentions(table)})
       order by ctid limit ${pageSize} for update`,
      [forget.pattern, after],
    )
    for (const row of rows) if (await forgetInRow(tx, table, row, forget)) changed += 1
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return changed
    after = last.at
  }
}

async function forgetInRow(
  tx: Tx,
  table: WordyTable,
  row: Record<string, string | null> & { at: string },
  forget: Forget,
): Promise<boolean> {
  const next = table.columns.flatMap(({ name, type }) => {
    const before = row[name]
    if (before === null || before === undefined) return []
    const isJson = type === 'json' || type === 'jsonb' || (type === 'text' && isObject(before))
    const after = isJson ? forget.json(before) : forgotten(before, forget)
    // JSON is compared by what it says: its spelling differs without a change.
    const same = isJson ? forgetsNothing(before, after) : before === after
    return same ? [] : [{ name, type, after }]
  })
  if (next.length === 0) return false
  const sets = next.map(({ name, type }, place) => `${quoted(name)} = $${place + 2}::${typeName[type]}`)
  await tx.query(`update ${quoted(table.table)} set ${sets.join(', ')} where ctid = $1::tid`, [
    row.at,
    ...next.map(({ after }) => after),
  ])
  return true
}

/** A name to sign in with is replaced only where it is the whole value: as a word it may mean anybody. */
function forgotten(text: string, { person, text: forget }: Forget): string {
  const isUsername = person.usernames.some((name) => name.toLowerCase() === text.toLowerCase())
  return isUsername ? `erased-${person.id.slice(-12)}` : forget(text)
}

/** A document that is kept as text, byte for byte. */
function isObject(text: string): boolean {
  if (!text.startsWith('{')) return false
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const forgetsNothing = (before: string, after: string) =>
  JSON.stringify(JSON.parse(before)) === JSON.stringify(JSON.parse(after))

const typeName = { text: 'text', array: 'text[]', json: 'json', jsonb: 'jsonb' } as const
const mentions = ({ columns }: WordyTable, place = 1) =>
  columns.map(({ name }) => `${quoted(name)}::text ~* $${place}`).join(' or ')
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
