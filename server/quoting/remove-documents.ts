import { removeDocumentsOf } from '../documents/index.ts'
import { record } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'

/** How a quote ends; one that can still be worked on keeps everything. */
const ended = ['DECLINED', 'EXPIRED', 'CANCELLED', 'CONVERTED']
const pageSize = 100

type Due = { id: string; updated_at: Date }

/**
 * Removes documents and signatures of quotes that came to their end so many years ago, and so did what was sold by them.
 * The quote with its lines and totals stays. Where a content cannot be removed the others still are; the job fails with
 * the reasons, and what is left is due again.
 */
export async function removeOldDocuments(ctx: Context, years: number): Promise<void> {
  const failures: unknown[] = []
  let last: Due | undefined
  do {
    const due = await selectDue(ctx, years, last)
    for (const { id } of due) await removeOf(ctx, id).catch((failure: unknown) => failures.push(failure))
    last = due.at(-1)
  } while (last)
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `Documents of ${failures.length} quotes could not be removed: ${failures[0]}`,
    )
}

function selectDue(ctx: Context, years: number, after: Due | undefined): Promise<Due[]> {
  return ctx.db.query<Due>(
    `select q.id, q.updated_at from quotes q
     where q.status = any($1) and q.updated_at < $2::timestamptz - $3 * interval '1 year'
       and not exists (select from contracts c where c.quote_id = q.id and c.status <> 'CANCELLED'
         and (c.ends_on is null or c.ends_on > ($2::timestamptz - $3 * interval '1 year')::date))
       and (exists (select from documents d where d.quote_id = q.id)
         or exists (select from signatures s where s.quote_id = q.id))
       and (q.updated_at, q.id) > ($4::timestamptz, $5)
     order by q.updated_at, q.id limit ${pageSize}`,
    [ended, ctx.now, years, after?.updated_at ?? new Date(0), after?.id ?? ''],
  )
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
