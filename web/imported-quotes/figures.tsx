import { Instant, Money, Nothing } from '../ui/index.ts'

/** An amount as the document has it; what is no number, or in no currency, is shown as it stands there. */
export function Amount({ value, currency }: { value: string | undefined; currency: string | undefined }) {
  if (value === undefined) return <Nothing />
  if (!/^-?\d+(\.\d+)?$/.test(value) || !/^[A-Z]{3}$/.test(currency ?? '')) return value
  return <Money amount={value} currency={currency ?? ''} />
}

export function When({ value }: { value: string | undefined }) {
  if (value === undefined) return <Nothing />
  return Number.isNaN(Date.parse(value)) ? value : <Instant value={value} />
}
