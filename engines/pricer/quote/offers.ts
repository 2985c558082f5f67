import { issue } from '../issues.ts'
import { inOrder } from '../prepare/applicable.ts'
import { whyClosed } from '../prepare/plan-run.ts'
import type { Run } from '../prepare/run.ts'
import { rejectedStep, type Trace } from '../trace.ts'
import type { Discount, PriceIssue, Published } from '../types.ts'

/** Automatic discounts of the quote, and those whose code was entered on it. */
export function offersOf(run: Run, result: { traces: Trace[]; issues: PriceIssue[] }): Published<Discount>[] {
  const { discounts } = run.prepared
  const offers = automaticOf(run)
  for (const code of run.codes) {
    const discount = discounts.byCode.get(code)
    if (!discount) {
      const message = `There is no discount with the code ${code}.`
      result.issues.push(issue('discount.unknown-code', 'error', ['discountCodes', code], message))
    } else if (discount.scope === 'QUOTE' && !discount.automatic) offers.push(discount)
  }
  const open = offers.filter((discount) => {
    const reason =
      whyClosed(run, discount) ??
      (discount.segments?.length && !discount.segments.some((segment) => run.segments.has(segment))
        ? 'the customer is in none of its segments'
        : undefined)
    if (reason === undefined) return true
    result.traces.push(() => rejectedStep('quoteDiscount', 'discount', discount, reason))
    if (!discount.automatic) {
      const message = `The code ${discount.code} does not apply: ${reason}.`
      result.issues.push(
        issue('discount.not-applicable', 'warning', ['discountCodes', discount.code], message),
      )
    }
    return false
  })
  return inOrder(open)
}

const automatic = new WeakMap<object, Published<Discount>[]>()

function automaticOf(run: Run): Published<Discount>[] {
  let rows = automatic.get(run.prepared)
  if (!rows) {
    rows = [...run.prepared.discounts.all].filter(
      (discount) => discount.scope === 'QUOTE' && discount.automatic,
    )
    automatic.set(run.prepared, rows)
  }
  return [...rows]
}
