import { ActionIcon, TextInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { add, compare, exact, subtract, toText } from '../../engines/money/index.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { Field } from './field.tsx'
import { priceOf } from './list-prices.ts'
import { PriceEffect } from './price-effect.tsx'
import { nextOf, reachText } from './reach-text.ts'

type NumberFieldProps = {
  path: string
  label: string
  help?: string | undefined
  unit?: string | undefined
  product?: string | undefined
}

/** A number with what it can still be, exactly: beyond that the engine says why not. */
export function NumberField({ path, label, help, unit, product }: NumberFieldProps) {
  const { domainOf, valueOf, configuring, prices, currency, readOnly } = useForm()
  const domain = domainOf(path)
  const value = String(valueOf(path) ?? '')
  const [text, setText] = useState(value)
  const [problem, setProblem] = useState<string>()
  useEffect(() => setText(value), [value])
  const reach = domain && 'min' in domain ? domain : undefined

  const decide = (typed: string) => {
    const read = readNumber(typed)
    if (read.kind === 'ambiguous')
      return setProblem(`${typed} could be ${read.either[0]} or ${read.either[1]}.`)
    if (read.kind === 'none') return setProblem(`“${typed}” is not a number.`)
    setProblem(undefined)
    if (read.value !== value) configuring.decide({ variable: path, value: read.value })
  }
  const step = (by: 1 | -1) => {
    if (!reach || value === '') return
    const next = by > 0 ? add(exact(value), exact(reach.step)) : subtract(exact(value), exact(reach.step))
    decide(nextOf(reach, toText(next), by))
  }
  const atMin = reach && value !== '' && compare(exact(value), exact(reach.min)) <= 0
  const atMax = reach && value !== '' && compare(exact(value), exact(reach.max)) >= 0
  return (
    <Field path={path} label={label} help={help}>
      {(labelledBy) => (
        <div className={css.number}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={`Less ${label}`}
            disabled={readOnly || atMin}
            onClick={() => step(-1)}
          >
            <IconMinus size={15} stroke={2} />
          </ActionIcon>
          <TextInput
            aria-labelledby={labelledBy}
            inputMode="decimal"
            w={92}
            value={text}
            disabled={readOnly}
            error={problem !== undefined}
            rightSection={unit && <span className={css.unit}>{unit}</span>}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={() => text !== value && decide(text)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') decide(text)
              if (event.key === 'Escape') setText(value)
              if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
                event.preventDefault()
                step(event.key === 'ArrowUp' ? 1 : -1)
              }
            }}
          />
          <ActionIcon
            variant="default"
            size={32}
            aria-label={`More ${label}`}
            disabled={readOnly || atMax}
            onClick={() => step(1)}
          >
            <IconPlus size={15} stroke={2} />
          </ActionIcon>
          <span className={css.reach}>{problem ?? (reach && reachText(reach))}</span>
          <PriceEffect amount={product ? priceOf(prices, { product }) : undefined} currency={currency} each />
        </div>
      )}
    </Field>
  )
}
