import { compare, parseDecimal } from '../../money/index.ts'
import { whyEligible, whyNotEligible } from '../discount/eligible.ts'
import { cutOf, manualCut, type Scope } from '../discount/reduction.ts'
import { type Contender, choose } from '../discount/stacking.ts'
import { issue } from '../issues.ts'
import type { LineState } from '../line/state.ts'
import type { Run } from '../prepare/run.ts'
import { rejectedStep } from '../trace.ts'
import type { Discount, Published } from '../types.ts'
import { offersOf } from './offers.ts'
import { keyOf, type QuoteDiscounts, type QuoteSubject, Spread } from './spread.ts'

/** Step 10: percentages, then fixed amounts, then the rep's own, each once on the sum (R3) and shared over its lines (R4). */
export function quoteDiscounts(subject: QuoteSubject): QuoteDiscounts {
  const { run } = subject
  const manual = run.header.manualDiscounts ?? []
  const result: QuoteDiscounts = { shared: [], left: undefined, total: 0n, traces: [], issues: [] }
  const offers = offersOf(run, result)
  if (offers.length === 0 && manual.length === 0) return result
  const spread = new Spread(subject, result)
  const work = new Competition(spread)
  work.contend(offers)
  for (const discount of manual) work.byHand(discount)
  result.left = spread.left
  return result
}

type Offer = Contender & { discount: Published<Discount>; kind: 'CODE' | 'AUTOMATIC'; places: number[] }

/** Which discounts of the quote are given, in their order. */
class Competition {
  readonly #spread: Spread

  constructor(spread: Spread) {
    this.#spread = spread
  }

  contend(offers: readonly Published<Discount>[]): void {
    const { run } = this.#spread
    const contenders: Offer[] = []
    for (const discount of offers) {
      const places = this.#spread.placesOf(discount).filter((place) => this.#reachesQuantity(discount, place))
      const scope = this.#spread.scope(places)
      const subject = {
        run,
        quantity: scope.quantity,
        orderValue: () =>
          (run.policy.minimums === 'RUNNING' ? this.#spread.goodsLeft() : this.#spread.subject.goods) *
          this.#spread.sign,
        facts: this.#spread.subject.facts,
        read: () => {},
        problem: (message: string) =>
          this.#spread.result.issues.push(issue('discount.condition', 'error', ['discountCodes'], message)),
      }
      const whole = discount.spread === 'EACH' ? withoutQuantities(discount) : discount
      const reason = places.length === 0 ? 'no line of the quote is meant' : whyNotEligible(whole, subject)
      // What a discount of each line takes altogether is what it competes with.
      const valued = discount.spread === 'EACH' ? { per: 'PER_LINE' as const, ...whole } : discount
      const cut = reason === undefined ? cutOf(run, valued, scope) : undefined
      if (!cut) {
        const because = reason ?? 'it has no usable value'
        if (reason === undefined && discount.type !== 'TIERED') this.#sayUnusable(discount)
        this.#spread.result.traces.push(() => rejectedStep('quoteDiscount', 'discount', discount, because))
        this.#sayUnlessAutomatic(discount, because)
        continue
      }
      const kind = discount.automatic ? 'AUTOMATIC' : 'CODE'
      const phase = cut.kind === 'PERCENT' ? 1 : 2
      const own = { key: places.length === this.#spread.lines.length ? 'all' : keyOf(discount), scope }
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
      this.#spread.result.traces.push(() =>
        rejectedStep('quoteDiscount', 'discount', contender.discount, because()),
      )
      this.#sayUnlessAutomatic(contender.discount, because())
    }
    for (const { discount, kind, cut, places } of applied) {
      // What a running minimum reads may have shrunk below it since.
      if (run.policy.minimums === 'RUNNING' && this.#isBelowMinimum(discount)) {
        this.#spread.result.traces.push(() =>
          rejectedStep('quoteDiscount', 'discount', discount, 'what is left does not reach its minimum'),
        )
        continue
      }
      const scope = this.#spread.scope(places)
      const { facts } = this.#spread.subject
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
      if (discount.spread === 'EACH') this.#spread.each(row, kind, discount, places, because)
      else this.#spread.share(row, kind, cut, places, scope, because)
    }
  }

  byHand(manual: NonNullable<Run['header']['manualDiscounts']>[number]): void {
    const wanted = manual.lines && new Set(manual.lines)
    const places = this.#spread
      .placesOf({ role: manual.role ?? 'GOODS' })
      .filter((place) => !wanted || wanted.has((this.#spread.lines[place] as LineState).base.line.id))
    const scope = this.#spread.scope(places)
    const cut = manualCut(this.#spread.run, manual, scope)
    const say = (code: string, message: string) =>
      this.#spread.result.issues.push(issue(code, 'error', ['manualDiscounts', manual.id], message))
    if (!cut) return void say('discount.unreadable', `The discount ${manual.value} cannot be read.`)
    if (cut.value.n < 0n && cut.kind !== 'TOTAL') {
      return void say(
        'discount.negative',
        `A discount of ${manual.value} would raise the price; enter a charge instead.`,
      )
    }
    if (places.length === 0) return
    const by = manual.by ? ` by ${manual.by}` : ''
    this.#spread.share(
      { code: manual.id, name: manual.reason, source: 'manualDiscount' },
      'MANUAL',
      cut,
      places,
      scope,
      () => [`${cut.words} ${cut.up ? 'added' : 'given'}${by}: ${manual.reason}`],
    )
  }

  /** A discount of each line asks the line for its quantity, one of the quote all of them together. */
  #reachesQuantity(discount: Discount, place: number): boolean {
    if (discount.spread !== 'EACH') return true
    const { quantity } = (this.#spread.lines[place] as LineState).base
    const least = parseDecimal(discount.minQuantity)
    const most = parseDecimal(discount.maxQuantity)
    return (!least || compare(quantity, least) >= 0) && (!most || compare(quantity, most) <= 0)
  }

  #isBelowMinimum(discount: Published<Discount>): boolean {
    if (discount.minOrderValue === undefined) return false
    const least = parseDecimal(discount.minOrderValue)
    if (!least) return true
    const left = { n: this.#spread.goodsLeft() * this.#spread.sign, scale: this.#spread.run.units, d: 1n }
    return left.n * 10n ** BigInt(least.scale) < least.n * 10n ** BigInt(left.scale)
  }

  #sayUnusable({ name, code }: Published<Discount>): void {
    const message = `The discount ${name} (${code}) was left out: it has no usable value.`
    this.#spread.result.issues.push(issue('discount.invalid', 'error', ['discountCodes', code], message))
  }

  #sayUnlessAutomatic(discount: Published<Discount>, because: string): void {
    if (discount.automatic) return
    const message = `The code ${discount.code} does not apply: ${because}.`
    this.#spread.result.issues.push(
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
