import { add, compare, type Exact, one, parseDecimal, shareOut, toText, zero } from '../../money/index.ts'
import { whyEligible, whyNotEligible } from '../discount/eligible.ts'
import { type Cut, cutOf, manualCut, type Scope, take, wordsOf } from '../discount/reduction.ts'
import { type Contender, choose } from '../discount/stacking.ts'
import { issue } from '../issues.ts'
import type { LineState } from '../line/state.ts'
import { aimsAt } from '../prepare/applicable.ts'
import type { Run } from '../prepare/run.ts'
import { rejectedStep, roundedAt, type Trace } from '../trace.ts'
import type { Discount, LineRole, PricedLine, PriceIssue, Published } from '../types.ts'
import { offersOf } from './offers.ts'

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

/** Step 10: percentages, then fixed amounts, then the rep's own, each once on the sum (R3) and shared over its lines (R4). */
export function quoteDiscounts(subject: QuoteSubject): QuoteDiscounts {
  const { run } = subject
  const manual = run.header.manualDiscounts ?? []
  const result: QuoteDiscounts = { shared: [], left: undefined, total: 0n, traces: [], issues: [] }
  const offers = offersOf(run, result)
  if (offers.length === 0 && manual.length === 0) return result
  const work = new Spread(subject, result)
  work.contend(offers)
  for (const discount of manual) work.byHand(discount)
  result.left = work.left
  return result
}

type Offer = Contender & { discount: Published<Discount>; kind: 'CODE' | 'AUTOMATIC'; places: number[] }

class Spread {
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
    for (const line of this.lines) if (line.base.counted) sum += line.amount
    this.sign = sum < 0n ? -1n : 1n
    this.left = this.lines.map((line) => line.amount)
    this.room = this.lines.map((line) => line.room)
  }

  contend(offers: readonly Published<Discount>[]): void {
    const { run } = this
    const contenders: Offer[] = []
    for (const discount of offers) {
      const places = this.#placesOf(discount).filter((place) => this.#reachesQuantity(discount, place))
      const scope = this.#scope(places)
      const subject = {
        run,
        quantity: scope.quantity,
        orderValue: () =>
          (run.policy.minimums === 'RUNNING' ? this.#goodsLeft() : this.subject.goods) * this.sign,
        facts: this.subject.facts,
        read: () => {},
        problem: (message: string) =>
          this.result.issues.push(issue('discount.condition', 'error', ['discountCodes'], message)),
      }
      const whole = discount.spread === 'EACH' ? withoutQuantities(discount) : discount
      const reason = places.length === 0 ? 'no line of the quote is meant' : whyNotEligible(whole, subject)
      // What a discount of each line takes altogether is what it competes with.
      const valued = discount.spread === 'EACH' ? { per: 'PER_LINE' as const, ...whole } : discount
      const cut = reason === undefined ? cutOf(run, valued, scope) : undefined
      if (!cut) {
        const because = reason ?? 'it has no usable value'
        if (reason === undefined && discount.type !== 'TIERED') this.#sayUnusable(discount)
        this.result.traces.push(() => rejectedStep('quoteDiscount', 'discount', discount, because))
        this.#sayUnlessAutomatic(discount, because)
        continue
      }
      const kind = discount.automatic ? 'AUTOMATIC' : 'CODE'
      const phase = cut.kind === 'PERCENT' ? 1 : 2
      const own = { key: places.length === this.lines.length ? 'all' : keyOf(discount), scope }
      contenders.push({
        code: discount.code,
        priority: discount.priority,
        stackable: discount.stackable,
        cut,
        phase,
        own,
        discount,
        kind,
        places,
      })
    }
    if (contenders.length === 0) return
    const { applied, lost } = choose(contenders, (contenders[0] as Offer).own?.scope as Scope, run.policy)
    for (const { contender, because } of lost) {
      this.result.traces.push(() => rejectedStep('quoteDiscount', 'discount', contender.discount, because()))
      this.#sayUnlessAutomatic(contender.discount, because())
    }
    for (const { discount, kind, cut, places } of applied) {
      // What a running minimum reads may have shrunk below it since.
      if (run.policy.minimums === 'RUNNING' && this.#isBelowMinimum(discount)) {
        this.result.traces.push(() =>
          rejectedStep('quoteDiscount', 'discount', discount, 'what is left does not reach its minimum'),
        )
        continue
      }
      const scope = this.#scope(places)
      const { facts } = this.subject
      const because = () => [
        `${discount.name}: ${cut.words}`,
        ...whyEligible(discount, { run, quantity: scope.quantity, facts }, kind),
        ...(lost.length && !discount.stackable ? [`best of ${lost.length + 1} that do not combine`] : []),
      ]
      const row = {
        code: discount.code,
        name: discount.name,
        revision: discount.revision,
        source: 'discount',
      }
      if (discount.spread === 'EACH') this.#each(row, kind, discount, places, because)
      else this.#share(row, kind, cut, places, scope, because)
    }
  }

  byHand(manual: NonNullable<Run['header']['manualDiscounts']>[number]): void {
    const wanted = manual.lines && new Set(manual.lines)
    const places = this.#placesOf({ role: manual.role ?? 'GOODS' }).filter(
      (place) => !wanted || wanted.has((this.lines[place] as LineState).base.line.id),
    )
    const scope = this.#scope(places)
    const cut = manualCut(this.run, manual, scope)
    const say = (code: string, message: string) =>
      this.result.issues.push(issue(code, 'error', ['manualDiscounts', manual.id], message))
    if (!cut) return void say('discount.unreadable', `The discount ${manual.value} cannot be read.`)
    if (cut.value.n < 0n && cut.kind !== 'TOTAL') {
      return void say(
        'discount.negative',
        `A discount of ${manual.value} would raise the price; enter a charge instead.`,
      )
    }
    if (places.length === 0) return
    const by = manual.by ? ` by ${manual.by}` : ''
    this.#share(
      { code: manual.id, name: manual.reason, source: 'manualDiscount' },
      'MANUAL',
      cut,
      places,
      scope,
      () => [`${cut.words} ${cut.up ? 'added' : 'given'}${by}: ${manual.reason}`],
    )
  }

  /** Hands the amount to the lines by what each has left, never more than it may lose. */
  #share(
    row: { code: string; name: string; revision?: number; source: string },
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
  #each(
    row: { code: string; name: string; revision?: number; source: string },
    kind: Shared['kind'],
    discount: Published<Discount>,
    places: readonly number[],
    because: () => string[],
  ): void {
    const { run, lines } = this
    const before = this.#scope(places).running
    const parts = places.map((place) => {
      const scope = this.#scope([place])
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

  /** A discount of each line asks the line for its quantity, one of the quote all of them together. */
  #reachesQuantity(discount: Discount, place: number): boolean {
    if (discount.spread !== 'EACH') return true
    const { quantity } = (this.lines[place] as LineState).base
    const least = parseDecimal(discount.minQuantity)
    const most = parseDecimal(discount.maxQuantity)
    return (!least || compare(quantity, least) >= 0) && (!most || compare(quantity, most) <= 0)
  }

  #scope(places: readonly number[]): Scope {
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

  /** Lines a discount may touch: counted, of its role and targets, no net contract price, nothing that is credited. */
  #placesOf(discount: Pick<Discount, 'role' | 'products' | 'plans' | 'categories'>): number[] {
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
        if (!base.counted || base.role !== role || base.price?.net || amount * this.sign <= 0n || !base.plan)
          return
        if (all || aimsAt(targets, base.plan.aim, this.run.segments)) found.push(place)
      })
      places = found
      this.#places.set(key, places)
    }
    return places
  }

  #goodsLeft(): bigint {
    let sum = 0n
    this.lines.forEach(({ base }, place) => {
      if (base.counted && base.role === 'GOODS') sum += this.left[place] as bigint
    })
    return sum
  }

  #isBelowMinimum(discount: Published<Discount>): boolean {
    if (discount.minOrderValue === undefined) return false
    const least = parseDecimal(discount.minOrderValue)
    if (!least) return true
    const left = { n: this.#goodsLeft() * this.sign, scale: this.run.units, d: 1n }
    return left.n * 10n ** BigInt(least.scale) < least.n * 10n ** BigInt(left.scale)
  }

  #sayUnusable({ name, code }: Published<Discount>): void {
    const message = `The discount ${name} (${code}) was left out: it has no usable value.`
    this.result.issues.push(issue('discount.invalid', 'error', ['discountCodes', code], message))
  }

  #sayUnlessAutomatic(discount: Published<Discount>, because: string): void {
    if (discount.automatic) return
    const message = `The code ${discount.code} does not apply: ${because}.`
    this.result.issues.push(
      issue('discount.not-applicable', 'warning', ['discountCodes', discount.code], message),
    )
  }
}

/** The quantities of a discount of each line were asked of each line. */
function withoutQuantities({
  minQuantity: _least,
  maxQuantity: _most,
  ...rest
}: Published<Discount>): Published<Discount> {
  return rest
}

function keyOf(discount: Pick<Discount, 'role' | 'products' | 'plans' | 'categories'>): string {
  return JSON.stringify([discount.role ?? 'GOODS', discount.products, discount.plans, discount.categories])
}
