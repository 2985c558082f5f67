import type { Command } from '../../contract/quotes.ts'
import type { Line } from './content.ts'

export type Period = Extract<Command, { type: 'rampLine' }>['periods'][number]

/** A period of a ramp as what it changes of the line: its term, its quantity, its discount. */
export function periodOf(
  line: Line,
  period: Period,
  start: string,
  by: string,
  discountId: string,
): Partial<Line> {
  const kept = line.manualDiscounts.filter((each) => each.type !== 'PERCENTAGE')
  // Only what begins first has a trial; a ramp goes on from there.
  const first = line.term?.start === undefined || line.term.start === start
  const trialDays = first ? line.term?.trialDays : 0
  return {
    term: { start, months: period.months, ...(trialDays !== undefined && { trialDays }) },
    ...(period.quantity !== undefined && { quantity: period.quantity }),
    ...(period.discount !== undefined && {
      manualDiscounts: /[1-9]/.test(period.discount)
        ? [...kept, { id: discountId, type: 'PERCENTAGE', value: period.discount, reason: 'Ramp', by }]
        : kept,
    }),
  }
}

/** So many months after a day, counted from that day: 31 January + 1 is 28 February. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
