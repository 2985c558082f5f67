import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  change,
  type PriceContext,
  type Priced,
  type PriceRequest,
  price,
} from '../../engines/pricer/index.ts'
import { expressionsPerSecond } from './pricing/expressions.ts'
import { comparePeer } from './pricing/peer.ts'
import { contextOf, otherRules, quoteDiscount, quoteOf, tenRules } from './pricing/workload.ts'

/**
 * What pricing costs: a quote from nothing (reference data read anew, amounts of all lines read, trace kept), one changed
 * quantity, memory, rules that cannot apply, and the same work done by an open commerce engine.
 */
export async function run(): Promise<Record<string, number>> {
  return {
    ...fromScratch(),
    'pricing.memory.10000.mb': memory(),
    ...changes(),
    ...rules(),
    ...expressionsPerSecond(),
    ...comparePeer(),
  }
}

function fromScratch(): Record<string, number> {
  const first = cpuMs(() => priceAnew(quoteOf(10_000)))
  // A server has been up for a while: the compiler's own work is in `first`, not in the rest.
  for (let round = 0; round < 10; round++) priceAnew(quoteOf(10_000))
  const times = Array.from({ length: 15 }, () => {
    const request = quoteOf(10_000)
    const context = contextOf()
    return cpuMs(() => amountsOf(price(request, context)))
  })
  const priced = price(quoteOf(10_000), contextOf())
  const words = Array.from({ length: 5 }, () => {
    const started = performance.now()
    for (const line of priced.lines) if (line.steps.length === 0) throw new Error('A line without a step')
    return performance.now() - started
  })
  return {
    'pricing.full.10000.cpuMs': median(times),
    'pricing.full.10000.first.cpuMs': first,
    'pricing.trace.10000.words.ms': median(words),
  }
}

/** Peak memory of a process that prices the quote, reads its amounts and changes a line. */
function memory(): number {
  const output = execFileSync(process.execPath, [join(import.meta.dirname, 'pricing/memory.ts')], {
    encoding: 'utf8',
  })
  return Number(output)
}

function changes(): Record<string, number> {
  const plain = contextOf()
  const shared = contextOf({ discounts: [...plain.discounts, quoteDiscount] })
  const large = changeOne(10_000, plain)
  const small = changeOne(100, plain)
  return {
    'pricing.change.10000.ms': large,
    'pricing.change.100.ms': small,
    'pricing.change.ratio': large / small,
    'pricing.change.shared.10000.ms': changeOne(10_000, shared),
    'pricing.change.lines.10000.ms': changeOne(10_000, plain, amountsOf),
  }
}

/** One quantity changed, the totals read; the median of many. */
function changeOne(count: number, context: PriceContext, read = totalOf): number {
  const request = quoteOf(count)
  let priced = price(request, context)
  read(priced)
  const times: number[] = []
  for (let round = 0; round < 300; round++) {
    const line = request.lines[(round * 997) % count] as PriceRequest['lines'][number]
    const next = { ...line, quantity: String(1 + ((round * 31) % 70)) }
    const started = performance.now()
    priced = change(priced, { lines: { [line.id]: next } }, context)
    read(priced)
    if (round >= 100) times.push(performance.now() - started)
  }
  return median(times)
}

/** A context with ten thousand active rules of which ten can apply, against the ten alone; both read anew each time. */
function rules(): Record<string, number> {
  const few = tenRules()
  const many = [...otherRules(10_000 - few.length), ...few]
  const request = quoteOf(10_000)
  const once = (rows: PriceContext['rules']) => {
    const context = contextOf({ rules: rows })
    return cpuMs(() => amountsOf(price(request, context)))
  }
  const alone: number[] = []
  const among: number[] = []
  for (let round = 0; round < 9; round++) {
    alone.push(once(few))
    among.push(once(many))
  }
  return { 'pricing.rules.10000to10.ratio': median(among) / median(alone) }
}

function priceAnew(request: PriceRequest): void {
  amountsOf(price(request, contextOf()))
}

function totalOf(priced: Priced): void {
  if (priced.totals.total.length === 0) throw new Error('A quote without a total')
}

/** Makes every amount of every line, as somebody does who shows or stores the quote. */
function amountsOf(priced: Priced): void {
  totalOf(priced)
  for (const line of priced.lines) if (line.total.length === 0) throw new Error('A line without a total')
}

/** Processor time, also of the threads that collect garbage meanwhile. */
function cpuMs(work: () => void): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
