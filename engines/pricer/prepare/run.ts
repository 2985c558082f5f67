import { findCurrency, place, type RoundingMode } from '../../money/index.ts'
import { issue } from '../issues.ts'
import { type Moment, momentOf } from '../time/moment.ts'
import type { Policy, PriceIssue, PriceRequest } from '../types.ts'
import { CommonRules } from './common-rules.ts'
import { PlanRun } from './plan-run.ts'
import type { Prepared } from './prepared.ts'
import { TaxChoice } from './tax-choice.ts'

/** A request without its lines. */
export type Header = Omit<PriceRequest, 'lines'>

/** What holds for all lines of one request: frozen dates, currency, customer, policy, and what applies to each plan. */
export class Run {
  readonly prepared: Prepared
  readonly header: Header
  readonly policy: Policy
  readonly currency: string
  /** Decimals of amounts. */
  readonly units: number
  /** The smallest amount, "0.01". */
  readonly step: string
  readonly mode: RoundingMode
  readonly at: Moment
  readonly segments: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
  readonly taxes: TaxChoice
  readonly issues: PriceIssue[] = []
  readonly #plans: Map<string, PlanRun | undefined>
  #rules: CommonRules | undefined
  readonly #nothing: string

  constructor(prepared: Prepared, header: Header, plans = new Map<string, PlanRun | undefined>()) {
    this.#plans = plans
    this.prepared = prepared
    this.header = header
    this.policy = prepared.policy
    this.mode = this.policy.rounding
    this.currency = header.currency.toUpperCase()
    this.at = this.#moment(header.asOf)
    const currency = findCurrency(this.currency, this.at.day) ?? findCurrency(this.currency)
    if (!currency) {
      const message = `${header.currency} is no currency; amounts are shown with two decimals.`
      this.issues.push(issue('currency.unknown', 'error', ['currency'], message))
    }
    for (const { tax, wrong } of prepared.badTaxes) {
      const message = `The tax ${tax.name} (${tax.code}) was left out: ${wrong} is not a decimal number.`
      this.issues.push(issue('tax.invalid', 'error', ['taxes', tax.code], message))
    }
    this.units = this.policy.minorUnits ?? currency?.minorUnits ?? 2
    this.step = place(1n, this.units)
    this.#nothing = place(0n, this.units)
    this.segments = new Set(header.customer?.segments ?? [])
    this.codes = new Set((header.discountCodes ?? []).map((code) => code.trim()))
    this.taxes = new TaxChoice(this)
  }

  /** What applies to a plan in this request; undefined when the catalog has no such plan. */
  plan(code: string): PlanRun | undefined {
    let plan = this.#plans.get(code)
    if (plan === undefined && !this.#plans.has(code)) {
      const row = this.prepared.plans.get(code)
      plan = row && new PlanRun(this, row)
      this.#plans.set(code, plan)
    }
    return plan
  }

  /** The price rules all plans have in common, looked up when the first plan asks. */
  get rules(): CommonRules {
    this.#rules ??= new CommonRules(this)
    return this.#rules
  }

  /** The same for its lines, with other things said about the quote as a whole. */
  with(header: Header): Run {
    return new Run(this.prepared, header, this.#plans)
  }

  /** An amount in smallest units as people read it. */
  text(amount: bigint): string {
    return amount === 0n ? this.#nothing : place(amount, this.units)
  }

  #moment(asOf: string): Moment {
    const moment = momentOf(asOf, this.policy.zone)
    if (moment) return moment
    const message = `The date of the quote, ${asOf}, or the time zone ${this.policy.zone} cannot be read.`
    this.issues.push(
      issue('request.as-of', 'error', ['asOf'], message, 'Give an instant such as 2026-11-20T12:00:00Z.'),
    )
    return { instant: asOf, ms: 0, day: '1970-01-01' }
  }
}
