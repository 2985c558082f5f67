import type { KeyboardEvent } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { toast } from '../../ui/index.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Column, isEditable } from './columns.ts'
import type { Cursor, CursorStore } from './cursor.ts'
import { isPart, type lineActions } from './line-actions.ts'
import { type Extent, moveFrom, type Place, types } from './navigate.ts'
import type { GridRow, Rows } from './rows.ts'
import type { Selection } from './selection.ts'

/** What the keyboard of the grid works with. */
export type Board = {
  rows: Rows
  columns: Column[]
  page: number
  cursor: CursorStore
  selection: Selection
  act: ReturnType<typeof lineActions>
  workspace: Workspace
  fold: (key: string, expanded?: boolean) => void
  go: (place: Place) => void
  /** The cursor goes to this row as soon as it is there. */
  await: (row: string) => void
  leaving: { current: boolean }
}

/** Handles a key in the grid; what it does not know goes its usual way. */
export function onGridKey(event: KeyboardEvent, board: Board): void {
  const at = board.cursor.get()
  if (!at || event.defaultPrevented) return
  const place = placeOf(at, board)
  const row = board.rows.list[place.row]
  if (!row) return
  const pressed = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey }
  // A button in a cell has its own Enter and Space.
  const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null
  if (onButton && (event.key === 'Enter' || event.key === ' ')) return

  const done =
    (event.altKey && onAlt(pressed.key, row, board)) ||
    (pressed.ctrl && pressed.key.toLowerCase() === 'd' && duplicate(row, board)) ||
    pickByKey(event, place, board) ||
    onRow(event, row, at, board) ||
    onTab(pressed, place, board) ||
    move(pressed, place, board, event.altKey)
  board.leaving.current = event.key === 'Escape'
  if (done) event.preventDefault()
}

export function placeOf(cursor: Cursor, { rows, columns }: Pick<Board, 'rows' | 'columns'>): Place {
  return {
    row: rows.placeOf.get(cursor.row) ?? 0,
    column: Math.max(
      0,
      columns.findIndex((column) => column.id === cursor.column),
    ),
  }
}

export function extentOf({ rows, columns, page }: Pick<Board, 'rows' | 'columns' | 'page'>): Extent {
  return { rows: rows.list.length, columns: columns.length, page }
}

/** Whether the cell at a place takes what is typed. */
export function takesTyping(
  place: Place,
  { rows, columns, workspace }: Pick<Board, 'rows' | 'columns' | 'workspace'>,
) {
  const row = rows.list[place.row]
  const column = columns[place.column]
  if (!row || !column || workspace.readOnly !== undefined) return false
  return row.kind === 'group' ? column.id === 'product' : isEditable(column, row.line, true)
}

/** Shift and an arrow picks on, Shift and Space this row, Ctrl A all, Escape none. */
function pickByKey(event: KeyboardEvent, place: Place, board: Board): boolean {
  const { rows, selection } = board
  const here = rows.list[place.row]
  if (!here || event.altKey) return false
  if (event.key === ' ' && event.shiftKey) {
    selection.toggle(here.key)
    return true
  }
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    selection.set(rows.list.flatMap((row) => (row.kind === 'line' ? row.key : [])))
    return true
  }
  if (event.key === 'Escape' && selection.get().size > 0) {
    selection.clear()
    return true
  }
  if (!event.shiftKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false
  const next = { ...place, row: place.row + (event.key === 'ArrowDown' ? 1 : -1) }
  const row = rows.list[next.row]
  if (!row) return true
  selection.add(linesBetween(rows, here.key, row.key))
  board.go(next)
  return true
}

/** Lines from one row to another, both included. */
export function linesBetween(rows: Rows, from: string, to: string): string[] {
  const a = rows.placeOf.get(from) ?? 0
  const b = rows.placeOf.get(to) ?? 0
  return rows.list
    .slice(Math.min(a, b), Math.max(a, b) + 1)
    .flatMap((row) => (row.kind === 'line' ? row.key : []))
}

/** Alt moves lines and folds. */
function onAlt(key: string, row: GridRow, board: Board): boolean {
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    board.fold(row.key, key === 'ArrowRight')
    return true
  }
  if ((key !== 'ArrowUp' && key !== 'ArrowDown') || row.kind === 'group') return false
  if (board.workspace.readOnly === undefined) board.act.move(row.line, key === 'ArrowUp' ? 'up' : 'down')
  return true
}

function duplicate(row: GridRow, board: Board): boolean {
  if (row.kind === 'line' && board.workspace.readOnly === undefined && !refusePart(row.line)) {
    board.await(board.act.duplicate(row.line))
  }
  return true
}

/** Keys that do something with the row or the cell at hand. */
function onRow(event: KeyboardEvent, row: GridRow, at: Cursor, board: Board): boolean {
  const place = placeOf(at, board)
  const column = board.columns[place.column]
  if (!column || event.altKey) return false
  if (event.key === ' ' && !event.ctrlKey) {
    board.fold(row.key)
    return true
  }
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return openMenu(event)
  const editable = takesTyping(place, board)
  if (editable && types(event)) return begin(at, board, row.kind === 'group' ? undefined : event.key)
  if (editable && event.key === 'Backspace') return begin(at, board, '')
  if (editable && (event.key === 'F2' || (event.key === 'Enter' && row.kind === 'line')))
    return begin(at, board)
  if (row.kind === 'group') {
    if (event.key !== 'Enter') return false
    board.fold(row.key)
    return true
  }
  if (event.key === 'Delete' && board.workspace.readOnly === undefined) return remove(row.line, place, board)
  if (event.key !== 'Enter' || event.shiftKey) return false
  if (column.id === 'product' && row.line.configurable) board.workspace.configure(row.line)
  else if (column.explained) board.workspace.open({ kind: 'waterfall', line: row.line.id })
  else if (column.id === 'menu') openMenu(event)
  else return false
  return true
}

function begin(at: Cursor, { cursor }: Board, typed?: string): true {
  cursor.set({ row: at.row, column: at.column, editing: { typed } })
  return true
}

function remove(line: QuoteLine, place: Place, board: Board): true {
  const picked = board.selection.get()
  if (picked.has(line.id) && picked.size > 1) {
    board.act.removeAll(picked)
    board.selection.clear()
    return true
  }
  if (refusePart(line)) return true
  const after = board.rows.list
    .slice(place.row + 1)
    .find((row) => row.kind === 'group' || row.line.parent === undefined)
  board.act.remove(line)
  const next = after ?? board.rows.list[place.row - 1]
  const column = board.columns[place.column]
  if (next && column) board.cursor.set({ row: next.key, column: column.id })
  return true
}

function refusePart(line: QuoteLine): boolean {
  if (!isPart(line)) return false
  toast.note(
    `${line.productName} comes with the product above it. Change that product’s configuration instead.`,
  )
  return true
}

/** From cell to cell that takes typing; after Escape, and at the ends, Tab leaves the grid as usual. */
function onTab(pressed: { key: string; shift: boolean }, from: Place, board: Board): boolean {
  if (pressed.key !== 'Tab' || board.leaving.current || board.workspace.readOnly !== undefined) return false
  const next = nextEditable(from, pressed.shift, board)
  if (next) board.go(next)
  return next !== undefined
}

/** The next or previous cell that takes typing, across rows. */
export function nextEditable(
  from: Place,
  back: boolean,
  board: Pick<Board, 'rows' | 'columns' | 'page' | 'workspace'>,
) {
  const extent = extentOf(board)
  let place = moveFrom(from, { key: 'Tab', shift: back }, extent)
  while (place && !(takesTyping(place, board) && board.rows.list[place.row]?.kind === 'line')) {
    place = moveFrom(place, { key: 'Tab', shift: back }, extent)
  }
  return place
}

function move(
  pressed: { key: string; ctrl: boolean; shift: boolean },
  from: Place,
  board: Board,
  alt: boolean,
): boolean {
  if (alt || pressed.key === 'Tab') return false
  const to = moveFrom(from, pressed, extentOf(board))
  if (to) board.go(to)
  return to !== undefined || /^(Arrow|Page|Home|End)/.test(pressed.key)
}

/** The menu of the row, where the mouse has its dots. */
export function openMenu(event: { target: EventTarget | null }): true {
  const row = event.target instanceof HTMLElement ? event.target.closest('[role=row]') : null
  row?.querySelector<HTMLButtonElement>('[data-column=menu] button')?.click()
  return true
}
