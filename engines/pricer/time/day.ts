import type { Day } from '../types.ts'

/** Days since 1 January 1970 in the proleptic Gregorian calendar; undefined for what is no day. */
export function dayNumber(day: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '')
  if (!match) return undefined
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined
  return fromParts(year, month, date)
}

/** The day of a number. */
export function dayOf(number: number): Day {
  const { year, month, date } = parts(number)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}

/** So many months after a day, counted from that day: 31 January + 1 is 28 February, + 2 is 31 March. */
export function addMonths(number: number, months: number): number {
  const { year, month, date } = parts(number)
  const count = year * 12 + (month - 1) + months
  const inYear = Math.floor(count / 12)
  const inMonth = (count % 12) + 1
  return fromParts(inYear, inMonth, Math.min(date, daysInMonth(inYear, inMonth)))
}

/** The most whole months, counted from the start, that end no later than the end. */
export function wholeMonths(start: number, end: number): number {
  const from = parts(start)
  const to = parts(end)
  let months = (to.year - from.year) * 12 + (to.month - from.month)
  while (addMonths(start, months) > end) months--
  return months
}

export function parts(number: number): { year: number; month: number; date: number } {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date }
}

export function fromParts(year: number, month: number, date: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
