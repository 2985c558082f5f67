import { toText } from '../../money/index.ts'
import { dayNumber, dayOf } from '../time/day.ts'
import { endOfTerm, type Factor, type FactorProblem, periodsBetween, prorate } from '../time/proration.ts'
import { numbers } from '../trace.ts'
import type { Day, Recurring, Step, Term } from '../types.ts'
import type { LineWork } from './work.ts'

/** Where nobody says how long, and of what has no end: so much is charged on one quote. */
const defaultMonths = 12

/** Step 6: how many periods are charged, as an exact fraction; 1 for what is charged once. */
export function term(work: LineWork): void {
  const { price, line } = work
  if (!price || work.failed) return
  const recurring = recurringOf(work)
  if (line.proration) {
    const charged = prorate(line.proration)
    if ('problem' in charged) return reportDates(work, charged, 'proration')
    return charge(work, charged)
  }
  if (!recurring || price.type === 'ONE_TIME') return
  const dates = datesOf(work, recurring)
  if (!dates) return
  work.term = { start: dates.start, end: dates.end, ...(dates.evergreen && { evergreen: true }) }
  const key = `${dates.charged}|${dates.end}|${recurring.interval}|${recurring.intervalCount}`
  const known = factors.get(work.run) ?? new Map<string, Factor | FactorProblem>()
  factors.set(work.run, known)
  let factor = known.get(key)
  if (!factor) {
    factor = periodsBetween(
      dates.charged,
      dates.end,
      recurring.interval,
      recurring.intervalCount,
      work.run.policy.proration,
    )
    known.set(key, factor)
  }
  if ('problem' in factor) return reportDates(work, factor, 'term')
  charge(work, factor)
}

/** Many lines have the same term: the calendar is asked once for each. */
const factors = new WeakMap<object, Map<string, Factor | FactorProblem>>()

export function recurringOf(work: { price: LineWork['price'] }): Recurring | undefined {
  const row = work.price?.row
  if (row && 'recurring' in row) return row.recurring
  return undefined
}

type Dates = { start: Day; end: Day; charged: Day; evergreen: boolean }

/** Start (the line's, the quote's, or the day of the quote), exclusive end, and where charging starts after a trial. */
function datesOf(work: LineWork, recurring: Recurring): Dates | undefined {
  const { line, run } = work
  const own: Term = line.term ?? {}
  const common: Term = run.header.term ?? {}
  const start = own.start ?? common.start ?? run.at.day
  const first = dayNumber(start)
  if (first === undefined) {
    reportDates(work, { problem: 'dates-unreadable' }, 'term')
    return undefined
  }
  const asPriced: Term = recurring.evergreen ? { evergreen: true } : {}
  const { months, end: givenEnd, evergreen } = [own, common].find(saysHowLong) ?? asPriced
  if (months !== undefined && (!Number.isInteger(months) || months <= 0)) {
    work.fail('term.months', 'term', `A term of ${months} months is none.`, 'Give a whole number of months.')
    return undefined
  }
  const end = givenEnd ?? endOfTerm(start, months ?? defaultMonths)
  const last = dayNumber(end)
  if (last === undefined) {
    reportDates(work, { problem: 'dates-unreadable' }, 'term')
    return undefined
  }
  if (last <= first) {
    reportDates(work, { problem: 'dates-reversed' }, 'term')
    return undefined
  }
  const trial = trialOf(work, recurring)
  if (!Number.isInteger(trial) || trial < 0) {
    work.fail('term.trial', 'term', `A trial of ${trial} days is none.`, 'Give a whole number of days.')
    return undefined
  }
  return {
    start,
    end,
    charged: trial > 0 ? dayOf(Math.min(first + trial, last)) : start,
    evergreen: evergreen === true && months === undefined && givenEnd === undefined,
  }
}

function saysHowLong({ months, end, evergreen }: Term): boolean {
  return months !== undefined || end !== undefined || evergreen !== undefined
}

/** Days at the start that are not charged: agreed for the line, for the quote, or as the price says. */
export function trialOf({ line, run }: Pick<LineWork, 'line' | 'run'>, recurring: Recurring): number {
  return line.term?.trialDays ?? run.header.term?.trialDays ?? recurring.trialPeriodDays ?? 0
}

function charge(work: LineWork, factor: Factor): void {
  work.factor = factor.factor
  work.period = factor
  work.steps?.push(words(work))
}

const evergreenRule = 'it has no end, so twelve months of it count'

function words(work: LineWork): Step {
  const { period, term: dates } = work
  const factor = period as Factor
  const recurring = recurringOf(work)
  const trial = recurring && trialOf(work, recurring)
  return {
    step: 'term',
    because: [
      factor.because,
      ...(dates?.evergreen ? [evergreenRule] : []),
      ...(trial && dates ? [`charged after a trial of ${trial} days`] : []),
    ],
    in: numbers({
      method: factor.method,
      start: dates?.start,
      end: dates?.end,
      days: factor.days === undefined ? undefined : String(factor.days),
      of: factor.of === undefined ? undefined : String(factor.of),
      months: factor.months === undefined ? undefined : String(factor.months),
    }),
    out: { factor: toText(factor.factor) },
  }
}

function reportDates(work: LineWork, problem: FactorProblem, field: string): void {
  if (problem.problem === 'dates-reversed') {
    return work.fail(
      'term.dates-reversed',
      field,
      'The term ends before it starts.',
      'Give an end after the start.',
    )
  }
  work.fail(
    'term.unreadable',
    field,
    'The dates of the term cannot be read.',
    'Give days such as 2026-11-20.',
  )
}
