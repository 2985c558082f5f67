import { removeDocumentsOf } from '../documents/index.ts'
import { record } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'

/** How a quote ends; one that can still be worked on keeps everything. */
const ended = ['DECLINED', 'EXPIRED', 'CANCELLED', 'CONVERTED']
const pageSize = 100

/** Of these quotes, those of which something that was sold still runs, or did so after a day. */
type Running = (quotes: readonly string[], since: Date) => Promise<ReadonlySet<string>>

/**
 * Removes documents and signatures of quotes that came to their end so many years ago, and so did what was sold by them.
 * The quote with its lines and totals stays. Where a content cannot be removed the others still are; the job fails with
 * the reasons, and what is left is due again.
 */
export async function removeOldDocuments(ctx: Context, years: number, running: Running): Promise<void> {
  const since = new Date(ctx.now)
  since.setUTCFullYear(since.getUTCFullYear() - years)
  const failures: unknown[] = []
  let last: string | undefined
  do {
    const ids = await selectDue(ctx, since, last)
    const kept = await running(ids, since)
    for (const id of ids.filter((each) => !kept.has(each)))
      await removeOf(ctx, id).catch((failure: unknown) => failures.push(failure))
    last = ids.at(-1)
  } while (last)
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `Documents of ${failures.length} quotes could not be removed: ${failures[0]}`,
    )
}

/** By their ids, which are read as exactly as they are kept: what stays where it is comes up once. */
async function selectDue(ctx: Context, since: Date, after = ''): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>(
    `select q.id from quotes q
     where q.status = any($1) and q.updated_at < $2
       and (exists (select from documents d where d.quote_id = q.id)
         or exists (select from signatures s where s.quote_id = q.id))
       and q.id > $3
     order by q.id limit ${pageSize}`,
    [ended, since, after],
  )
  return rows.map(({ id }) => id)
}

function removeOf(ctx: Context, quoteId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await tx.query(`select set_config('quoin.retention', 'on', true)`)
    const documents = await removeDocumentsOf(tx, quoteId)
    const signatures = await tx.query('delete from signatures where quote_id = $1 returning 1', [quoteId])
    record(tx, {
      action: 'quote.documents-removed',
      subject: { kind: 'quote', id: quoteId },
      after: { documents, signatures: signatures.length },
      why: 'the time they are kept for is over',
    })
  })
}
