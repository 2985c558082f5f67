import { waterfall } from '../../engines/pricer/index.ts'
import type { Priced } from '../../engines/pricer/types.ts'

/** The rows of a waterfall as the API tells them: each with its reasons and its source in words. */
export function waterfallRows(priced: Priced, line?: string) {
  return waterfall(priced, line).map(({ reason, source, ...row }) => ({
    ...row,
    because: reason ? [reason] : [],
    source:
      source && `${source.kind} ${source.code}${source.revision ? `, revision ${source.revision}` : ''}`,
  }))
}
