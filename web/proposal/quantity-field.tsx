import { ActionIcon, TextInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { filled } from '../../contract/customer-words/index.ts'
import type { ProposalRow } from '../../contract/proposal-page.ts'
import { add, compare, exact, subtract, toPlaces } from '../../engines/money/index.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import { formatQuantity } from '../ui/index.ts'
import css from './proposal.module.css'
import { useAround } from './use-proposal.ts'

type Bounds = NonNullable<ProposalRow['bounds']>

/** How many, within the bounds the seller gave: by one up or down, or written. */
export function QuantityField({
  name,
  bounds,
  onChange,
}: {
  name: string
  bounds: Bounds
  onChange: (quantity: string) => void
}) {
  const { view, words } = useAround()
  const shown = formatQuantity(bounds.now, view.language)
  const [text, setText] = useState(shown)
  useEffect(() => setText(shown), [shown])

  const commit = (quantity: string | undefined) => {
    if (quantity === undefined || compare(exact(quantity), exact(bounds.now)) === 0) setText(shown)
    else onChange(quantity)
  }
  const step = (by: 'add' | 'subtract') => {
    const next = (by === 'add' ? add : subtract)(exact(bounds.now), exact('1'))
    const within =
      compare(next, exact(bounds.min)) < 0
        ? exact(bounds.min)
        : compare(next, exact(bounds.max)) > 0
          ? exact(bounds.max)
          : next
    commit(toPlaces(within, bounds.decimals))
  }
  return (
    <div className={css.quantity} role="group" aria-label={filled(words.quantityOf, { name })}>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={filled(words.fewer, { name })}
        disabled={compare(exact(bounds.now), exact(bounds.min)) <= 0}
        onClick={() => step('subtract')}
      >
        <IconMinus size={15} />
      </ActionIcon>
      <TextInput
        aria-label={filled(words.quantityOf, { name })}
        inputMode={bounds.decimals === 0 ? 'numeric' : 'decimal'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => commit(quantityIn(text, bounds))}
        onKeyDown={(event) => event.key === 'Enter' && commit(quantityIn(text, bounds))}
      />
      <ActionIcon
        variant="default"
        size={34}
        aria-label={filled(words.more, { name })}
        disabled={compare(exact(bounds.now), exact(bounds.max)) >= 0}
        onClick={() => step('add')}
      >
        <IconPlus size={15} />
      </ActionIcon>
      <span className={css.bounds}>
        {filled(words.between, {
          min: formatQuantity(bounds.min, view.language),
          max: formatQuantity(bounds.max, view.language),
        })}
      </span>
    </div>
  )
}

/** The number somebody wrote, where it can be had; "1.000" is read as the one of its meanings that can. */
function quantityIn(text: string, { min, max, decimals }: Bounds): string | undefined {
  const read = readNumber(text)
  const readings = read.kind === 'number' ? [read.value] : read.kind === 'ambiguous' ? read.either : []
  return readings.find(
    (value) =>
      (value.split('.')[1] ?? '').replace(/0+$/, '').length <= decimals &&
      compare(exact(value), exact(min)) >= 0 &&
      compare(exact(value), exact(max)) <= 0,
  )
}
