import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconColumnInsertRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { TierColumn } from '../describe.ts'
import classes from './fields.module.css'

type Tier = { from: string; to?: string } & Partial<Record<TierColumn, string>>
type TiersFieldProps = {
  label: string
  columns: readonly TierColumn[]
  further?: readonly TierColumn[] | undefined
  tiers: readonly Tier[]
  errorAt: (path: string) => string | undefined
  disabled?: boolean
  onChange: (tiers: Tier[]) => void
}
const titles: Record<TierColumn, string> = {
  unitAmount: 'Per unit',
  flatAmount: 'Flat',
  percentOff: 'Percent off',
  packageSize: 'Units in a pack',
  percent: 'Percent of the quantity',
}

/** Tiers by where they begin: each ends where the next one begins, so that none overlap and nothing is left out. */
export function TiersField(props: TiersFieldProps) {
  const { label, further = [], tiers, errorAt, disabled, onChange } = props
  const [asked, setAsked] = useState(false)
  const all = asked || tiers.some((tier) => further.some((column) => tier[column] !== undefined))
  const columns = all ? [...props.columns, ...further] : props.columns
  const change = (index: number, part: Partial<Tier>) =>
    onChange(joined(tiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier))))
  const add = () => {
    const last = tiers.at(-1)
    onChange(joined([...tiers, { from: last ? '' : '1' }]))
  }
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend>{label}</legend>
      {tiers.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">From quantity</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {titles[column]}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tiers.map((tier, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
              <tr key={index}>
                <td>
                  <TextInput
                    aria-label={`Tier ${index + 1} from quantity`}
                    inputMode="decimal"
                    value={tier.from}
                    error={errorAt(`${index}.from`) ?? errorAt(`${index}.to`)}
                    onChange={(event) => change(index, { from: event.currentTarget.value })}
                  />
                </td>
                {columns.map((column) => (
                  <td key={column}>
                    <TextInput
                      aria-label={`Tier ${index + 1} ${titles[column].toLowerCase()}`}
                      inputMode="decimal"
                      value={tier[column] ?? ''}
                      error={errorAt(`${index}.${column}`)}
                      onChange={(event) => change(index, { [column]: event.currentTarget.value })}
                    />
                  </td>
                ))}
                <td>
                  <ActionIcon
                    aria-label={`Remove tier ${index + 1}`}
                    onClick={() => onChange(joined(tiers.filter((_, at) => at !== index)))}
                  >
                    <IconTrash size={16} stroke={1.7} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {errorAt('') && <p className={classes.error}>{errorAt('')}</p>}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add tier
      </Button>
      {!all && further.length > 0 && tiers.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconColumnInsertRight size={14} />}
          onClick={() => setAsked(true)}
        >
          Packs and percentages
        </Button>
      )}
    </fieldset>
  )
}

/** Where a tier ends follows from the next; the end of the last one, if it has any, stays. */
export function joined(tiers: readonly Tier[]): Tier[] {
  return tiers.map((tier, index) => {
    const next = tiers[index + 1]
    const { to, ...open } = tier
    if (next) return { ...open, to: next.from }
    return index === tiers.length - 1 && to !== undefined && Number(to) > Number(tier.from) ? tier : open
  })
}
