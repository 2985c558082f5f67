import { compare, type Exact, multiply, percentOf, subtract } from '../../money/index.ts'
import { datesInWords, isEffective } from '../time/moment.ts'
import { rejectedStep } from '../trace.ts'
import type { ContractPrice, Policy, Price, Published } from '../types.ts'
import { type Gate, gateOf } from './conditional.ts'
import type { PlanRun } from './plan-run.ts'
import type { PriceRow } from './price-row.ts'
import type { Run } from './run.ts'

/** Prices of one level compete; a level is looked at only when the ones before it have no price. */
export type Level = { name: string; candidates: Candidate[] }
export type Candidate = { row: PriceRow; gate: Gate; inCurrency: boolean; priority: number }

/** Contract of the customer, then of the parent account › price book of the quote › its fallback books › list. */
export function priceLevels(plan: PlanRun): Level[] {
  const { run } = plan
  const levels: Level[] = []
  const { customer } = run.header
  if (customer) {
    levels.push(contractLevel(plan, customer.id, 'the customer’s contract'))
    if (customer.parent) levels.push(contractLevel(plan, customer.parent, 'the parent account’s contract'))
  }
  for (const book of booksOf(run)) levels.push(bookLevel(plan, book, `price book ${book}`))
  levels.push(bookLevel(plan, undefined, 'list'))
  return levels.filter((level) => level.candidates.length > 0)
}

/** The quote's book and its fallbacks in order; a book that falls back to itself ends there. */
export function booksOf(run: Run): string[] {
  const books: string[] = []
  let code = run.header.priceBook
  while (code !== undefined && !books.includes(code)) {
    const book = run.prepared.books.get(code)
    if (!book) break
    if (isEffective(book, run.at)) books.push(code)
    code = book.fallback
  }
  return books
}

function contractLevel(plan: PlanRun, customer: string, name: string): Level {
  const { run } = plan
  const rows = run.prepared.contractPricesOf(plan.row.code).filter((price) => price.customer === customer)
  const candidates = open(plan, rows, 'contractPrice').map((price) =>
    candidate(run, run.prepared.contractRow(price), {}),
  )
  return { name, candidates: inPickOrder(candidates, run.policy) }
}

function bookLevel(plan: PlanRun, book: string | undefined, name: string): Level {
  const { run } = plan
  const rows = run.prepared.pricesOf(plan.row.code).filter((price) => (price.priceBook ?? undefined) === book)
  const preferred = book === undefined ? plan.row.defaultPrice : undefined
  const candidates = open(plan, rows, 'price').map((price) =>
    candidate(run, run.prepared.row(price), price, price.code === preferred),
  )
  return { name, candidates: inPickOrder(candidates, run.policy) }
}

function candidate(run: Run, row: PriceRow, price: Partial<Published<Price>>, preferred = false): Candidate {
  // Among equals the plan's default price comes first.
  const priority = (price.priority ?? 0) - (preferred ? 0.5 : 0)
  return { row, gate: gateOf(price), inCurrency: row.currency === run.currency, priority }
}

function open<T extends Published<Price> | Published<ContractPrice>>(
  plan: PlanRun,
  rows: readonly T[],
  kind: string,
): T[] {
  return rows.filter((price) => {
    if (isEffective(price, plan.run.at)) return true
    const because = `${price.code} is ${datesInWords(price)}, not on ${plan.run.at.day}`
    plan.rejected.push(rejectedStep('selectPrice', kind, price, because))
    return false
  })
}

/** A price in the quote's currency beats one to be converted, one for the variant one for all; then as the policy says; ties by code. */
function inPickOrder(candidates: Candidate[], policy: Policy): Candidate[] {
  const byCount = (a: Candidate, b: Candidate) => b.gate.count - a.gate.count
  const byPriority = (a: Candidate, b: Candidate) => a.priority - b.priority
  const orders: Record<Policy['selection'], ((a: Candidate, b: Candidate) => number)[]> = {
    MOST_CONDITIONS: [byCount, byPriority],
    MOST_CONDITIONS_THEN_CHEAPEST: [byCount, byCheapness, byPriority],
    PRIORITY: [byPriority, byCount],
    CHEAPEST: [byCheapness, byPriority],
  }
  const order = orders[policy.selection]
  return candidates.sort((a, b) => {
    if (a.inCurrency !== b.inCurrency) return a.inCurrency ? -1 : 1
    // Those of other variants are passed over, so one for a variant is closer than one for all.
    const forOne = Number(b.row.row.variant !== undefined) - Number(a.row.row.variant !== undefined)
    if (forOne !== 0) return forOne
    for (const by of order) {
      const decided = by(a, b)
      if (decided !== 0) return decided
    }
    return a.row.code < b.row.code ? -1 : a.row.code > b.row.code ? 1 : 0
  })
}

function byCheapness(a: Candidate, b: Candidate): number {
  const left = shown(a.row)
  const right = shown(b.row)
  return left && right ? compare(left, right) : 0
}

function shown(row: PriceRow): Exact | undefined {
  const plain = row.unit ?? row.flat ?? row.tiers[0]?.unit ?? row.tiers[0]?.flat
  if (!plain) return undefined
  const times = row.times ? multiply(plain, row.times) : plain
  const less = row.amountOff ? subtract(times, row.amountOff) : times
  return row.percentOff ? subtract(less, percentOf(less, row.percentOff)) : less
}
