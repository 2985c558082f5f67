import { fromSheet, getQuoteSheet } from '../../../contract/quote-sheet.ts'
import {
  getPriceContext,
  getQuoteChanges,
  makeChanges,
  type Quote,
  type QuoteChanges,
} from '../../../contract/quotes.ts'
import type { PriceContext } from '../../../engines/pricer/types.ts'
import { call, newIdempotencyKey, ProblemError } from '../../shell/api.ts'
import { createInstantPricing, type Source } from '../engine/instant-prices.ts'
import { openBench } from '../engine/open-bench.ts'
import type { Header } from '../engine/quote-pricer.ts'
import type { QuoteServer, Sent } from './quote-state.ts'
import { createQuoteStore, type QuoteStore } from './quote-store.ts'
import { unsentOf } from './unsent.ts'
import { withChanges } from './with-changes.ts'

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
  const { data } = await call(getQuoteSheet, { params: { id }, ...(signal && { signal }) })
  const pricing = createInstantPricing(() => sourceOf(id), openBench)
  const store =
    open.get(id) ??
    createQuoteStore(fromSheet(data), serverOf(id), unsentOf(localStorage, id), newIdempotencyKey, pricing)
  open.set(id, store)
  return store
}

/** All that the prices of the quote come from; plain data on the way, of the types the pricer knows. */
async function sourceOf(id: QuoteId): Promise<Source> {
  const { data } = await call(getPriceContext, { params: { id } })
  return { header: data.request as unknown as Header, context: data.context as unknown as PriceContext }
}

/** The server answers with what changed since the state that is known here; the rest stays as it is. */
function serverOf(id: QuoteId): QuoteServer {
  const params = { id }
  const whole = async () => fromSheet((await call(getQuoteSheet, { params })).data)
  const onto = async (known: Quote, answer: Promise<{ data: QuoteChanges }>) =>
    withChanges(known, (await answer).data) ?? whole()
  const turn = (known: Quote, idempotencyKey: string, turn: 'undo' | 'redo') =>
    sent(onto(known, call(makeChanges, { params, body: { seq: known.seq, turn }, idempotencyKey })))
  return {
    load: (known) => sent(onto(known, call(getQuoteChanges, { params, query: { since: known.seq } }))),
    send: ({ key, seq, commands }, known) =>
      sent(onto(known, call(makeChanges, { params, body: { seq, commands }, idempotencyKey: key }))),
    undo: (key, known) => turn(known, key, 'undo'),
    redo: (key, known) => turn(known, key, 'redo'),
  }
}

async function sent(answer: Promise<Quote>): Promise<Sent> {
  try {
    return { kind: 'done', quote: await answer }
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
