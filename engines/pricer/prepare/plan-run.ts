import { datesInWords, isEffective } from '../time/moment.ts'
import type { Trace } from '../trace.ts'
import type { Discount, Plan, PriceRule, Product, Published, Surcharge } from '../types.ts'
import { type Aim, aimsAt, inOrder } from './applicable.ts'
import { type Level, priceLevels } from './price-levels.ts'
import type { Run } from './run.ts'

/** What the rows of a context have to say about one plan in one request, looked up once for all its lines. */
export class PlanRun {
  readonly run: Run
  readonly row: Published<Plan>
  readonly product: Published<Product> | undefined
  readonly aim: Aim
  readonly levels: Level[]
  readonly rules: readonly Published<PriceRule>[]
  /** Line discounts that apply by themselves or whose code stands on the quote. */
  readonly discounts: readonly Published<Discount>[]
  /** Are there line discounts for shipping or surcharge lines? */
  readonly hasRoleDiscounts: boolean
  readonly surcharges: readonly Published<Surcharge>[]
  /** Facts that bring further rules or discounts when a line has them. */
  readonly waitsForFacts: boolean
  /** Whether the quantity of all lines of the plan together selects a tier. */
  readonly sumsQuote: boolean
  /** Candidates that dates or switches rule out, the same for every line. */
  readonly rejected: Trace[] = []

  constructor(run: Run, row: Published<Plan>) {
    this.run = run
    this.row = row
    const { prepared } = run
    this.product = prepared.products.get(row.product)
    this.aim = { plan: row.code, product: row.product, categories: this.product?.categories ?? [] }
    this.levels = priceLevels(this)
    this.rules = prepared.rules.of(this.aim, run.segments).filter((rule) => this.isRuleOpen(rule))
    this.discounts = prepared.discounts
      .of(this.aim, run.segments)
      .filter((discount) => this.isOffered(discount))
    this.hasRoleDiscounts = this.discounts.some((discount) => (discount.role ?? 'GOODS') !== 'GOODS')
    this.surcharges = prepared.surcharges
      .of(this.aim, run.segments)
      .filter((row) => row.scope === 'LINE' && row.active !== false && isEffective(row, run.at))
    const facts = [...prepared.rules.facts, ...prepared.discounts.facts, ...prepared.surcharges.facts]
    this.waitsForFacts = facts.length > 0
    this.sumsQuote = prepared.pricesOf(row.code).some((price) => price.tierScope === 'QUOTE')
  }

  /** Rules that a line's own facts bring, besides those every line of the plan has. */
  rulesFor(facts: (field: string) => string | undefined): readonly Published<PriceRule>[] {
    if (!this.waitsForFacts) return this.rules
    const { rules } = this.run.prepared
    const more = [...rules.facts].flatMap((field) => rules.byFact(field, facts(field) ?? ''))
    const open = more.filter((rule) => aimsAt(rule, this.aim, this.run.segments) && this.isRuleOpen(rule))
    return open.length ? inOrder([...this.rules, ...new Set(open)]) : this.rules
  }

  discountsFor(facts: (field: string) => string | undefined): readonly Published<Discount>[] {
    if (!this.waitsForFacts) return this.discounts
    const { discounts } = this.run.prepared
    const more = [...discounts.facts].flatMap((field) => discounts.byFact(field, facts(field) ?? ''))
    const open = more.filter((row) => aimsAt(row, this.aim, this.run.segments) && this.isOffered(row))
    return open.length ? inOrder([...this.discounts, ...new Set(open)]) : this.discounts
  }

  private isRuleOpen(rule: Published<PriceRule>): boolean {
    const { run } = this
    if (rule.active === false) return this.#reject('priceRule', 'rule', rule, `${rule.name} is switched off`)
    if (!isEffective(rule, run.at)) {
      return this.#reject(
        'priceRule',
        'rule',
        rule,
        `${rule.name} is ${datesInWords(rule)}, not on ${run.at.day}`,
      )
    }
    if (rule.priceBook && rule.priceBook !== run.header.priceBook) {
      return this.#reject(
        'priceRule',
        'rule',
        rule,
        `${rule.name} belongs to the price book ${rule.priceBook}`,
      )
    }
    return true
  }

  /** A discount of the lines that is automatic, or whose code was entered for the whole quote. */
  private isOffered(discount: Published<Discount>): boolean {
    if (discount.scope !== 'LINE') return false
    if (!discount.automatic && !this.run.codes.has(discount.code)) return false
    const reason = whyClosed(this.run, discount)
    return reason ? this.#reject('lineDiscount', 'discount', discount, reason) : true
  }

  #reject(
    step: 'priceRule' | 'lineDiscount',
    kind: string,
    row: { code: string; revision: number; name: string },
    reason: string,
  ): false {
    this.rejected.push(() => ({
      step,
      source: { kind, code: row.code, revision: row.revision, name: row.name },
      because: [reason],
      in: {},
      out: {},
      rejected: true,
    }))
    return false
  }
}

/** Why a discount is not open at all in this request, if so. */
export function whyClosed(run: Run, discount: Published<Discount>): string | undefined {
  if (discount.active === false) return `${discount.name} is switched off`
  if (!isEffective(discount, run.at))
    return `${discount.name} is ${datesInWords(discount)}, not on ${run.at.day}`
  const left = run.prepared.context.usesLeft?.[discount.code]
  return left !== undefined && left <= 0 ? `no use of ${discount.code} is left` : undefined
}
