import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './fields.module.css'

type Pair = { key: number; name: string; value: string }
type PairsFieldProps = {
  label: string
  value: Readonly<Record<string, unknown>>
  error: string | undefined
  names: string
  add: string
  disabled?: boolean
  read?: (text: string) => unknown
  onChange: (value: Record<string, unknown>) => void
}

/** Names with values: rows to fill in. What is nested is written as JSON in its row. */
export function PairsField({
  label,
  value,
  error,
  names,
  add,
  disabled,
  read = readValue,
  onChange,
}: PairsFieldProps) {
  const [pairs, setPairs] = useState<Pair[]>(() =>
    Object.entries(value).map(([name, each], key) => ({ key, name, value: writeValue(each) })),
  )
  const set = (next: Pair[]) => {
    setPairs(next)
    onChange(
      Object.fromEntries(
        next.filter((pair) => pair.name.trim()).map((pair) => [pair.name.trim(), read(pair.value)]),
      ),
    )
  }
  const change = (key: number, part: Partial<Pair>) =>
    set(pairs.map((pair) => (pair.key === key ? { ...pair, ...part } : pair)))
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {pairs.map((pair) => (
        <div key={pair.key} className={classes.pair}>
          <TextInput
            aria-label={names}
            placeholder={names}
            value={pair.name}
            onChange={(event) => change(pair.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Value of ${pair.name || names.toLowerCase()}`}
            value={pair.value}
            onChange={(event) => change(pair.key, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={`Remove ${pair.name || names.toLowerCase()}`}
            onClick={() => set(pairs.filter((each) => each.key !== pair.key))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      {error && <p className={classes.error}>{error}</p>}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          setPairs([
            ...pairs,
            { key: Math.max(0, ...pairs.map((pair) => pair.key)) + 1, name: '', value: '' },
          ])
        }
      >
        {add}
      </Button>
    </fieldset>
  )
}

/** "true", "12" and JSON are what they look like; "007" and "12.50" would change as numbers and stay texts. */
export function readValue(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  if (trimmed !== '' && String(Number(trimmed)) === trimmed) return Number(trimmed)
  if (/^[[{]/.test(trimmed)) {
    try {
      return JSON.parse(trimmed)
    } catch {
      return text // not finished yet
    }
  }
  return text
}

export function writeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
