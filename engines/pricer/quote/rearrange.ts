import { toText } from '../../money/index.ts'
import { priceBase, priceState } from '../line/price-line.ts'
import type { LineState } from '../line/state.ts'
import type { LineBase, Start } from '../line/work.ts'
import type { RequestLine } from '../types.ts'
import { factsAfter } from './facts.ts'
import { Pages } from './pages.ts'
import { isPercentage } from './percentages.ts'
import {
  childrenOf,
  count,
  factsPart,
  flippedGates,
  type QuoteState,
  readsAny,
  startAt,
  stateFacts,
} from './quote.ts'
import { starter } from './starts.ts'
import { sumsAfter } from './sums.ts'

/**
 * The quote with lines that came, went or moved: those are priced, and what reads a fact that is another one now; the
 * rest stays as it is. Undefined where lines depend on each other in ways that only pricing from nothing sorts out.
 */
export function rearrange(state: QuoteState, lines: readonly RequestLine[]): QuoteState | undefined {
  if (state.percentages.length > 0 || state.isCircular) return undefined
  const { run } = state
  const places = new Map(lines.map((line, place) => [line.id, place]))
  if (places.size !== lines.length) return undefined

  const kept = lines.map((line) => formerOf(state, line))
  const dirty = startsOfOthers(state, lines, places, kept)
  if (!dirty) return undefined
  const gone = new Set(state.lines)
  for (const line of kept) if (line) gone.delete(line)

  const facts = factsAfter(state.facts, [...gone].map(stateFacts), [...dirty.values()].map(factsPart))
  const changedFacts = facts.changedKeys(state.facts)
  kept.forEach((line, place) => {
    if (line && readsAny(line, changedFacts)) dirty.set(place, startAt(line))
  })

  let { goods } = state
  for (const place of dirty.keys()) {
    const line = kept[place]
    if (line) gone.add(line)
  }
  for (const { base } of gone) if (base.counted && base.role === 'GOODS') goods -= base.gross
  const bases = new Map<number, LineBase>()
  for (const [place, start] of dirty) {
    const base = priceBase(run, start, facts)
    bases.set(place, base)
    if (base.counted && base.role === 'GOODS') goods += base.gross
  }

  const gates = goods === state.goods ? new Set<string>() : flippedGates(run, state.goods, goods)
  kept.forEach((line, place) => {
    if (!line || bases.has(place) || !readsAny(line, gates)) return
    bases.set(place, line.base)
    gone.add(line)
  })
  const order = { goods }
  const come = new Map([...bases].map(([place, base]) => [place, priceState(base, order)] as const))
  const next = kept.map((line, place) => come.get(place) ?? (line as LineState))
  return {
    ...state,
    lines: Pages.from(next),
    places,
    children: childrenOf(lines),
    facts,
    sums: sumsAfter(state.sums, gone, come.values()),
    goods,
    readers: count(next, (line) => line.reads !== undefined),
    withIssues: count(next, (line) => line.issues !== undefined),
  }
}

/** The line as it was, where the same is asked of it. */
function formerOf(state: QuoteState, line: RequestLine): LineState | undefined {
  const place = state.places.get(line.id)
  const former = place === undefined ? undefined : state.lines.at(place)
  return former?.base.line === line ? former : undefined
}

/** Starts of lines that came or are asked for differently, and of parts that are counted by another quantity now. */
function startsOfOthers(
  { run }: QuoteState,
  lines: readonly RequestLine[],
  places: ReadonlyMap<string, number>,
  kept: (LineState | undefined)[],
): Map<number, Start> | undefined {
  const startOf = starter(run, lines, places)
  const starts = new Map<number, Start>()
  for (const [place, line] of lines.entries()) {
    const former = kept[place]
    if (former && !(line.perParent && line.parent !== undefined)) continue
    const start = startOf(place)
    if (former && isSameStart(former.base, start)) continue
    if (isPercentage(start) || start.orphan === 'circle') return undefined
    kept[place] = undefined
    starts.set(place, start)
  }
  return starts
}

function isSameStart(base: LineBase, start: Start): boolean {
  return base.start.orphan === start.orphan && toText(base.quantity) === toText(start.quantity)
}
