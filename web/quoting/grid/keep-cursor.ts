import { useEffect, useRef } from 'react'
import { type Board, extentOf, placeOf } from './grid-keys.ts'
import { within } from './navigate.ts'

/** Keeps the cursor on something that is there, and the focus with it, when rows come, go and move. */
export function useKeepCursor(
  board: Board,
  scroller: { current: HTMLDivElement | null },
  awaited: { current: string | undefined },
): void {
  const last = useRef(0)
  const { rows, columns, cursor } = board
  useEffect(() => {
    if (awaited.current !== undefined && rows.placeOf.has(awaited.current)) {
      board.go({
        row: rows.placeOf.get(awaited.current) ?? 0,
        column: placeOf(cursor.get() ?? { row: '', column: 'product' }, board).column,
      })
      awaited.current = undefined
      return
    }
    const at = cursor.get()
    if (!at) return
    const place = rows.placeOf.get(at.row)
    if (place === undefined) {
      const near = rows.list[within({ row: last.current, column: 0 }, extentOf(board)).row]
      cursor.set(near && { row: near.key, column: at.column })
    } else {
      last.current = place
      if (!columns.some((column) => column.id === at.column)) cursor.set({ row: at.row, column: 'product' })
    }
    // A row that moved takes the focus along only if it is given back.
    if (document.activeElement === document.body && scroller.current?.dataset.inside === 'true') {
      scroller.current.querySelector<HTMLElement>('[data-focused]')?.focus({ preventScroll: true })
    }
  }, [rows, columns, cursor, awaited, board, scroller])
  useEffect(() => {
    const grid = scroller.current
    const inside = (event: globalThis.FocusEvent) => {
      if (!grid) return
      if (event.type === 'focusin') grid.dataset.inside = 'true'
      else if (event.relatedTarget instanceof Node && !grid.contains(event.relatedTarget))
        grid.dataset.inside = 'false'
    }
    grid?.addEventListener('focusin', inside)
    grid?.addEventListener('focusout', inside)
    return () => {
      grid?.removeEventListener('focusin', inside)
      grid?.removeEventListener('focusout', inside)
    }
  }, [scroller])
}
