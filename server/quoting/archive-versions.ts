import type { LineStatus } from '../../contract/quotes.ts'
import type { Context, Queries } from '../platform/index.ts'
import type { LineAmounts } from './amounts.ts'
import type { Line } from './content.ts'
import { openArchived, openContext, openLine, sealArchived } from './sealed-quotes.ts'

/** A line as it is stored, with what the pricer made of it. */
export type StoredLine = { id: string; status: LineStatus; content: Line; priced: LineAmounts | null }
type Archived = { lines: StoredLine[]; priceContext: unknown }

/** Days after which a version that is neither current nor what the customer can accept goes to the archive. */
const afterDays = 30
const batch = 50

/** Moves the lines of old versions into compressed rows, some at a time; answers how many versions. */
export async function archiveVersions(ctx: Context, olderThanDays = afterDays): Promise<number> {
  const due = await ctx.db.query<{ quote_id: string; version: number }>(
    `select v.quote_id, v.version from quote_versions v join quotes q on q.id = v.quote_id
     where v.version <> q.version and v.status <> 'FINALIZED'
       and v.updated_at < $1::timestamptz - $2 * interval '1 day'
       and not exists (select 1 from quote_archive a where a.quote_id = v.quote_id and a.version = v.version)
     order by v.updated_at limit $3`,
    [ctx.now, olderThanDays, batch],
  )
  for (const { quote_id: quoteId, version } of due) await archiveVersion(ctx, quoteId, version)
  return due.length
}

async function archiveVersion(ctx: Context, quoteId: string, version: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const of = [quoteId, version]
    // Whoever accepts or revises locks the quote first: what was due may be current by now.
    const [head] = await tx.query<{ version: number }>(
      'select version from quotes where id = $1 for update',
      [quoteId],
    )
    if (!head || head.version === version) return
    const lines = await tx.query<StoredLine>(
      'select id, status, content, priced from quote_lines where quote_id = $1 and version = $2 order by position',
      of,
    )
    const [row] = await tx.query<{ context: Buffer | null }>(
      'select frozen_context as context from quote_versions where quote_id = $1 and version = $2',
      of,
    )
    const archived: Archived = {
      lines: lines.map((line) => ({
        ...line,
        priced: line.priced && openLine(tx, quoteId, line.id, line.priced),
      })),
      priceContext: row?.context ? await openContext(tx, quoteId, row.context) : null,
    }
    const body = await sealArchived(tx, quoteId, archived)
    await tx.query(
      'insert into quote_archive (quote_id, version, archived_at, body) values ($1, $2, $3, $4) on conflict do nothing',
      [...of, tx.ctx.now, body],
    )
    await tx.query('delete from quote_lines where quote_id = $1 and version = $2', of)
    await tx.query('update quote_versions set frozen_context = null where quote_id = $1 and version = $2', of)
  })
}

/** The lines of a version that is in the archive, as they were. */
export async function findArchivedLines(
  db: Queries,
  quoteId: string,
  version: number,
): Promise<StoredLine[] | undefined> {
  const [row] = await db.query<{ body: Buffer }>(
    'select body from quote_archive where quote_id = $1 and version = $2',
    [quoteId, version],
  )
  if (!row) return undefined
  return (await openArchived<Archived>(db, quoteId, row.body)).lines
}
