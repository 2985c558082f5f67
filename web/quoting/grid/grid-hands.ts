import type { MouseEvent } from 'react'
import { type Board, extentOf, linesBetween, nextEditable, placeOf } from './grid-keys.ts'
import type { RowHands } from './grid-row.tsx'
import { moveFrom } from './navigate.ts'

/** What rows call back; made once, so that it is no reason to draw a row again. */
export function handsOf(latest: { current: Board }, scroller: { current: HTMLDivElement | null }): RowHands {
  return {
    fold: (key) => latest.current.fold(key),
    explain: (line) => latest.current.workspace.open({ kind: 'waterfall', line }),
    begin: (row, column) => latest.current.cursor.set({ row, column, editing: { typed: undefined } }),
    edited: (from, next) => {
      const board = latest.current
      const at = placeOf({ row: from.row, column: from.column }, board)
      const focusHere =
        scroller.current?.contains(document.activeElement) || document.activeElement === document.body
      if (board.cursor.get()?.row !== from.row || board.cursor.get()?.column !== from.column) return
      board.cursor.set({ row: from.row, column: from.column })
      if (!next && focusHere) return
      const to = next?.key === 'Tab' ? nextEditable(at, next.shift, board) : next && moveFrom(at, { key: next.key, shift: next.shift }, extentOf(board)) // biome-ignore format: one line
      if (to) board.go(to)
    },
  }
}

/** With Ctrl one row more or less, with Shift all from the cursor to here; a plain click picks none. */
export function pick(event: MouseEvent, { rows, cursor, selection }: Board): void {
  const row =
    event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=gridcell]') : null
  const key = row?.dataset.row
  if (key === undefined || event.button !== 0) return
  const here = cursor.get()?.row
  if (event.shiftKey && here !== undefined) {
    event.preventDefault()
    selection.add(linesBetween(rows, here, key))
  } else if (event.ctrlKey || event.metaKey) {
    selection.toggle(key)
  } else {
    selection.clear()
  }
}
