import { Money, Nothing, Percent, Quantity } from '../ui/index.ts'
import type { PriceRow } from './price-row.ts'
import classes from './pricing.module.css'

type Tiered = {
  from: string
  to?: string | undefined
  unitAmount?: string | undefined
  flatAmount?: string | undefined
  percentOff?: string | undefined
}

/** What a price asks for: an amount, a percentage, a formula, or its tiers. */
export function PriceAmount({ price }: { price: PriceRow }) {
  const { currency } = price
  if (price.tiers && price.tiers.length > 0) return <Tiers tiers={price.tiers} currency={currency} />
  if (price.percent !== undefined) return <Percent value={price.percent} />
  if (price.formula) return <code className={classes.formula}>{price.formula}</code>
  if (price.unitAmount === undefined && price.flatAmount === undefined) return <Nothing />
  return (
    <span className={classes.amount}>
      {price.unitAmount !== undefined && <Money amount={price.unitAmount} currency={currency} />}
      {price.packageSize && (
        <span className={classes.quiet}>
          {' '}
          per <Quantity value={price.packageSize} />
        </span>
      )}
      {price.flatAmount !== undefined && (
        <>
          {price.unitAmount !== undefined && ' + '}
          <Money amount={price.flatAmount} currency={currency} /> <span className={classes.quiet}>flat</span>
        </>
      )}
      {price.freeUnits && (
        <span className={classes.quiet}>
          {' '}
          after <Quantity value={price.freeUnits} /> free
        </span>
      )}
    </span>
  )
}

/** Tiers as a small table: from which quantity, for how much. */
export function Tiers({ tiers, currency }: { tiers: readonly Tiered[]; currency?: string | undefined }) {
  return (
    <dl className={classes.tiers}>
      {tiers.map((tier) => (
        <div key={tier.from}>
          <dt>
            from <Quantity value={tier.from} />
          </dt>
          <dd>
            {tier.percentOff !== undefined && (
              <>
                − <Percent value={tier.percentOff} />
              </>
            )}
            {tier.unitAmount !== undefined && <Amount amount={tier.unitAmount} currency={currency} />}
            {tier.flatAmount !== undefined && (
              <>
                {tier.unitAmount !== undefined && ' + '}
                <Amount amount={tier.flatAmount} currency={currency} /> flat
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** In its currency where one is said; a rule may hold in several. */
export function Amount({ amount, currency }: { amount: string; currency?: string | undefined }) {
  return currency ? <Money amount={amount} currency={currency} /> : <Quantity value={amount} />
}
