import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Money } from '../../ui/index.ts'
import { useStore } from '../store/use-quote.ts'
import { Twist } from './cell.tsx'
import type { Cursor } from './cursor.ts'
import css from './grid.module.css'
import { type GridRowProps, useFocusWith } from './grid-row.tsx'
import type { GridRow } from './rows.ts'

type GroupRow = Extract<GridRow, { kind: 'group' }>
type GroupCellsProps = Omit<GridRowProps, 'row'> & { row: GroupRow; here: Cursor | undefined }

/** A heading with the subtotal of its lines; it has the same cells as they do, so that the cursor passes straight. */
export function GroupCells({ row, columns, currency, waits, editable, entry, here, hands }: GroupCellsProps) {
  return columns.map((column, place) => (
    <GroupCell
      key={column.id}
      focused={here?.column === column.id}
      active={here?.column === column.id || (entry && place === 0)}
      place={place}
      column={column.id}
      align={column.align}
      row={row.key}
    >
      {column.id === 'product' ? (
        <GroupName row={row} editing={here?.column === 'product' ? here.editing : undefined} hands={hands} />
      ) : column.id === 'net' ? (
        <strong>
          <Money amount={row.group.net} currency={currency} bare muted={waits} />
        </strong>
      ) : column.id === 'menu' && editable ? (
        <GroupMenu row={row} hands={hands} />
      ) : null}
    </GroupCell>
  ))
}

type GroupCellProps = {
  focused: boolean
  active: boolean
  place: number
  column: string
  align: 'start' | 'end'
  row: string
  children: React.ReactNode
}

function GroupCell({ focused, active, place, column, align, row, children }: GroupCellProps) {
  const cell = useFocusWith(focused)
  return (
    <div
      ref={cell}
      role="gridcell"
      className={css.cell}
      data-column={column}
      data-row={row}
      data-align={align}
      data-focused={focused || undefined}
      aria-colindex={place + 1}
      tabIndex={active ? 0 : -1}
    >
      {children}
    </div>
  )
}

function GroupName({
  row,
  editing,
  hands,
}: Pick<GroupCellsProps, 'row' | 'hands'> & { editing: Cursor['editing'] }) {
  const store = useStore()
  const done = (next?: { key: 'Enter'; shift: boolean }) =>
    hands.edited({ row: row.key, column: 'product' }, next)
  if (!editing) {
    return (
      <div className={css.group}>
        <Twist shown expanded={row.expanded} onFold={() => hands.fold(row.key)} />
        <span className={css.clip}>{row.group.name}</span>
        <span className={css.count}>{row.lines === 1 ? '1 line' : `${row.lines} lines`}</span>
      </div>
    )
  }
  const save = (text: string) => {
    const name = text.trim()
    if (name !== '' && name !== row.group.name) {
      store.change([{ type: 'renameGroup', group: row.group.id, name }], `group renamed to ${name}`)
    }
  }
  return (
    <input
      className={css.editor}
      aria-label="Name of the group"
      defaultValue={editing.typed ?? row.group.name}
      maxLength={200}
      autoFocus
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') {
          save(event.currentTarget.value)
          done({ key: 'Enter', shift: event.shiftKey })
        }
        if (event.key === 'Escape') done()
      }}
      onBlur={(event) => {
        save(event.currentTarget.value)
        done()
      }}
    />
  )
}

function GroupMenu({ row, hands }: Pick<GroupCellsProps, 'row' | 'hands'>) {
  const store = useStore()
  const [opened, setOpened] = useState(false)
  return (
    <Menu opened={opened} onChange={setOpened} width={250} returnFocus={false}>
      <Menu.Target>
        <ActionIcon size={26} tabIndex={-1} aria-label={`Actions for the group ${row.group.name}`}>
          <IconDots size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} stroke={1.7} />}
          onClick={() => hands.begin(row.key, 'product')}
        >
          Rename
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={16} stroke={1.7} />}
          onClick={() =>
            store.change([{ type: 'removeGroup', group: row.group.id }], `group ${row.group.name} removed`)
          }
        >
          Remove the group, keep its lines
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
