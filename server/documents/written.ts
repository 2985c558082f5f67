/**
 * Numbers and days as people of a language write them. Amounts come as decimal strings and are never made into a
 * `number`: Intl takes the digits as they stand.
 */
export type Written = {
  /** "1.234,50": no currency, as many decimals as the currency has, more where the amount has them. */
  amount(value: string): string
  /** "1.234,50 €" */
  money(value: string): string
  /** "2,5" */
  quantity(value: string): string
  /** "7,25 %" */
  percent(value: string): string
  /** "20. November 2026", of a calendar day. */
  day(value: string): string
  /** "20.11.2026", where there is little room. */
  shortDay(value: string): string
  country(code: string): string
  /** "3 months" */
  span(count: number, unit: string): string
}

const kept = new Map<string, Written>()

export function writtenIn(language: string, currency: string): Written {
  const key = `${language}|${currency}`
  let written = kept.get(key)
  if (!written) {
    written = make(known(language), currency)
    // Making formatters takes longer than using them; there are few languages and currencies.
    kept.set(key, written)
  }
  return written
}

function make(language: string, currency: string): Written {
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 12 })
  const places = new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions()
  const amount = new Intl.NumberFormat(language, {
    minimumFractionDigits: places.minimumFractionDigits ?? 2,
    maximumFractionDigits: 12,
  })
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 12 })
  const percent = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'percent',
    maximumFractionDigits: 12,
  })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const shortDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const country = new Intl.DisplayNames(language, { type: 'region' })
  return {
    amount: (value) => signed(amount.format(digits(value))),
    money: (value) => signed(money.format(digits(value))),
    quantity: (value) => plain.format(digits(value)),
    percent: (value) => percent.format(digits(value)),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    shortDay: (value) => shortDay.format(new Date(`${value}T00:00:00Z`)),
    country: (code) => country.of(code) ?? code,
    span: (count, unit) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  }
}

/** A decimal string is a numeric literal to Intl, which keeps every digit; the type is TypeScript's name for that. */
function digits(value: string): Intl.StringNumericLiteral {
  return value as Intl.StringNumericLiteral
}

/** A minus is a minus in every language, not a hyphen. */
function signed(text: string): string {
  return text.replace('-', '−')
}

function known(language: string): string {
  return Intl.NumberFormat.supportedLocalesOf([language])[0] ?? 'en'
}
