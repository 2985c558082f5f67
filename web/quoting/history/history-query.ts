import { queryOptions } from '@tanstack/react-query'
import { type Quote, type QuoteLine, quoteHistory } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'

/** What happened to a quote until a state of it, or to one line of it; the newest first. */
export function historyQuery({ id, seq }: Pick<Quote, 'id' | 'seq'>, line?: QuoteLine['id']) {
  return queryOptions({
    queryKey: ['quote-history', id, line, seq],
    queryFn: async ({ signal }) =>
      (await call(quoteHistory, { params: { id }, query: { line }, signal })).data.items,
  })
}
