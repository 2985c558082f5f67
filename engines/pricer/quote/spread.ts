import { add, type Exact, one, shareOut, toText, zero } from '../../money/index.ts'
import { type Cut, cutOf, type Scope, take, wordsOf } from '../discount/reduction.ts'
import type { LineState } from '../line/state.ts'
import { aimsAt } from '../prepare/applicable.ts'
import type { Run } from '../prepare/run.ts'
import { roundedAt, type Trace } from '../trace.ts'
import type { Discount, LineRole, PricedLine, PriceIssue, Published } from '../types.ts'

/** A discount of the quote with what each line bears of it. */
export type Shared = {
  code: string
  name: string
  kind: PricedLine['discounts'][number]['kind']
  amount: bigint
  /** Places of the lines that bear it, and their shares (R4). */
  places: readonly number[]
  shares: readonly bigint[]
}

export type QuoteDiscounts = {
  shared: Shared[]
  /** What each line has left; undefined when there is no quote discount. */
  left: bigint[] | undefined
  total: bigint
  traces: Trace[]
  issues: PriceIssue[]
}

export type QuoteSubject = {
  run: Run
  lines: Iterable<LineState>
  /** Goods before any discount. */
  goods: bigint
  facts: () => Record<string, unknown>
}

type Source = { code: string; name: string; revision?: number; source: string }

/** The lines of a quote as its discounts take from them: what each has left, and what it may still lose. */
export class Spread {
  readonly run: Run
  readonly subject: QuoteSubject
  readonly result: QuoteDiscounts
  readonly lines: LineState[]
  /** Magnitudes: a quote of credits is turned round. */
  readonly left: bigint[]
  readonly room: bigint[]
  readonly sign: 1n | -1n
  readonly #places = new Map<string, number[]>()

  constructor(subject: QuoteSubject, result: QuoteDiscounts) {
    this.run = subject.run
    this.subject = subject
    this.result = result
    this.lines = [...subject.lines]
    let sum = 0n
    for (const { base, amount } of this.lines) {
      // What is given back is no part of what a discount is of, however much it is.
      if (base.counted && base.line.givesBack === undefined) sum += amount
    }
    this.sign = sum < 0n ? -1n : 1n
    this.left = this.lines.map((line) => line.amount)
    this.room = this.lines.map((line) => line.room)
  }

  /** Hands the amount to the lines by what each has left, never more than it may lose. */
  share(
    row: Source,
    kind: Shared['kind'],
    cut: Cut,
    places: readonly number[],
    scope: Scope,
    because: () => string[],
  ): void {
    const { up } = cut
    const taken = take(cut, scope)
    const weights = places.map((place) => (this.left[place] as bigint) * this.sign)
    const caps = places.map((place) => (this.room[place] as bigint) * this.sign)
    const capped = !up && caps.some((cap, index) => cap < (weights[index] as bigint))
    const { shares, gotRest } = shareOut(taken, weights, capped ? caps : undefined)
    const turn = up ? -this.sign : this.sign
    places.forEach((place, index) => {
      const share = (shares[index] as bigint) * turn
      this.left[place] = (this.left[place] as bigint) - share
      this.room[place] = (this.room[place] as bigint) - share
    })
    const amount = taken * turn
    const signed = turn === 1n ? shares : shares.map((share) => -share)
    this.result.shared.push({ code: row.code, name: row.name, kind, amount, places, shares: signed })
    this.result.total += amount
    const { run, lines } = this
    this.result.traces.push(() => {
      const words = wordsOf(cut, scope)
      const got = new Set(gotRest)
      return {
        step: 'quoteDiscount',
        source: {
          kind: row.source,
          code: row.code,
          ...(row.revision === undefined ? {} : { revision: row.revision }),
          name: row.name,
        },
        because: [...because(), ...words.limits],
        in: { running: run.text(scope.running), ...words.numbers },
        formula: words.formula,
        exact: toText(words.exact),
        rounded: run.text(taken),
        rounding: roundedAt(run, 'R3'),
        parts: places.map((place, index) => ({
          line: (lines[place] as LineState).base.line.id,
          weight: run.text(weights[index] as bigint),
          ...(capped ? { cap: run.text(caps[index] as bigint) } : {}),
          share: run.text(shares[index] as bigint),
          ...(got.has(index) ? { rest: run.step } : {}),
        })),
        out: {
          discount: run.text(amount),
          running: run.text(up ? scope.running + taken : scope.running - taken),
        },
      }
    })
  }

  /** Each line by itself: its own amount, quantity and rounding (R3). */
  each(
    row: Source,
    kind: Shared['kind'],
    discount: Published<Discount>,
    places: readonly number[],
    because: () => string[],
  ): void {
    const { run, lines } = this
    const before = this.scope(places).running
    const parts = places.map((place) => {
      const scope = this.scope([place])
      const cut = cutOf(run, discount, scope)
      const taken = cut ? take(cut, scope) : 0n
      this.left[place] = (this.left[place] as bigint) - taken * this.sign
      this.room[place] = (this.room[place] as bigint) - taken * this.sign
      return { place, running: scope.running, taken }
    })
    const amount = parts.reduce((sum, part) => sum + part.taken, 0n)
    const shares = parts.map((part) => part.taken * this.sign)
    this.result.shared.push({
      code: row.code,
      name: row.name,
      kind,
      amount: amount * this.sign,
      places,
      shares,
    })
    this.result.total += amount * this.sign
    const { code, name, revision, source } = row
    this.result.traces.push(() => ({
      step: 'quoteDiscount',
      source: { kind: source, code, ...(revision === undefined ? {} : { revision }), name },
      because: [...because(), 'each line by itself'],
      in: { running: run.text(before) },
      rounding: roundedAt(run, 'R3'),
      rounded: run.text(amount),
      parts: parts.map((part) => ({
        line: (lines[part.place] as LineState).base.line.id,
        weight: run.text(part.running),
        share: run.text(part.taken),
      })),
      out: { discount: run.text(amount * this.sign), running: run.text(before - amount) },
    }))
  }

  scope(places: readonly number[]): Scope {
    let original = 0n
    let gross = 0n
    let running = 0n
    let room = 0n
    let quantity: Exact = zero
    for (const place of places) {
      const line = this.lines[place] as LineState
      original += line.amount * this.sign
      gross += line.base.gross * this.sign
      running += (this.left[place] as bigint) * this.sign
      room += (this.room[place] as bigint) * this.sign
      quantity = add(quantity, line.base.quantity)
    }
    if (quantity.n < 0n) quantity = { ...quantity, n: -quantity.n }
    return { run: this.run, original, gross, running, room, quantity, factor: one, lines: places.length }
  }

  /**
   * Lines a discount may touch: counted, of its role and targets, no net contract price, nothing that is credited. One
   * with nothing left bears nothing, but its quantity and gross count.
   */
  placesOf(discount: Pick<Discount, 'role' | 'products' | 'plans' | 'categories'>): number[] {
    const key = keyOf(discount)
    let places = this.#places.get(key)
    if (!places) {
      const role: LineRole = discount.role ?? 'GOODS'
      const targets = {
        products: discount.products,
        plans: discount.plans,
        categories: discount.categories,
      } as const
      const all = !discount.products?.length && !discount.plans?.length && !discount.categories?.length
      const found: number[] = []
      this.lines.forEach(({ base, amount }, place) => {
        if (
          !base.counted ||
          base.role !== role ||
          base.price?.net ||
          base.line.givesBack !== undefined ||
          amount * this.sign < 0n ||
          (amount === 0n && base.gross === 0n) ||
          !base.plan
        )
          return
        if (all || aimsAt(targets, base.plan.aim, this.run.segments)) found.push(place)
      })
      places = found
      this.#places.set(key, places)
    }
    return places
  }

  goodsLeft(): bigint {
    let sum = 0n
    this.lines.forEach(({ base }, place) => {
      if (base.counted && base.role === 'GOODS') sum += this.left[place] as bigint
    })
    return sum
  }
}

/** Discounts of the same key look at the same lines. */
export function keyOf(discount: Pick<Discount, 'role' | 'products' | 'plans' | 'categories'>): string {
  return JSON.stringify([discount.role ?? 'GOODS', discount.products, discount.plans, discount.categories])
}
