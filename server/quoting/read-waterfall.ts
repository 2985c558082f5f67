import { explain } from '../../engines/pricer/index.ts'
import { sightOf } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { shownPriced, waterfallRows } from '../pricing/index.ts'
import { getHead } from './read-quote.ts'
import { readVersion } from './store.ts'
import { tracedVersion } from './trace.ts'

/** From list price to total, read off the steps of the line or the quote. */
export async function readWaterfall(
  ctx: Context,
  database: object,
  id: string,
  line?: string,
  version?: number,
) {
  const head = await getHead(ctx, id)
  const stored = await tracedVersion(ctx, database, head, await readVersion(ctx.db, head, version))
  const priced = shownPriced(sightOf(ctx), stored)
  const told = explain(priced, line ? ['lines', line, 'total'] : ['totals', 'total'])
  return {
    currency: priced.currency,
    rows: waterfallRows(priced, line),
    sentences: told?.rep ?? [],
    notApplied: told?.notApplied ?? [],
    auditor: told?.auditor ?? '',
    steps: line ? (priced.lines.find((each) => each.id === line)?.steps ?? []) : priced.steps,
  }
}
