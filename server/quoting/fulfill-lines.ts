import { announce, type Tx } from '../platform/index.ts'
import { noteEvent } from './history.ts'
import { saveStatus } from './store.ts'
import { lockHead } from './transition.ts'

/** Notes on the lines of an accepted version what its order says: they were delivered. */
export async function fulfillQuoteLines(
  tx: Tx,
  quoteId: string,
  version: number,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  const head = await lockHead(tx, quoteId)
  const next = { ...head, seq: head.seq + 1 }
  const delivered = await tx.query<{ id: string; name: string }>(
    `update quote_lines set status = 'FULFILLED', seq = $4 where quote_id = $1 and version = $2 and id = any($3::text[])
     returning id, content ->> 'productName' as name`,
    [quoteId, version, lines, next.seq],
  )
  await saveStatus(tx, next, version)
  await noteEvent(tx, next, {
    kind: 'delivered',
    words: delivered.map(({ name }) => `delivered ${name}`),
    touched: delivered.map(({ id }) => `${id}.status`),
  })
  announce(tx, 'quote.lines-fulfilled', quoteId, { version, seq: next.seq, lines: lines.length })
}
