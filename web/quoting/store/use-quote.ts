import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Quote } from '../../../contract/quotes.ts'
import type { QuoteState } from './quote-state.ts'
import type { QuoteStore } from './quote-store.ts'

export const StoreContext = createContext<QuoteStore | null>(null)

/** The store of the quote on this page; stable, so using it draws nothing again. */
export function useStore(): QuoteStore {
  const store = useContext(StoreContext)
  if (!store) throw new Error('There is no quote around this component')
  return store
}

/** A piece of the store’s state; drawn again only when that piece is another one. */
export function useQuoteState<Piece>(pick: (state: QuoteState) => Piece): Piece {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, () => pick(store.get()))
}

/** The quote as shown, or a piece of it. */
export function useQuote(): Quote
export function useQuote<Piece>(pick: (quote: Quote) => Piece): Piece
export function useQuote<Piece>(pick?: (quote: Quote) => Piece): Quote | Piece {
  return useQuoteState(({ quote }) => (pick ? pick(quote) : quote))
}
