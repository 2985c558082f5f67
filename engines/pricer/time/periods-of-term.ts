import { type Exact, zero } from '../../money/index.ts'
import type { Day, Policy, Recurring } from '../types.ts'
import { dayNumber, dayOf } from './day.ts'
import { periodsBetween } from './proration.ts'

/** How many periods of a term are charged after its trial; none where its days make no sense. */
export function periodsOfTerm(
  { start, end }: { start: Day; end: Day },
  { interval, intervalCount, trialPeriodDays = 0 }: Recurring,
  method: Policy['proration'],
): Exact | undefined {
  const [first, last] = [dayNumber(start), dayNumber(end)]
  if (first === undefined || last === undefined) return undefined
  const charged = first + trialPeriodDays
  if (charged >= last) return zero
  const periods = periodsBetween(dayOf(charged), end, interval, intervalCount, method)
  return 'problem' in periods ? undefined : periods.factor
}
