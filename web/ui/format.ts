import { findCurrency } from '../../engines/money/index.ts'

// Decimal strings go to Intl as they are: it reads every digit, while a number would lose some on the way.
type Numeral = Intl.StringNumericLiteral

const formats = new Map<string, Intl.NumberFormat>()
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, options)
    formats.set(key, format)
  }
  return format
}

export type MoneyOptions = {
  /** "+" before what is added; for steps of a calculation. */
  signed?: boolean
  /** Without the currency, for columns that name it once. */
  bare?: boolean
}

/** "1234.5" in EUR → "€1,234.50". Never fewer decimals than the amount has, nor than the currency is written with. */
export function formatMoney(
  amount: string,
  currency: string,
  language: string,
  options: MoneyOptions = {},
): string {
  const least = findCurrency(currency)?.minorUnits ?? 2
  const places = Math.max(least, decimalsOf(amount))
  const format = numberFormat(language, {
    ...(options.bare ? {} : { style: 'currency', currency, currencyDisplay: 'symbol' }),
    minimumFractionDigits: least,
    maximumFractionDigits: places,
    signDisplay: options.signed ? 'exceptZero' : 'negative',
  })
  return withMinus(format.format(amount as Numeral))
}

/** "1234.50" → "1,234.5": as many decimals as it has. */
export function formatQuantity(value: string, language: string): string {
  const places = decimalsOf(value)
  return withMinus(numberFormat(language, { maximumFractionDigits: places }).format(value as Numeral))
}

/** A percentage as we store it: "7.5" → "7.5%". */
export function formatPercent(value: string, language: string, places?: number): string {
  const format = numberFormat(language, { maximumFractionDigits: places ?? decimalsOf(value) })
  return `${withMinus(format.format(value as Numeral))}%`
}

/** A calendar day, which has no time zone: "2026-11-20" → "Nov 20, 2026". */
export function formatDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

export function formatInstant(instant: string, language: string, timeZone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const
  return new Intl.DateTimeFormat(language, options).format(new Date(instant))
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "3 hours ago"; from a week on the day itself, which says more. */
export function formatAgo(instant: string, now: number, language: string, timeZone: string): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000)
  if (Math.abs(seconds) >= 7 * 86_400) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone }).format(new Date(instant))
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second' as const, 1]
  return Math.abs(seconds) < 60
    ? relative.format(0, 'second')
    : relative.format(Math.trunc(seconds / size), unit)
}

function decimalsOf(value: string): number {
  return value.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length
}

/** A true minus sign is as wide as the plus and does not break from its number. */
function withMinus(text: string): string {
  return text.replace('-', '−')
}

/** "seat" → "seats" for any quantity but one. Abbreviations ("GB", "kg") and phrases stay as they are. */
export function unitFor(unit: string, quantity: string): string {
  if (!/^[a-z]{3,}$/.test(unit) || /^-?1(\.0*)?$/.test(quantity)) return unit
  return /(s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`
}
