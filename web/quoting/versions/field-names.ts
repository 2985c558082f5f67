const names: Record<string, string> = {
  mrr: 'MRR',
  arr: 'ARR',
  tcv: 'TCV',
  oneTime: 'One-time',
  listUnitPrice: 'List price',
  unitPrice: 'Unit price',
  lineDiscount: 'Discount',
  quoteDiscount: 'Share of the quote’s discount',
  verdict: 'Status',
}

/** "validUntil" as people say it: "Valid until". */
export function fieldName(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return names[field] ?? words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** What stands in a field, short enough to read; lists and records as their values. */
export function shownValue(value: string | undefined): string {
  if (value === undefined) return 'nothing'
  if (!/^[[{]/.test(value)) return value
  const words = wordsIn(JSON.parse(value) as unknown).join(', ')
  return words.length > 160 ? `${words.slice(0, 160)} …` : words
}

/** What a figure alone would not say. */
const said: Record<string, (value: unknown) => string[]> = {
  months: (value) => [`${value} months`],
  end: (value) => [`until ${value}`],
  evergreen: () => ['no end'],
  trialDays: (value) => [`${value} days free`],
}

function wordsIn(value: unknown): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, inner]) =>
      name === 'id' || name === 'by' ? [] : (said[name]?.(inner) ?? wordsIn(inner)),
    )
  }
  return [String(value)]
}
