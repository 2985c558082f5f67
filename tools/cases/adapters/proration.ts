import { type Proration, price, type RequestLine } from '../../../engines/pricer/index.ts'
import type { Adapter } from '../case.ts'
import { contextOf, lineOf, priceOf, requestOf, soldAs } from './shop.ts'

type Dates = { start: string; end: string; periodStart: string; periodEnd: string }
type Form = Dates & {
  method: string
  endInclusive?: string
  fixedDays?: string
  term?: string
  defaultTerm?: string
  fullPeriods?: string
  stubStart?: string
  stubEnd?: string
  stubPeriodStart?: string
  stubPeriodEnd?: string
  price?: string
  segments?: (Partial<Dates> & {
    kind: 'charge' | 'credit'
    price: string
    ratio?: string
    ratioFraction?: string
  })[]
}

/** `proration`: a part of a period's price, or several added up. */
export const proration: Adapter = (given) => {
  const form = given.given as unknown as Form
  const parts = form.segments
    ? form.segments.map((each) => ({
        ...each,
        proration: segmentOf(each as unknown as Form & { ratio?: string }),
      }))
    : [{ kind: 'charge', price: form.price ?? '1', proration: prorationOf(form) }]
  const ids = parts.map((_, index) => `part-${index}`)
  const context = contextOf(given, {
    products: ids.flatMap((id) => soldAs(id).products),
    plans: ids.flatMap((id) => soldAs(id).plans),
    prices: parts.map((part, index) =>
      priceOf(given, ids[index] as string, {
        type: 'RECURRING',
        unitAmount: part.price,
        recurring: { interval: 'month', intervalCount: 1 },
      }),
    ),
  })
  const lines = parts.map((part, index): RequestLine => {
    const credit = part.kind === 'credit' ? { quantity: '-1', amends: 'former' } : {}
    return lineOf(ids[index] as string, { proration: part.proration, ...credit })
  })
  const priced = price(requestOf(given, lines), context)
  const term = priced.lines[0]?.steps.find((step) => step.step === 'term')
  return {
    ratio: term?.out.factor,
    ratioFraction: term?.out.factor,
    days: term?.in.days,
    months: term?.in.months,
    amount: priced.totals.net,
  }
}

function segmentOf(each: Form & { ratio?: string; ratioFraction?: string }): Proration {
  const ratio = each.ratio ?? each.ratioFraction
  return ratio === undefined ? prorationOf({ ...each, method: 'days-in-period' }) : { method: 'RATIO', ratio }
}

function prorationOf(form: Form): Proration {
  const { start, end } = form
  const last = form.endInclusive === undefined ? { end } : { lastDay: form.endInclusive }
  const stub =
    form.stubStart === undefined ? {} : { stub: { start: form.stubStart, end: form.stubEnd as string } }
  const periods = { method: 'PERIODS_AND_DAYS' as const, fullPeriods: form.fullPeriods ?? '0', ...stub }
  switch (form.method) {
    case 'days-in-period':
      return {
        method: 'DAYS_IN_PERIOD',
        start,
        end,
        periodStart: form.periodStart,
        periodEnd: form.periodEnd,
      }
    case 'days-over-fixed':
      return { method: 'DAYS_OVER_FIXED', start, end, fixedDays: form.fixedDays ?? '30' }
    case 'strict-30-360':
      return { method: 'DAYS_30_360', start, ...last }
    case 'fixed-month-length':
      return { method: 'FIXED_MONTH_LENGTH', start, end, fixedDays: form.fixedDays ?? '30' }
    case 'term-ratio':
      return { method: 'TERM_RATIO', term: form.term ?? '0', defaultTerm: form.defaultTerm ?? '12' }
    case 'months-ceil':
      return {
        method: 'MONTHS_CEIL',
        start,
        ...last,
        ...(form.defaultTerm === undefined ? {} : { defaultTerm: form.defaultTerm }),
      }
    case 'months-plus-days-30':
      return { ...periods, over: { days: '30' } }
    case 'months-plus-days-actual':
      return {
        ...periods,
        over: { start: form.stubPeriodStart as string, end: form.stubPeriodEnd as string },
      }
    case 'weeks-plus-days':
      return { ...periods, over: { days: '7' } }
    default:
      throw new Error(`There is no proration method ${form.method}`)
  }
}
