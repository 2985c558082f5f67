import { datesInWords, isEffective } from '../time/moment.ts'
import { rejectedStep } from '../trace.ts'
import type { PriceRule, Published, Step } from '../types.ts'
import { type RuleRow, ruleRow } from './rule-row.ts'
import { RuleSet } from './rule-set.ts'
import type { Run } from './run.ts'

/** Why not is asked more often than why, but nobody reads the ten-thousandth reason. */
export const mostRejected = 20

/** The rules that ask for no product: which of them are open is looked up once for all plans of a request. */
export class CommonRules {
  readonly set: RuleSet
  /** Those whose condition is the same for all lines of a plan: each plan asks it once. */
  readonly askedByPlan: readonly RuleRow[]
  /** Rules that dates, switches or the customer rule out. */
  readonly rejected: Step[] = []

  constructor(run: Run) {
    const open: RuleRow[] = []
    const askedByPlan: RuleRow[] = []
    const source = { facts: () => factsOfRequest(run) }
    for (const rule of run.prepared.rules.untargeted(run.segments)) {
      const closed = whyRuleClosed(run, rule)
      if (closed !== undefined) {
        this.#reject(rule, closed)
        continue
      }
      const row = ruleRow(rule)
      const { gate } = row
      if (gate.problem || gate.reach === 'LINE' || gate.count === 0) open.push(row)
      else if (gate.reach === 'PLAN') askedByPlan.push(row)
      else if (gate.holds(source)) open.push(row)
      else if (this.rejected.length < mostRejected) this.#reject(rule, gate.because(source).join('; '))
    }
    this.set = new RuleSet(open)
    this.askedByPlan = askedByPlan
  }

  #reject(rule: Published<PriceRule>, because: string): void {
    if (this.rejected.length < mostRejected)
      this.rejected.push(rejectedStep('priceRule', 'rule', rule, because))
  }
}

/** Why a rule is not open at all in this request, if so. */
export function whyRuleClosed(run: Run, rule: Published<PriceRule>): string | undefined {
  if (rule.active === false) return `${rule.name} is switched off`
  if (!isEffective(rule, run.at)) return `${rule.name} is ${datesInWords(rule)}, not on ${run.at.day}`
  if (rule.priceBook && rule.priceBook !== run.header.priceBook)
    return `${rule.name} belongs to the price book ${rule.priceBook}`
  return undefined
}

/** What conditions may read that is the same for all lines of a request. */
export function factsOfRequest({ header, currency, at }: Run): Record<string, unknown> {
  const { customer, priceBook, shipping } = header
  return {
    currency,
    ...(priceBook === undefined ? {} : { priceBook }),
    asOf: at.day,
    region: shipping?.region ?? customer?.region,
    ...(customer ? { customer } : {}),
  }
}
