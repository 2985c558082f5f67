import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconColumnInsertRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { TierColumn } from '../describe.ts'
import classes from './fields.module.css'
import { joined, type Tier } from './joined-tiers.ts'
import { withPoint } from './with-point.ts'

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
  const change = (index: number, part: Partial<Tier>) => {
    const next = tiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier))
    onChange(joined(next, next.at(-1)?.to))
  }
  const isLast = (index: number) => index === tiers.length - 1
  const add = () => {
    const last = tiers.at(-1)
    onChange(joined([...tiers, { from: last ? '' : '1' }], last?.to))
  }
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend>{label}</legend>
      {tiers.length > 0 && (
        <table className={`${classes.table} ${classes.tiers}`}>
          <thead>
            <tr>
              <th scope="col">From quantity</th>
              <th scope="col">To</th>
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
                <td data-title="From quantity">
                  <TierInput
                    label={`Tier ${index + 1} from quantity`}
                    value={tier.from}
                    error={errorAt(`${index}.from`) ?? (isLast(index) ? undefined : errorAt(`${index}.to`))}
                    onChange={(from) => change(index, { from })}
                  />
                </td>
                <td data-title="To">
                  {isLast(index) ? (
                    <TierInput
                      label={`Tier ${index + 1} to quantity`}
                      placeholder="no end"
                      value={tier.to ?? ''}
                      error={errorAt(`${index}.to`)}
                      onChange={(to) => change(index, { to: to || undefined })}
                    />
                  ) : (
                    <span className={classes.next}>{tier.to}</span>
                  )}
                </td>
                {columns.map((column) => (
                  <td key={column} data-title={titles[column]}>
                    <TierInput
                      label={`Tier ${index + 1} ${titles[column].toLowerCase()}`}
                      value={tier[column] ?? ''}
                      error={errorAt(`${index}.${column}`)}
                      onChange={(value) => change(index, { [column]: value })}
                    />
                  </td>
                ))}
                <td>
                  <ActionIcon
                    aria-label={`Remove tier ${index + 1}`}
                    onClick={() =>
                      onChange(
                        joined(
                          tiers.filter((_, at) => at !== index),
                          tiers.at(-1)?.to,
                        ),
                      )
                    }
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

type TierInputProps = {
  label: string
  placeholder?: string
  value: string
  error: string | undefined
  onChange: (text: string) => void
}

function TierInput({ label, placeholder, value, error, onChange }: TierInputProps) {
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      placeholder={placeholder}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => value !== withPoint(value) && onChange(withPoint(value))}
    />
  )
}
