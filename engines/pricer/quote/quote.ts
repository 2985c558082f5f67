import { type Exact, multiply, parseDecimal, zero } from '../../money/index.ts'
import { thresholdIn } from '../line/convert.ts'
import { priceBase, priceState, startLine } from '../line/price-line.ts'
import type { LineState } from '../line/state.ts'
import type { Start } from '../line/work.ts'
import type { Run } from '../prepare/run.ts'
import type { RequestLine } from '../types.ts'
import { type FactsPart, factsAfter, factsOf, type QuoteFacts } from './facts.ts'
import { Pages } from './pages.ts'
import { isPercentage, pricePercentages } from './percentages.ts'
import { startAll } from './starts.ts'
import { noSums, type Sums, sumsAfter } from './sums.ts'

/** A priced quote as the engine keeps it: never changed, a changed quote shares with it what stayed. */
export type QuoteState = {
  run: Run
  lines: Pages<LineState>
  places: ReadonlyMap<string, number>
  /** Places of the lines counted per unit of a parent, by the parent's id. */
  children: ReadonlyMap<string, readonly number[]>
  facts: QuoteFacts
  sums: Sums
  /** Goods that minimum order values of line discounts read: all but percentages of a total. */
  goods: bigint
  /** Places of percentages of a total. */
  percentages: readonly number[]
  /** Are there lines that are each other's parents? */
  isCircular: boolean
  /** How many lines look at something of the quote. */
  readers: number
  /** How many lines have something to say. */
  withIssues: number
}

/** Prices all lines of a quote from nothing. */
export function priceAll(run: Run, lines: readonly RequestLine[]): QuoteState {
  const places = new Map<string, number>()
  lines.forEach((line, place) => {
    places.set(line.id, place)
  })
  const children = childrenOf(lines)
  const starts = startAll(run, lines, places)
  const facts = factsOf(starts.map(factsPart))
  const percentages: number[] = []
  const bases = starts.map((start, place) => {
    if (!isPercentage(start)) return priceBase(run, start, facts)
    percentages.push(place)
    return undefined
  })
  let goods = 0n
  for (const base of bases) if (base?.counted && base.role === 'GOODS') goods += base.gross
  const order = { goods }
  const states = bases.map((base) => base && priceState(base, order)) as LineState[]
  pricePercentages(run, starts, percentages, states, facts, order)
  const sums = sumsAfter(noSums, [], states)
  return {
    run,
    lines: Pages.from(states),
    places,
    children,
    facts,
    sums,
    goods,
    percentages,
    isCircular: starts.some((start) => start.orphan === 'circle'),
    readers: count(states, (state) => state.reads !== undefined),
    withIssues: count(states, (state) => state.issues !== undefined),
  }
}

/** The quote with some lines replaced, at the cost of what the change reaches. The lines stay in their places. */
export function replaceLines(state: QuoteState, changed: ReadonlyMap<number, RequestLine>): QuoteState {
  const { run } = state
  const dirty = new Map<number, Start>()
  for (const [place, line] of changed) startDirty(state, changed, dirty, place, line)
  const former = [...dirty.keys()].map((place) => state.lines.at(place))
  const facts = factsAfter(state.facts, former.map(stateFacts), [...dirty.values()].map(factsPart))
  const readers = new Set<number>()
  if (state.readers > 0) {
    const keys = facts.changedKeys(state.facts)
    if (keys.size > 0) findReaders(state, keys, readers)
    for (const place of readers) if (!dirty.has(place)) dirty.set(place, startOf(state, place))
  }
  const next = new Map<number, LineState>()
  const isPercentagePlace = new Set(state.percentages)
  let goods = state.goods
  const bases = new Map<number, ReturnType<typeof priceBase>>()
  for (const [place, start] of dirty) {
    if (isPercentagePlace.has(place)) continue
    const old = state.lines.at(place).base
    const base = priceBase(run, start, facts)
    bases.set(place, base)
    if (old.counted && old.role === 'GOODS') goods -= old.gross
    if (base.counted && base.role === 'GOODS') goods += base.gross
  }
  const flipped = new Set<number>()
  if (state.readers > 0 && goods !== state.goods)
    findReaders(state, flippedGates(run, state.goods, goods), flipped)
  for (const place of flipped) {
    if (!bases.has(place) && !isPercentagePlace.has(place)) bases.set(place, state.lines.at(place).base)
  }
  const order = { goods }
  for (const [place, base] of bases) next.set(place, priceState(base, order))
  if (state.percentages.length > 0) {
    const states = state.lines.toArray()
    for (const [place, line] of next) states[place] = line
    const starts = states.map((line, place) => dirty.get(place) ?? startAt(line))
    pricePercentages(run, starts, state.percentages, states, facts, order)
    for (const place of state.percentages) next.set(place, states[place] as LineState)
  }
  const gone = [...next.keys()].map((place) => state.lines.at(place))
  const come = [...next.values()]
  return {
    ...state,
    lines: state.lines.with(next),
    facts,
    sums: sumsAfter(state.sums, gone, come),
    goods,
    readers:
      state.readers +
      count(come, (line) => line.reads !== undefined) -
      count(gone, (line) => line.reads !== undefined),
    withIssues:
      state.withIssues +
      count(come, (line) => line.issues !== undefined) -
      count(gone, (line) => line.issues !== undefined),
  }
}

/** Can these lines be replaced in their places, or does the order, the tree or what they are change? */
export function keepsShape(state: QuoteState, changed: ReadonlyMap<number, RequestLine>): boolean {
  if (state.isCircular) return false
  for (const [place, line] of changed) {
    const { base } = state.lines.at(place)
    if (base.line.parent !== line.parent || Boolean(base.line.perParent) !== Boolean(line.perParent))
      return false
    if (isPercentage(startAt(state.lines.at(place))) !== isPercentage(startLine(state.run, line, undefined)))
      return false
  }
  return true
}

function startDirty(
  state: QuoteState,
  changed: ReadonlyMap<number, RequestLine>,
  dirty: Map<number, Start>,
  place: number,
  line: RequestLine,
): void {
  const start = startLine(state.run, line, parentQuantity(state, changed, line))
  const isOrphan = line.perParent && line.parent !== undefined && !state.places.has(line.parent)
  dirty.set(place, isOrphan ? { ...start, orphan: 'unknown' } : start)
  for (const child of state.children.get(line.id) ?? []) {
    startDirty(state, changed, dirty, child, changed.get(child) ?? state.lines.at(child).base.line)
  }
}

/** Effective quantity of the parent, where the line is counted per unit of it. */
function parentQuantity(
  state: QuoteState,
  changed: ReadonlyMap<number, RequestLine>,
  line: RequestLine,
): Exact | undefined {
  if (!line.perParent || line.parent === undefined) return undefined
  const place = state.places.get(line.parent)
  if (place === undefined) return undefined
  const parent = changed.get(place) ?? state.lines.at(place).base.line
  const own = parseDecimal(parent.quantity) ?? zero
  const above = parentQuantity(state, changed, parent)
  return above === undefined ? own : multiply(own, above)
}

function startOf(state: QuoteState, place: number): Start {
  return startAt(state.lines.at(place))
}

/** The line as it was started; what was wrong with its quantity is found again. */
export function startAt({ base }: LineState): Start {
  const again = base.failed ? startLine(base.run, base.line, undefined) : undefined
  return {
    line: base.line,
    plan: base.plan,
    quantity: base.quantity,
    ...(again?.problem ? { problem: again.problem } : {}),
    ...(base.start.orphan ? { orphan: base.start.orphan } : {}),
  }
}

export function childrenOf(lines: readonly RequestLine[]): Map<string, number[]> {
  const children = new Map<string, number[]>()
  lines.forEach((line, place) => {
    if (!line.perParent || line.parent === undefined) return
    const siblings = children.get(line.parent)
    if (siblings) siblings.push(place)
    else children.set(line.parent, [place])
  })
  return children
}

export function factsPart(start: Start): FactsPart {
  return {
    product: start.line.product,
    plan: start.line.plan,
    quantity: start.quantity,
    sumsPlan: start.plan?.sumsQuote ?? false,
  }
}

export function stateFacts({ base }: LineState): FactsPart {
  return {
    product: base.line.product,
    plan: base.line.plan,
    quantity: base.quantity,
    sumsPlan: base.plan?.sumsQuote ?? false,
  }
}

function findReaders(state: QuoteState, keys: ReadonlySet<string>, found: Set<number>): void {
  if (keys.size === 0) return
  state.lines.forEach((line, place) => {
    if (readsAny(line, keys)) found.add(place)
  })
}

export function readsAny({ reads }: LineState, keys: ReadonlySet<string>): boolean {
  if (!reads || keys.size === 0) return false
  for (const key of keys) if (reads.has(key)) return true
  return false
}

/** Keys of the minimum order values that are reached now and were not before, or the other way round. */
export function flippedGates(run: Run, before: bigint, after: bigint): Set<string> {
  const keys = new Set<string>()
  for (const discount of run.prepared.discounts.all) {
    if (discount.minOrderValue === undefined) continue
    const least = thresholdIn(run, discount.minOrderValue, discount.currency)
    if (least !== undefined && before < least !== after < least) keys.add(`gate:${discount.code}`)
  }
  return keys
}

export function count<T>(values: readonly T[], holds: (value: T) => boolean): number {
  let number = 0
  for (const value of values) if (holds(value)) number++
  return number
}
