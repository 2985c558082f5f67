import { type Exact, one, toText, zero } from '../../money/index.ts'
import { issue } from '../issues.ts'
import type { FactsSource } from '../prepare/conditional.ts'
import type { PlanRun } from '../prepare/plan-run.ts'
import type { PriceRow } from '../prepare/price-row.ts'
import type { Run } from '../prepare/run.ts'
import { type TaxSignature, untaxed } from '../prepare/tax-choice.ts'
import type { QuoteFacts } from '../quote/facts.ts'
import type { Factor } from '../time/proration.ts'
import { rejectedStep } from '../trace.ts'
import type { LineRole, Price, PricedLine, PriceIssue, RequestLine, Step } from '../types.ts'
import type { Covered } from './percent-of-total.ts'

/** A line with its quantity read and multiplied through its parents: what its price is a function of, with the quote. */
export type Start = {
  line: RequestLine
  plan: PlanRun | undefined
  quantity: Exact
  problem?: QuantityProblem | undefined
  /** Counted per unit of a parent that is not there, or that is counted per unit of this line: taken as one. */
  orphan?: 'unknown' | 'circle' | undefined
  /** The lines a percentage is of. */
  covered?: Covered | undefined
}
type QuantityProblem = { code: string; message: string; suggestion?: string }

/**
 * A line through the steps up to its gross amount. Once it is priced nothing of it changes any more; its discounts start
 * from it and can be made again without it. Its steps are written down only when somebody reads them: the same line is
 * then taken through the same steps once more, with `steps` to write to.
 */
export class LineWork {
  readonly run: Run
  readonly start: Start
  readonly line: RequestLine
  readonly plan: PlanRun | undefined
  readonly quantity: Exact
  readonly quote: QuoteFacts
  readonly steps: Step[] | undefined
  issues: PriceIssue[] | undefined
  /** Facts of the quote this line was priced with; when one of them changes, so may the line. */
  reads: Set<string> | undefined
  price: PriceRow | undefined
  /** What was found in `price.row`, before conversion. */
  type: Price['type'] = 'ONE_TIME'
  /** Whether `running` is a price still to be multiplied by the quantity, or an amount. */
  basis: 'UNIT' | 'AMOUNT' = 'UNIT'
  /** The unit price or amount as it stands. */
  running: Exact = zero
  /** The same after the adders, before any rule: what the price list says. */
  listed: Exact = zero
  listedBasis: 'UNIT' | 'AMOUNT' = 'UNIT'
  /** Sum of the adders, which stay on top of a price that a rule sets. */
  adders: Exact = zero
  /** The unit price before it was rounded, where the policy does and it made a difference. */
  unrounded: Exact | undefined
  factor: Exact = one
  period: Factor | undefined
  term: PricedLine['term']
  list = 0n
  gross = 0n
  failed = false
  /** Part of the committed totals: no estimate, not optional, and it has a price. */
  counted = false
  signature: TaxSignature = untaxed
  /** Lines with the same key are summed together. */
  bucket = ''
  #facts: Record<string, unknown> | undefined

  constructor(run: Run, start: Start, quote: QuoteFacts, steps: Step[] | undefined) {
    this.run = run
    this.start = start
    this.line = start.line
    this.plan = start.plan
    this.quantity = start.quantity
    this.quote = quote
    this.steps = steps
  }

  get role(): LineRole {
    return this.line.role ?? 'GOODS'
  }

  /** Says what is wrong; the line goes on with what is right. */
  report(
    code: string,
    severity: PriceIssue['severity'],
    field: string,
    message: string,
    suggestion?: string,
  ): void {
    this.issues ??= []
    this.issues.push(issue(code, severity, ['lines', this.line.id, field], message, suggestion))
  }

  /** Somebody has to approve the line because of a rule. */
  require(rule: string, message: string): void {
    this.issues ??= []
    this.issues.push(issue('rule.approval', 'info', ['lines', this.line.id, 'rules', rule], message))
  }

  /** The line cannot have a price; it counts nowhere, and the rest of the quote is priced. */
  fail(code: string, field: string, message: string, suggestion?: string): void {
    this.report(code, 'error', field, message, suggestion)
    this.failed = true
  }

  /** Notes a candidate that was looked at and not taken. */
  reject(
    step: Step['step'],
    kind: string,
    row: { code: string; revision: number; name?: string },
    because: string,
  ): void {
    this.steps?.push(rejectedStep(step, kind, row, because))
  }

  /** Remembers that the price depends on something of the quote. */
  read(key: string): void {
    this.reads ??= new Set()
    this.reads.add(key)
  }

  /** Where conditions find facts. */
  get source(): FactsSource {
    return this
  }

  /** What conditions may read: the line as listed, the customer, the quote. Made when the first condition asks. */
  facts(): Record<string, unknown> {
    this.#facts ??= factsOf(this)
    return this.#facts
  }

  /** The listed price is known from here on. */
  forgetFacts(): void {
    this.#facts = undefined
  }

  /** A fact as text, for rules that wait for a value of it. */
  factText(field: string): string | undefined {
    if (field.startsWith('attributes.')) {
      const value = this.line.attributes?.[field.slice(11)]
      return typeof value === 'string' ? value : undefined
    }
    const customer = this.run.header.customer
    if (field === 'customer.id') return customer?.id
    if (field === 'customer.parent') return customer?.parent
    return field === 'customer.region' ? customer?.region : undefined
  }
}

/** A line whose gross amount is known. */
export type LineBase = LineWork

function factsOf(work: LineWork): Record<string, unknown> {
  const { run, line, plan, quote } = work
  const { customer } = run.header
  return {
    product: line.product,
    productSku: line.product,
    plan: line.plan,
    ...(line.variant === undefined ? {} : { variant: line.variant }),
    type: work.type,
    categories: plan?.aim.categories ?? [],
    quantity: toText(work.quantity),
    unitPrice: toText(work.listed),
    attributes: line.attributes ?? {},
    term: work.period?.months === undefined ? {} : { months: String(work.period.months) },
    currency: run.currency,
    ...(run.header.priceBook === undefined ? {} : { priceBook: run.header.priceBook }),
    asOf: run.at.day,
    region: run.header.shipping?.region ?? customer?.region,
    ...(customer ? { customer } : {}),
    quote: quote.asFacts(),
  }
}
