import { type Exact, toText, zero } from '../../money/index.ts'
import { issue } from '../issues.ts'
import type { PlanRun } from '../prepare/plan-run.ts'
import type { PriceRow } from '../prepare/price-row.ts'
import type { Run } from '../prepare/run.ts'
import type { TaxSignature } from '../prepare/tax-choice.ts'
import type { QuoteFacts } from '../quote/facts.ts'
import type { Factor } from '../time/proration.ts'
import type { Trace } from '../trace.ts'
import type { LineRole, Price, PriceIssue, RequestLine, Step } from '../types.ts'

/** A line on its way through the first steps, up to its gross amount. */
export class LineWork {
  readonly run: Run
  readonly line: RequestLine
  readonly plan: PlanRun | undefined
  readonly quantity: Exact
  readonly quote: QuoteFacts
  readonly traces: Trace[] = []
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
  factor: Exact
  period: Factor | undefined
  term: { start: string; end: string } | undefined
  list = 0n
  gross = 0n
  failed = false
  #facts: Record<string, unknown> | undefined

  constructor(
    run: Run,
    line: RequestLine,
    plan: PlanRun | undefined,
    quantity: Exact,
    factor: Exact,
    quote: QuoteFacts,
  ) {
    this.run = run
    this.line = line
    this.plan = plan
    this.quantity = quantity
    this.quote = quote
    this.factor = factor
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
    this.traces.push(() => rejectedStep(step, kind, row, because))
  }

  /** Remembers that the price depends on something of the quote. */
  read(key: string): void {
    this.reads ??= new Set()
    this.reads.add(key)
  }

  /** What conditions may read. The same object for all conditions of the line: they see its price as listed. */
  readonly facts = (): Record<string, unknown> => {
    this.#facts ??= factsOf(this)
    return this.#facts
  }

  /** A fact as text, for rules that wait for a value of it. */
  readonly factText = (field: string): string | undefined => {
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

/** What of a line is known once its gross amount is; the discounts start here. */
export type LineBase = {
  run: Run
  line: RequestLine
  plan: PlanRun | undefined
  quantity: Exact
  role: LineRole
  price: PriceRow | undefined
  type: Price['type']
  basis: 'UNIT' | 'AMOUNT'
  listed: Exact
  listedBasis: 'UNIT' | 'AMOUNT'
  unit: Exact
  factor: Exact
  period: Factor | undefined
  term: { start: string; end: string } | undefined
  list: bigint
  gross: bigint
  /** Part of the committed totals: no estimate, not optional, and it has a price. */
  counted: boolean
  failed: boolean
  signature: TaxSignature
  facts: () => Record<string, unknown>
  factText: (field: string) => string | undefined
  traces: Trace[]
  issues: PriceIssue[] | undefined
  reads: Set<string> | undefined
}

export function rejectedStep(
  step: Step['step'],
  kind: string,
  row: { code: string; revision: number; name?: string },
  because: string,
): Step {
  const source = {
    kind,
    code: row.code,
    revision: row.revision,
    ...(row.name === undefined ? {} : { name: row.name }),
  }
  return { step, source, because: [because], in: {}, out: {}, rejected: true }
}

function factsOf(work: LineWork): Record<string, unknown> {
  const { run, line, plan, quote } = work
  const { customer } = run.header
  return {
    product: line.product,
    productSku: line.product,
    plan: line.plan,
    type: work.type,
    categories: plan?.aim.categories ?? [],
    quantity: toText(work.quantity),
    unitPrice: decimalText(work.listed),
    attributes: line.attributes ?? {},
    term: work.period?.months === undefined ? {} : { months: String(work.period.months) },
    currency: run.currency,
    ...(run.header.priceBook === undefined ? {} : { priceBook: run.header.priceBook }),
    asOf: run.at.day,
    region: run.header.shipping?.region ?? customer?.region,
    ...(customer ? { customer: { ...customer } } : {}),
    quote: quote.asFacts(),
  }
}

function decimalText(value: Exact): string {
  return toText(value)
}
