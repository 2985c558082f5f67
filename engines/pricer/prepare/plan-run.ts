import type { Exact } from '../../money/index.ts'
import { datesInWords, isEffective } from '../time/moment.ts'
import { rejectedStep } from '../trace.ts'
import type { Discount, Plan, PriceRule, Product, Published, Step, Surcharge } from '../types.ts'
import { type Aim, aimsAt, type FactTexts, inOrder } from './applicable.ts'
import { factsOfRequest, mostRejected, whyRuleClosed } from './common-rules.ts'
import { type DiscountRow, discountRow } from './discount-row.ts'
import { type Level, priceLevels } from './price-levels.ts'
import { type RuleRow, ruleRow } from './rule-row.ts'
import { inRuleOrder, RuleSet } from './rule-set.ts'
import type { Run } from './run.ts'
import type { TaxSignature } from './tax-choice.ts'

/** What the rows of a context have to say about one plan in one request, looked up once for all its lines. */
export class PlanRun {
  readonly run: Run
  readonly row: Published<Plan>
  readonly product: Published<Product> | undefined
  readonly aim: Aim
  readonly levels: Level[]
  readonly rules: RuleSet
  /** Line discounts that apply by themselves or whose code stands on the quote. */
  readonly discounts: readonly DiscountRow[]
  /** Are there line discounts for shipping or surcharge lines? */
  readonly hasRoleDiscounts: boolean
  readonly surcharges: readonly Published<Surcharge>[]
  /** Facts that bring further rules or discounts when a line has them. */
  readonly waitsForFacts: boolean
  /** Whether the quantity of all lines of the plan together selects a tier. */
  readonly sumsQuote: boolean
  /** Candidates that dates or switches rule out, the same for every line. */
  readonly rejected: Step[] = []
  readonly #taxes = new Map<object, TaxSignature>()
  readonly #mergedRules = new WeakMap<readonly RuleRow[], WeakMap<object, readonly RuleRow[]>>()

  constructor(run: Run, row: Published<Plan>) {
    this.run = run
    this.row = row
    const { prepared } = run
    this.product = prepared.products.get(row.product)
    this.aim = { plan: row.code, product: row.product, categories: this.product?.categories ?? [] }
    this.levels = priceLevels(this)
    this.rejected.push(...run.rules.rejected)
    const own = prepared.rules
      .aimedAt(this.aim, run.segments)
      .filter((rule) => this.#isOpen('priceRule', 'rule', rule, whyRuleClosed(run, rule)))
      .map(ruleRow)
    const asked = [...own, ...run.rules.askedByPlan].filter((row) => this.#holdsAtAll(row))
    this.rules = new RuleSet(asked, run.rules.set)
    this.discounts = prepared.discounts
      .of(this.aim, run.segments)
      .filter((discount) => isOffered(run, discount))
      .filter((discount) => this.#isOpen('lineDiscount', 'discount', discount, whyClosed(run, discount)))
      .map((discount) => discountRow(run, discount))
    this.hasRoleDiscounts = this.discounts.some(({ discount }) => (discount.role ?? 'GOODS') !== 'GOODS')
    this.surcharges = prepared.surcharges
      .of(this.aim, run.segments)
      .filter((row) => row.scope === 'LINE' && row.active !== false && isEffective(row, run.at))
    this.waitsForFacts = prepared.rules.waitsForFacts || prepared.discounts.waitsForFacts
    this.sumsQuote = prepared.pricesOf(row.code).some((price) => price.tierScope === 'QUOTE')
  }

  /** The taxes of lines charged by a price row, chosen once. */
  taxesFor(row: object | undefined, choose: () => TaxSignature): TaxSignature {
    const key = row ?? this.row
    let taxes = this.#taxes.get(key)
    if (!taxes) {
      taxes = choose()
      this.#taxes.set(key, taxes)
    }
    return taxes
  }

  /** Rules a line may have: by its quantity, and those its own facts bring. */
  rulesFor(line: FactTexts & { quantity: Exact }): readonly RuleRow[] {
    const rows = this.rules.at(line.quantity)
    if (!this.waitsForFacts) return rows
    const waiting = this.run.prepared.rules.waiting(line)
    if (waiting.length === 0) return rows
    return this.#merged(rows, waiting)
  }

  #openRules(waiting: readonly Published<PriceRule>[]): Published<PriceRule>[] {
    const { run } = this
    return waiting.filter(
      (rule) => aimsAt(rule, this.aim, run.segments) && whyRuleClosed(run, rule) === undefined,
    )
  }

  /** Lines with the same facts have the same rules. */
  #merged(rows: readonly RuleRow[], waiting: readonly Published<PriceRule>[]): readonly RuleRow[] {
    const known = this.#mergedRules.get(rows) ?? new WeakMap<object, readonly RuleRow[]>()
    this.#mergedRules.set(rows, known)
    let merged = known.get(waiting)
    if (!merged) {
      const more = this.#openRules(waiting)
      merged = more.length === 0 ? rows : inRuleOrder([...rows, ...more.map(ruleRow)])
      known.set(waiting, merged)
    }
    return merged
  }

  discountsFor(line: FactTexts): readonly DiscountRow[] {
    const waiting = this.run.prepared.discounts.waiting(line)
    return waiting.length === 0 ? this.discounts : this.#withWaiting(waiting)
  }

  #withWaiting(waiting: readonly Published<Discount>[]): readonly DiscountRow[] {
    const { run } = this
    const more = waiting.filter(
      (row) =>
        aimsAt(row, this.aim, run.segments) && isOffered(run, row) && whyClosed(run, row) === undefined,
    )
    if (more.length === 0) return this.discounts
    return inOrder([...this.discounts.map(({ discount }) => discount), ...more]).map((row) =>
      discountRow(run, row),
    )
  }

  /** A condition that is the same for all lines of the plan is asked once. */
  #holdsAtAll({ rule, gate }: RuleRow): boolean {
    if (gate.count === 0 || gate.reach === 'LINE' || gate.problem) return true
    const source = { facts: () => factsOfPlan(this) }
    return gate.holds(source) || this.#isOpen('priceRule', 'rule', rule, gate.because(source).join('; '))
  }

  #isOpen(
    step: 'priceRule' | 'lineDiscount',
    kind: string,
    { code, revision, name }: { code: string; revision: number; name: string },
    closed: string | undefined,
  ): boolean {
    if (closed === undefined) return true
    if (this.rejected.length < mostRejected)
      this.rejected.push(rejectedStep(step, kind, { code, revision, name }, closed))
    return false
  }
}

/** A discount of the lines that is automatic, or whose code was entered for the whole quote. */
function isOffered(run: Run, discount: Published<Discount>): boolean {
  return discount.scope === 'LINE' && (discount.automatic === true || run.codes.has(discount.code))
}

function factsOfPlan({ run, aim }: PlanRun): Record<string, unknown> {
  return {
    product: aim.product,
    productSku: aim.product,
    plan: aim.plan,
    categories: aim.categories,
    ...factsOfRequest(run),
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
