import type { Step } from '../../engines/pricer/types.ts'
import { can } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { isSecret } from '../pricing/index.ts'
import { getHead } from './read-quote.ts'
import { readVersion } from './store.ts'

/** The steps of a line, or of the quote, as they were stored with it. */
export async function readWaterfall(ctx: Context, id: string, lineId?: string, version?: number) {
  const head = await getHead(ctx, id)
  const { priced, content } = await readVersion(ctx.db, head, version)
  const all: Step[] = lineId ? (priced.lines.find((line) => line.id === lineId)?.steps ?? []) : priced.steps
  const steps = can(ctx, 'costs.read') ? all : all.filter((step) => !isSecret(step))
  return { currency: content.currency, rows: [], sentences: [], steps }
}
