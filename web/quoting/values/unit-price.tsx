import { Money } from '../../ui/index.ts'
import { averageOf } from './format.ts'

type UnitPriceProps = { value: string | undefined; currency: string; bare?: boolean; muted?: boolean }

/** What one costs. Over tiers, and of a credit, it is an average that may have no end: shown as one, rounded. */
export function UnitPrice({ value, currency, ...how }: UnitPriceProps) {
  const average = value === undefined ? undefined : averageOf(value, currency)
  if (average === undefined) return <Money amount={value} currency={currency} {...how} />
  return (
    <span style={{ whiteSpace: 'nowrap' }} title={`On average: ${value}`}>
      <span aria-label="on average">⌀</span> <Money amount={average} currency={currency} {...how} />
    </span>
  )
}
