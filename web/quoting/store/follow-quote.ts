import { followQuote, type Quote } from '../../../contract/quotes.ts'
import { hrefOf } from '../../shell/api.ts'
import { queryClient } from '../../shell/query-client.ts'
import { proposalsKey } from '../customer/proposals-key.ts'
import type { QuoteStore } from './quote-store.ts'

export type Visitor = { id: string; name: string }

/**
 * Hears what others do with the quote, and who they are. The browser connects again by itself and says what it heard
 * last; what cannot be heard is looked up now and then. Returns how to stop.
 */
export function follow(store: QuoteStore, onVisitors: (people: Visitor[]) => void): () => void {
  const { id, seq } = store.get().quote
  const refresh = () => {
    if (document.visibilityState === 'visible') void store.refresh()
  }
  const stream = new EventSource(hrefOf(followQuote, { params: { id }, query: { after: seq } }))
  stream.addEventListener('changed', (event) => {
    const heard = JSON.parse(event.data) as { seq: Quote['seq'] }
    // What a customer does on their page is no change of the quote: whoever has it open looks again.
    void queryClient.invalidateQueries({ queryKey: proposalsKey(id) })
    if (heard.seq > store.get().quote.seq) refresh()
  })
  stream.addEventListener('visitors', (event) => {
    onVisitors((JSON.parse(event.data) as { people: Visitor[] }).people)
  })
  const often = setInterval(refresh, 60_000)
  document.addEventListener('visibilitychange', refresh)
  return () => {
    stream.close()
    clearInterval(often)
    document.removeEventListener('visibilitychange', refresh)
  }
}
