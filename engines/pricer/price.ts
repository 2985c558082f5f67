import { type Prepared, prepare } from './prepare/prepared.ts'
import { type Header, Run } from './prepare/run.ts'
import { keepsShape, priceAll, type QuoteState, replaceLines } from './quote/quote.ts'
import { rearrange } from './quote/rearrange.ts'
import { settle } from './quote/settle.ts'
import { showCharges, showLines } from './quote/show.ts'
import { totalsOf } from './quote/totals.ts'
import { written } from './trace.ts'
import type { PriceChange, PriceContext, Priced, PriceRequest, RequestLine } from './types.ts'

/** Goes into every result; a quote repriced by another engine is compared, not trusted. */
export const engineVersion = 'quoin-pricer/1'

/** Prices a quote. A function of its arguments alone: the same request and context give the same bytes everywhere. */
export function price(request: PriceRequest, context: PriceContext | Prepared): Priced {
  const { lines, ...header } = request
  return present(priceAll(runOf(prepare(context), header), lines))
}

/**
 * Prices the next state of a priced quote: the same result as pricing it from nothing, at a cost that follows what the
 * change can reach. The former result stays as it was, so several changes can be tried from one.
 */
export function change(priced: Priced, change: PriceChange, context: PriceContext | Prepared): Priced {
  const state = states.get(priced)
  if (!state) {
    throw new TypeError(
      'Only what price() or change() returned can be changed; price the stored request again first.',
    )
  }
  const prepared = prepare(context)
  const header: Header = { ...state.run.header, ...change.request }
  const lineChanges = Object.entries(change.lines ?? {})
  const sameRun = prepared === state.run.prepared && !reachesLines(change)
  if (!sameRun) return present(priceAll(runOf(prepared, header), nextLines(state, change)))
  const run = change.request ? state.run.with(header) : state.run
  const known = lineChanges.every(([id, line]) => line !== null && state.places.has(id))
  if (!known || change.order) {
    const lines = nextLines(state, change)
    const next = rearrange(state, lines)
    return present(next ? { ...next, run } : priceAll(runOf(prepared, header), lines))
  }
  const changed = new Map(
    lineChanges.map(([id, line]) => [state.places.get(id) as number, line as RequestLine]),
  )
  if (!keepsShape(state, changed)) return present(priceAll(runOf(prepared, header), nextLines(state, change)))
  const next = changed.size > 0 ? replaceLines(state, changed) : state
  return present(run === next.run ? next : { ...next, run })
}

/** The request a result was made of, as it stands after all changes. */
export function requestOf(priced: Priced): PriceRequest {
  const state = states.get(priced)
  if (!state) throw new TypeError('Only what price() or change() returned knows its request.')
  return { ...state.run.header, lines: requestLines(state) }
}

/**
 * What a header decides, kept for the next request with the same one: a quote that is priced again and again finds what
 * applies to its plans looked up already. It depends on nothing but its arguments.
 */
function runOf(prepared: Prepared, header: Header): Run {
  const key = JSON.stringify(header)
  const last = runs.get(prepared)
  if (last?.key === key) return last.run
  const run = new Run(prepared, header)
  runs.set(prepared, { key, run })
  return run
}

const runs = new WeakMap<Prepared, { key: string; run: Run }>()

const states = new WeakMap<Priced, QuoteState>()

/** Parts of a request that only the quote as a whole looks at. */
const quoteOnly = new Set(['manualDiscounts', 'charges', 'prepaid', 'payableRounding'])

function reachesLines(change: PriceChange): boolean {
  return Object.keys(change.request ?? {}).some((key) => !quoteOnly.has(key))
}

function nextLines(state: QuoteState, change: PriceChange): RequestLine[] {
  const changes = change.lines ?? {}
  const byId = new Map(requestLines(state).map((line) => [line.id, line]))
  for (const [id, line] of Object.entries(changes)) {
    if (line === null) byId.delete(id)
    else byId.set(id, line)
  }
  if (!change.order) return [...byId.values()]
  const listed = new Set(change.order)
  const rest = [...byId.keys()].filter((id) => !listed.has(id))
  return [...change.order, ...rest].flatMap((id) => byId.get(id) ?? [])
}

function requestLines(state: QuoteState): RequestLine[] {
  const lines: RequestLine[] = []
  for (const { base } of state.lines) lines.push(base.line)
  return lines
}

/** Plain data to the outside; lines, charges and words are written when somebody reads them. */
function present(state: QuoteState): Priced {
  const { run } = state
  const settlement = settle(run, state.lines, state.sums, state.facts)
  const { totals, taxes, traces, issues } = totalsOf(settlement, state.sums)
  let lines: Priced['lines'] | undefined
  let charges: Priced['charges'] | undefined
  const priced: Priced = {
    engine: engineVersion,
    currency: run.currency,
    asOf: run.header.asOf,
    get lines() {
      lines ??= showLines(settlement)
      return lines
    },
    get charges() {
      charges ??= showCharges(settlement)
      return charges
    },
    taxes,
    totals,
    get steps() {
      return [
        ...written(settlement.discounts.traces),
        ...settlement.charges.map((charge) => charge.trace()),
        ...written(traces),
      ]
    },
    get issues() {
      return [...run.issues, ...lineIssues(state), ...settlement.issues, ...issues]
    },
  }
  states.set(priced, state)
  return priced
}

function lineIssues(state: QuoteState): Priced['issues'] {
  if (state.withIssues === 0) return []
  const issues: Priced['issues'] = []
  for (const line of state.lines) if (line.issues) issues.push(...line.issues)
  return issues
}
