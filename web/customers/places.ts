const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
const currencyNames = new Intl.DisplayNames('en', { type: 'currency', fallback: 'code' })
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** "DE" → "Germany". */
export function countryName(code: string): string {
  try {
    return regionNames.of(code.toUpperCase()) ?? code
  } catch {
    return code
  }
}

/** "de-CH" → "Swiss High German". */
export function languageName(tag: string): string {
  return languageNames.of(tag) ?? tag
}

type Choice = { value: string; label: string }

// ISO 3166-1: every pair of letters the browser has a name for, without those that are no country to send things to.
const notCountries = new Set(
  'AC AN BU CP CQ CS DD DG EA EU EZ FX IC NT QO SU TA TP UN XA XB YD YU ZR ZZ UK XK'.split(' '),
)
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

let countryChoices: Choice[] | undefined
export function countries(): Choice[] {
  countryChoices ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && countryName(code) !== code)
    .map((code) => ({ value: code, label: countryName(code) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return countryChoices
}

/** Currencies by code, the ones used most first. */
export function currencies(): Choice[] {
  const first = ['EUR', 'USD', 'GBP', 'CHF', 'JPY']
  const others = Intl.supportedValuesOf('currency').filter((code) => !first.includes(code))
  return [...first, ...others].map((code) => ({
    value: code,
    label: `${code}, ${currencyNames.of(code) ?? code}`,
  }))
}

export function languages(): Choice[] {
  const tags = [
    'en',
    'en-GB',
    'en-US',
    'de',
    'de-AT',
    'de-CH',
    'fr',
    'fr-CH',
    'it',
    'es',
    'pt',
    'nl',
    'pl',
    'sv',
    'da',
    'nb',
    'fi',
    'cs',
    'ja',
    'zh',
    'ko',
    'ar',
    'tr',
  ]
  return tags.map((tag) => ({ value: tag, label: languageName(tag) }))
}
