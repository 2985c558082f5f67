import { Checkbox } from '@mantine/core'
import type { BooleanVariable } from '../../engines/configurator/index.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { Field } from './field.tsx'
import { priceOf } from './list-prices.ts'
import { PriceEffect } from './price-effect.tsx'

/** Yes or no. A state that cannot be left says why when one tries. */
export function BooleanField({ path, variable }: { path: string; variable: BooleanVariable }) {
  const { valueOf, configuring, prices, currency, readOnly } = useForm()
  const on = valueOf(path) === true
  const product = variable.product ? prices.get(variable.product) : undefined
  return (
    <Field path={path} label={variable.label ?? product?.name ?? variable.code} help={variable.help}>
      {(labelledBy) => (
        <div className={css.yesNo}>
          <Checkbox
            aria-labelledby={labelledBy}
            label={on ? 'Included' : 'Not included'}
            checked={on}
            disabled={readOnly}
            onChange={(event) => configuring.decide({ variable: path, value: event.currentTarget.checked })}
          />
          <PriceEffect
            amount={variable.product ? priceOf(prices, variable) : undefined}
            currency={currency}
          />
        </div>
      )}
    </Field>
  )
}
