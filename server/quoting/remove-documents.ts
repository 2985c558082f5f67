import { removeDocumentsOf } from '../documents/index.ts'
import { record } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'

/** How a quote ends; one that can still be worked on keeps everything. */
const ended = ['DECLINED', 'EXPIRED', 'CANCELLED', 'CONVERTED']
const pageSize = 100

/**
 * Removes documents and signatures of quotes that came to their end so many years ago, and of which no contract runs. The
 * quote with its lines and totals stays.
 */
export async function removeOldDocuments(ctx: Context, years: number): Promise<void> {
  for (;;) {
    const due = await ctx.db.query<{ id: string }>(
      `select q.id from quotes q
       where q.status = any($1) and q.updated_at < $2::timestamptz - $3 * interval '1 year'
         and not exists (select from contracts c where c.quote_id = q.id and c.status = 'ACTIVE'
           and (c.ends_on is null or c.ends_on > ($2::timestamptz - $3 * interval '1 year')::date))
         and (exists (select from documents d where d.quote_id = q.id)
           or exists (select from signatures s where s.quote_id = q.id))
       order by q.updated_at limit ${pageSize}`,
      [ended, ctx.now, years],
    )
    for (const { id } of due) await removeOf(ctx, id)
    if (due.length < pageSize) return
  }
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
