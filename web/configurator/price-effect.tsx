import { isNothing } from '../quoting/values/format.ts'
import { Money } from '../ui/index.ts'
import css from './configurator.module.css'

type PriceEffectProps = { amount: string | undefined; currency: string; chosen?: boolean; each?: boolean }

/** What choosing this changes, by list price. */
export function PriceEffect({ amount, currency, chosen, each }: PriceEffectProps) {
  if (chosen || amount === undefined || currency === '') return null
  if (isNothing(amount)) return <span className={css.effect}>same price</span>
  return (
    <span className={css.effect}>
      <Money amount={amount} currency={currency} signed />
      {each && ' each'}
    </span>
  )
}
