import { changeQuote, getQuote, type Quote, redoQuote, undoQuote } from '../../../contract/quotes.ts'
import { call, newIdempotencyKey, ProblemError } from '../../shell/api.ts'
import { newId } from './new-id.ts'
import { createQuoteStore, type QuoteServer, type QuoteStore, type Sent } from './quote-store.ts'
import { unsentOf } from './unsent.ts'

type QuoteId = Quote['id']

/** The stores of this tab, one per quote: edits go on being sent when the person has left the page. */
const open = new Map<QuoteId, QuoteStore>()

/** Opens a quote, or comes back to it with whatever is still on its way. */
export async function openQuote(id: QuoteId, signal?: AbortSignal): Promise<QuoteStore> {
  const known = open.get(id)
  if (known) {
    await known.refresh()
    return known
  }
  const { data } = await call(getQuote, { params: { id }, query: {}, ...(signal && { signal }) })
  const store =
    open.get(id) ?? createQuoteStore(data, serverOf(id), unsentOf(localStorage, id), newIdempotencyKey)
  open.set(id, store)
  return store
}

/** Takes an answer into the quote's store, if it is open here. */
export function adoptQuote(quote: Quote): void {
  open.get(quote.id)?.adopt(quote)
}

export function newLineId() {
  return newId('lin')
}

function serverOf(id: QuoteId): QuoteServer {
  const params = { id }
  return {
    load: () => sent(call(getQuote, { params, query: {} })),
    send: ({ key, seq, commands }) =>
      sent(call(changeQuote, { params, body: { seq, commands }, idempotencyKey: key })),
    undo: (key) => sent(call(undoQuote, { params, idempotencyKey: key })),
    redo: (key) => sent(call(redoQuote, { params, idempotencyKey: key })),
  }
}

async function sent(answer: Promise<{ data: Quote }>): Promise<Sent> {
  try {
    return { kind: 'done', quote: (await answer).data }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem } = error
    return mayPass(problem.status, problem.code)
      ? { kind: 'unreachable', sentence: problem.detail }
      : { kind: 'refused', problem }
  }
}

/** Signed out, overloaded, restarting or unplugged: the edit is as good in a minute as it is now. */
function mayPass(status: number, code: string): boolean {
  return [0, 401, 429].includes(status) || status >= 500 || code === 'request.in-progress'
}
