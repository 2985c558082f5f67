import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboardText,
  IconColumns3,
  IconFolderPlus,
} from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { type Column, type ColumnId, isFixed } from '../grid/columns.ts'
import { newGroup } from '../grid/new-group.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from './workspace.module.css'
import { useWorkspace } from './workspace.ts'

type ToolbarProps = {
  columns: Column[]
  shown: Column[]
  onChoose: (ids: ColumnId[] | undefined) => void
  onPaste: () => void
  /** Only lines with these words are shown. */
  words: string
  onWords: (words: string) => void
}
const icon = { size: 17, stroke: 1.7 } as const

/** Above the grid: undo and redo, groups, rows from a spreadsheet, which columns are shown. */
export function Toolbar({ columns, shown, onChoose, onPaste, words, onWords }: ToolbarProps) {
  const { readOnly } = useWorkspace()
  return (
    <div className={css.toolbar} role="toolbar" aria-label="Lines">
      <h2 className={css.toolbarTitle}>Lines</h2>
      <LineCount />
      <span className={css.grow} />
      <TextInput
        size="xs"
        type="search"
        className={css.filter}
        aria-label="Show only lines with"
        placeholder="Find in lines"
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
      {readOnly === undefined && (
        <>
          <UndoRedo />
          <NewGroup />
          <Tooltip label="Add rows from a spreadsheet">
            <ActionIcon aria-label="Add rows from a spreadsheet" onClick={onPaste}>
              <IconClipboardText {...icon} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <ColumnChooser columns={columns} shown={shown} onChoose={onChoose} />
    </div>
  )
}

/** Lines of the buyer's choice, without their parts. */
function LineCount() {
  const lines = useQuote((quote) => quote.lines)
  const count = useMemo(() => lines.filter((line) => line.parent === undefined).length, [lines])
  return <span className={css.count}>{count}</span>
}

function UndoRedo() {
  const store = useStore()
  const canUndo = useQuote((quote) => quote.canUndo)
  const canRedo = useQuote((quote) => quote.canRedo)
  return (
    <>
      <Tooltip label="Undo">
        <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={store.undo}>
          <IconArrowBackUp {...icon} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo">
        <ActionIcon aria-label="Redo" disabled={!canRedo} onClick={store.redo}>
          <IconArrowForwardUp {...icon} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function NewGroup() {
  const store = useStore()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-end" width={260}>
      <Popover.Target>
        <ActionIcon aria-label="New group" title="New group" onClick={() => setOpen(!open)}>
          <IconFolderPlus {...icon} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css.small}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            store.change([newGroup(name.trim())], `group ${name.trim()}`)
            setName('')
            setOpen(false)
          }}
        >
          <TextInput
            label="Name of the group"
            data-autofocus
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            Add the group
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

function ColumnChooser({ columns, shown, onChoose }: Omit<ToolbarProps, 'onPaste' | 'words' | 'onWords'>) {
  const visible = new Set(shown.map((column) => column.id))
  const toggle = (id: ColumnId) => {
    const next = columns.filter((column) => (column.id === id ? !visible.has(id) : visible.has(column.id)))
    onChoose(next.map((column) => column.id))
  }
  return (
    <Menu closeOnItemClick={false} width={200}>
      <Menu.Target>
        <ActionIcon aria-label="Choose columns" title="Choose columns">
          <IconColumns3 {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter((column) => !isFixed(column.id))
          .map((column) => (
            <Menu.Item
              key={column.id}
              role="menuitemcheckbox"
              aria-checked={visible.has(column.id)}
              onClick={() => toggle(column.id)}
            >
              <Checkbox.Indicator
                size="xs"
                checked={visible.has(column.id)}
                mr={10}
                style={{ verticalAlign: 'middle' }}
              />
              {column.title}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChoose(undefined)}>As delivered</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
