import { type Exact, exact, parseDecimal, round, roundToUnits, toText } from '../../money/index.ts'
import type { PriceRow, TierRow } from '../prepare/price-row.ts'
import type { Run } from '../prepare/run.ts'
import type { ExchangeRate } from '../types.ts'
import { type ExchangeStep, exchange } from './exchange.ts'
import type { LineWork } from './work.ts'

/** Step 2: a price in another currency, by the rate of the day; each amount of the row is rounded to price scale (R1). */
export function convert(work: LineWork): void {
  const { price, run } = work
  if (!price || price.currency === run.currency) return
  const way = wayBetween(run, price.currency, run.currency)
  if (!way) {
    const message = `There is no exchange rate from ${price.currency} to ${run.currency} on ${run.at.day}, so ${price.code} cannot be used.`
    return work.fail('rate.missing', 'plan', message, `Add a price in ${run.currency} or the rate.`)
  }
  const places = Math.max(price.scale, run.units)
  const converted = convertRow(price, (amount) => round(exchange(amount, way.steps), places, run.mode))
  work.price = converted
  const from = price.unit ?? price.flat
  const to = converted.unit ?? converted.flat
  work.steps?.push({
    step: 'convert',
    source: { kind: 'exchangeRate', code: way.rates.map((rate) => rate.id).join(', ') },
    because: way.rates.map(
      (rate) => `${rate.rate} ${rate.to} for one ${rate.from} on ${rate.day} (${rate.source})`,
    ),
    in: from ? { amount: toText(from), ...way.numbers } : { ...way.numbers },
    ...(from ? { formula: way.formula, exact: toText(exchange(from, way.steps)) } : {}),
    ...(to ? { rounded: toText(to) } : {}),
    rounding: { point: 'R1', mode: run.mode, step: toText(exact(`1/${10n ** BigInt(places)}`)) },
    out: { currency: run.currency, ...(to ? { amount: toText(to) } : {}) },
  })
}

type Way = { rates: ExchangeRate[]; steps: ExchangeStep[]; numbers: Record<string, string>; formula: string }

const ways = new WeakMap<Run, Map<string, Way | undefined>>()

/** Directly, by dividing the opposite rate, or through the company's currency; in between nothing is rounded. */
function wayBetween(run: Run, from: string, to: string): Way | undefined {
  let known = ways.get(run)
  if (!known) {
    known = new Map()
    ways.set(run, known)
  }
  const key = `${from}>${to}`
  if (!known.has(key)) known.set(key, findWay(run, from, to))
  return known.get(key)
}

function findWay(run: Run, from: string, to: string): Way | undefined {
  const base = run.prepared.context.companyCurrency.toUpperCase()
  const direct = legOf(run, from, to)
  if (direct) return wayOf([direct])
  const first = legOf(run, from, base)
  const second = legOf(run, base, to)
  return first && second && wayOf([first, second])
}

type Leg = { row: ExchangeRate; step: ExchangeStep }

function legOf(run: Run, from: string, to: string): Leg | undefined {
  const there = latest(run, from, to)
  if (there) return { row: there, step: { by: 'MULTIPLY', rate: exact(there.rate) } }
  const back = latest(run, to, from)
  return back && { row: back, step: { by: 'DIVIDE', rate: exact(back.rate) } }
}

function wayOf(legs: readonly Leg[]): Way {
  const names = legs.map((_, index) => (legs.length === 1 ? 'rate' : `rate${index + 1}`))
  return {
    rates: legs.map((leg) => leg.row),
    steps: legs.map((leg) => leg.step),
    numbers: Object.fromEntries(legs.map((leg, index) => [names[index] as string, leg.row.rate])),
    formula: legs.reduce(
      (text, leg, index) => `${text} ${leg.step.by === 'MULTIPLY' ? '*' : '/'} ${names[index]}`,
      'amount',
    ),
  }
}

/** The last usable rate of the day of the quote or before. */
function latest(run: Run, from: string, to: string): ExchangeRate | undefined {
  let best: ExchangeRate | undefined
  for (const rate of run.prepared.context.exchangeRates) {
    if (rate.from.toUpperCase() !== from || rate.to.toUpperCase() !== to || rate.day > run.at.day) continue
    const value = parseDecimal(rate.rate)
    if (!value || value.n <= 0n) continue
    if (!best || rate.day > best.day || (rate.day === best.day && rate.id < best.id)) best = rate
  }
  return best
}

function convertRow(row: PriceRow, change: (amount: Exact) => Exact): PriceRow {
  const maybe = (amount: Exact | undefined) => amount && change(amount)
  const tier = (each: TierRow): TierRow => ({ ...each, unit: maybe(each.unit), flat: maybe(each.flat) })
  return {
    ...row,
    unit: maybe(row.unit),
    flat: maybe(row.flat),
    minimum: maybe(row.minimum),
    maximum: maybe(row.maximum),
    eventMinimum: maybe(row.eventMinimum),
    eventMaximum: maybe(row.eventMaximum),
    tiers: row.tiers.map(tier),
    cost: maybe(row.cost),
    floor: maybe(row.floor),
    target: maybe(row.target),
  }
}

/** A threshold or cap in smallest units of the quote's currency; undefined when no rate leads there. */
export function thresholdIn(run: Run, amount: string, currency: string | undefined): bigint | undefined {
  const value = parseDecimal(amount)
  if (!value) return undefined
  const from = currency?.toUpperCase() ?? run.currency
  const way = from === run.currency ? undefined : wayBetween(run, from, run.currency)
  if (from !== run.currency && !way) return undefined
  return roundToUnits(way ? exchange(value, way.steps) : value, run.units, run.mode)
}
