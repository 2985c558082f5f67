/** Calendar days as texts, "2026-11-20": they sort as they are, and no time zone can move them. */

const dayForm = /^(\d{4})-(\d\d)-(\d\d)$/
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isDay(text: string): boolean {
  const [, year, month, day] = dayForm.exec(text) ?? []
  if (year === undefined) return false
  const number = Number(day)
  return Number(year) > 0 && number > 0 && number <= daysIn(Number(year), Number(month))
}

/** Days from the first to the second, negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return count(to) - count(from)
}

/** The day so many days later; undefined outside the years 1 to 9999. */
export function addDays(day: string, days: number): string | undefined {
  const target = count(day) + days
  if (target < count('0001-01-01') || target > count('9999-12-31')) return undefined
  let year = Math.floor(target / 365.2425) + 1
  while (count(`${padded(year)}-01-01`) > target) year--
  while (year < 9999 && count(`${padded(year + 1)}-01-01`) <= target) year++
  let rest = target - count(`${padded(year)}-01-01`)
  let month = 1
  for (; rest >= daysIn(year, month); month++) rest -= daysIn(year, month)
  return `${padded(year)}-${String(month).padStart(2, '0')}-${String(rest + 1).padStart(2, '0')}`
}

/** Days since the first of the year 1. */
function count(day: string): number {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const before = year - 1
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  for (let earlier = 1; earlier < month; earlier++) days += daysIn(year, earlier)
  return days + Number(day.slice(8)) - 1
}

function daysIn(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return monthDays[month - 1] ?? 0
}

function padded(year: number): string {
  return String(year).padStart(4, '0')
}
