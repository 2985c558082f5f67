import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { definePersonal, type Forget } from '../identity/index.ts'
import { type App, onEvent, type Queries, type Tx } from '../platform/index.ts'
import { openArchived, openTrace, sealArchived, sealTrace } from './sealed-quotes.ts'
import { forgetWorkingCopies } from './working-copies.ts'

const compress = promisify(zstdCompress)
const expand = promisify(zstdDecompress)

/** Quotes whose packed parts may name somebody: those they owned or changed, and those of their company. */
const quotesOf = `quote_id in (
  select id from quotes where owner_id = $1
  union select quote_id from quote_events where actor_id = $1
  union select id from quotes where customer_id in (select customer_id from contacts where id = $1))`

/** What quotes keep about people beside words in columns. */
export function definePersonalOfQuotes(app: App): void {
  // A node may hold a quote it has read with the words that were taken out.
  const stop = onEvent(app, ({ type }) => {
    if (type === 'person.erased') forgetWorkingCopies(app.database)
  })
  app.closers.push(async () => stop())
  definePersonal(app, {
    rows: [{ table: 'quote_visitors', what: 'quotes that are open', where: 'user_id = $1' }],
    packed: [
      {
        what: 'steps of amounts',
        count: (db, { id }) => count(db, `quote_versions where trace is not null and ${quotesOf}`, id),
        forget: forgetInTraces,
      },
      {
        what: 'archived versions of quotes',
        count: (db, { id }) => count(db, `quote_archive where ${quotesOf}`, id),
        forget: forgetInArchive,
      },
    ],
    kept: [
      {
        table: 'signatures',
        what: 'signatures under quotes',
        where: 'name = any($4)',
        why: 'They prove a contract. Retention removes them when its time is over.',
      },
      {
        table: 'documents',
        what: 'documents that were sent to customers',
        where: `quote_id in (select id from quotes where owner_id = $1
          union select quote_id from proposals where recipient_name = any($4) or lower(recipient_email) = any($2)
          union select quote_id from quote_versions where accepted_by = any($4))`,
        why: 'They are business letters, kept as they were sent. Retention removes them when its time is over.',
      },
    ],
  })
}

async function count(db: Queries, from: string, id: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*)::integer as count from ${from}`, [id])
  return row?.count ?? 0
}

async function forgetInTraces(tx: Tx, { person, json }: Forget): Promise<number> {
  const rows = await tx.query<{ quote: string; version: number; trace: Buffer }>(
    `select quote_id as quote, version, trace from quote_versions where trace is not null and ${quotesOf}`,
    [person.id],
  )
  let changed = 0
  for (const { quote, version, trace } of rows) {
    const before = (await expand(openTrace(tx, quote, trace))).toString()
    const after = json(before)
    if (after === before) continue
    changed += 1
    await tx.query('update quote_versions set trace = $3 where quote_id = $1 and version = $2', [
      quote,
      version,
      sealTrace(tx, quote, await compress(after)),
    ])
  }
  return changed
}

async function forgetInArchive(tx: Tx, { person, json }: Forget): Promise<number> {
  const rows = await tx.query<{ quote: string; version: number; body: Buffer }>(
    `select quote_id as quote, version, body from quote_archive where ${quotesOf}`,
    [person.id],
  )
  let changed = 0
  for (const { quote, version, body } of rows) {
    const before = JSON.stringify(await openArchived(tx, quote, body))
    const after = json(before)
    if (after === before) continue
    changed += 1
    await tx.query('update quote_archive set body = $3 where quote_id = $1 and version = $2', [
      quote,
      version,
      await sealArchived(tx, quote, JSON.parse(after)),
    ])
  }
  return changed
}
