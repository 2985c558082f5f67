import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState, useSyncExternalStore } from 'react'
import type { Command, QuoteLine } from '../../../contract/quotes.ts'
import { toast } from '../../ui/index.ts'
import { setDiscount } from '../grid/edit-line.ts'
import type { Selection } from '../grid/selection.ts'
import { newId } from '../store/new-id.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from './workspace.module.css'

/** What can be done with all picked lines at once: one change, taken back as one. Follows no lines while none is picked. */
export function BulkBar({ selection }: { selection: Selection }) {
  const picked = useSyncExternalStore(selection.subscribe, selection.get)
  return picked.size > 0 && <PickedBar picked={picked} selection={selection} />
}

function PickedBar({ picked, selection }: { picked: ReadonlySet<string>; selection: Selection }) {
  const store = useStore()
  const lines = useQuote((quote) => quote.lines)
  const groups = useQuote((quote) => quote.groups)
  const own = lines.filter((line) => picked.has(line.id) && line.parent === undefined)
  if (own.length === 0) return null
  const count = own.length === 1 ? '1 line' : `${own.length} lines`
  const all = (commandsFor: (line: QuoteLine) => Command[], words: string) =>
    store.change(own.flatMap(commandsFor), `${words} (${count})`)
  const set = (fields: Extract<Command, { type: 'setLine' }>['fields'], words: string) =>
    all((line) => [{ type: 'setLine', line: line.id, fields }], words)
  const intoNewGroup = (name: string) =>
    store.change(
      [{ type: 'splitGroup', lines: own.map((line) => line.id), group: newId('grp'), name }],
      `group ${name}`,
    )
  const remove = () => {
    all((line) => [{ type: 'removeLine', line: line.id }], 'removed')
    toast.done(`${count} removed`, { act: store.undo })
    selection.clear()
  }
  return (
    <div className={css.bulk} role="toolbar" aria-label={`${count} picked`}>
      <strong>{count}</strong>
      <Asked
        name="Quantity"
        label="Quantity of each"
        onGiven={(text) => {
          const read = readNumber(text)
          if (read.kind !== 'number' || !/[1-9]/.test(read.value) || read.value.startsWith('-'))
            return `“${text}” is not a quantity.`
          all(
            (line) => [{ type: 'setQuantity', line: line.id, quantity: read.value }],
            `quantity ${read.value}`,
          )
          return undefined
        }}
      />
      <Asked
        name="Discount"
        label="Percent on each line"
        second="Reason"
        onGiven={(text, reason) => {
          const read = readNumber(text)
          if (read.kind !== 'number' || !/^(100|\d{1,2}(\.\d{1,12})?)$/.test(read.value))
            return 'A discount is between 0 and 100 percent.'
          if (reason === '') return 'Approvers read the reason.'
          all((line) => setDiscount(line, read.value, reason), `${read.value}% discount`)
          return undefined
        }}
      />
      <Menu width={220}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            Group
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {groups.map((group) => (
            <Menu.Item key={group.id} onClick={() => set({ group: group.id }, `into ${group.name}`)}>
              {group.name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => intoNewGroup('New group')}>A new group</Menu.Item>
          <Menu.Item onClick={() => set({ group: null }, 'out of groups')}>No group</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu width={240}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => set({ optional: true }, 'made optional')}>Offer as options</Menu.Item>
          <Menu.Item onClick={() => set({ optional: false }, 'counted')}>Count in the totals</Menu.Item>
          <Menu.Item
            onClick={() => all((line) => [{ type: 'copyLine', line: line.id, id: newId('lin') }], 'copied')}
          >
            Duplicate
          </Menu.Item>
          <Menu.Item onClick={() => set({ status: 'CANCELLED' }, 'cancelled')}>Cancel the lines</Menu.Item>
          <Menu.Item onClick={() => set({ status: 'PENDING' }, 'no longer cancelled')}>
            Take the cancellation back
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" color="red" onClick={remove}>
        Remove
      </Button>
      <ActionIcon aria-label="Pick no line" onClick={selection.clear}>
        <IconX size={16} stroke={1.8} />
      </ActionIcon>
    </div>
  )
}

type AskedProps = {
  name: string
  label: string
  second?: string
  /** Answers what is wrong with what was typed, or nothing. */
  onGiven: (text: string, second: string) => string | undefined
}

function Asked({ name, label, second, onGiven }: AskedProps): ReactNode {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const wrong = onGiven(String(given.get('first')).trim(), String(given.get('second') ?? '').trim())
    setProblem(wrong)
    if (wrong === undefined) setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus width={230}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" aria-haspopup="dialog" onClick={() => setOpen(!open)}>
          {name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={css.small} onSubmit={give}>
          <TextInput name="first" label={label} inputMode="decimal" error={problem} data-autofocus />
          {second && <TextInput name="second" label={second} maxLength={200} />}
          <Button type="submit">Set</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
