import { announce, type Tx } from '../platform/index.ts'

/** Notes on the lines of an accepted version what its order says: they were delivered. */
export async function fulfillQuoteLines(
  tx: Tx,
  quoteId: string,
  version: number,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  await tx.query(
    `update quote_lines set status = 'FULFILLED' where quote_id = $1 and version = $2 and id = any($3::text[])`,
    [quoteId, version, lines],
  )
  announce(tx, 'quote.lines-fulfilled', quoteId, { version, lines: lines.length })
}
