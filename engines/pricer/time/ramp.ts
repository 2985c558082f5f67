import type { Day, RequestLine } from '../types.ts'
import { addMonths, dayNumber, dayOf } from './day.ts'

/** One period of a ramp: half-open, as all terms. */
export type RampPeriod = { start: Day; end: Day; months: number }

/** What a period says otherwise than the line it is made of. */
export type RampStep = Partial<
  Pick<RequestLine, 'quantity' | 'price' | 'unitPriceOverride' | 'manualDiscounts' | 'discountCodes'>
>

export type RampPlan = {
  start: Day
  months: number
  /** Months of a full period; 12 when absent. */
  every?: number
  /** Where the short period stands when they do not come out even; LAST when absent. */
  short?: 'FIRST' | 'LAST'
}

/** The periods of a ramp: 39 months in years are 12, 12, 12 and 3. Months are counted from the start, never added up. */
export function rampPeriods({ start, months, every = 12, short = 'LAST' }: RampPlan): RampPeriod[] {
  const first = dayNumber(start)
  if (first === undefined) throw new RangeError(`A ramp starts on a day such as 2027-01-01, not on ${start}`)
  if (!Number.isInteger(months) || months <= 0 || !Number.isInteger(every) || every <= 0)
    throw new RangeError('A ramp has whole months, one at least')
  const rest = months % every
  const ends = short === 'FIRST' && rest > 0 ? [rest] : [Math.min(every, months)]
  while ((ends.at(-1) as number) < months) ends.push(Math.min((ends.at(-1) as number) + every, months))
  return ends.map((end, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] as number)
    return { start: dayOf(addMonths(first, from)), end: dayOf(addMonths(first, end)), months: end - from }
  })
}

/** A line for each period, each priced by itself; a period without a step of its own is like the one before. */
export function ramp(line: RequestLine, plan: RampPlan, steps: readonly RampStep[]): RequestLine[] {
  let step: RampStep = {}
  return rampPeriods(plan).map(({ start, end }, index) => {
    step = { ...step, ...steps[index] }
    return { ...line, ...step, id: `${line.id}.${index + 1}`, term: { start, end } }
  })
}
