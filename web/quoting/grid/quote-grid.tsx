import { useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, type FocusEvent, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react' // biome-ignore format: one line
import { looksLikeRows } from '../entry/paste.ts'
import { useQuoteState, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import { type Column, type ColumnId, isFixed } from './columns.ts'
import { type CursorStore, createCursor } from './cursor.ts'
import css from './grid.module.css'
import { type Board, extentOf, linesBetween, nextEditable, onGridKey, openMenu, placeOf, takesTyping } from './grid-keys.ts' // biome-ignore format: one line
import { GridRowView, type RowHands } from './grid-row.tsx'
import { lineActions } from './line-actions.ts'
import { issuesByLine } from './line-issues.ts'
import { moveFrom, within } from './navigate.ts'
import type { GridRow, Rows } from './rows.ts'
import { rowMaker } from './rows-after.ts'
import type { Selection } from './selection.ts'
import { isSortable, nextSort, type View, viewed } from './view.ts'

const headHeight = 34
const heightOf = (row: GridRow | undefined) =>
  row?.kind === 'group' ? 38 : row && row.line.parent === undefined ? 48 : 34

type QuoteGridProps = {
  columns: Column[]
  cursor: CursorStore
  selection: Selection
  view: View
  onView: (view: View) => void
  /** Rows from a spreadsheet, to be looked at before they are added. */
  onPasteRows: (text: string) => void
}

/** The lines of the quote as a tree one can move and type in like in a spreadsheet. Draws what is on the screen. */
export function QuoteGrid({ columns, cursor, selection, view, onView, onPasteRows }: QuoteGridProps) {
  const store = useStore()
  const workspace = useWorkspace()
  const all = useQuoteState((state) => state.quote.lines)
  const lines = useMemo(() => viewed(all, view), [all, view])
  const groups = useQuoteState((state) => state.quote.groups)
  const currency = useQuoteState((state) => state.quote.currency)
  const issues = useQuoteState((state) => state.quote.issues)
  const touched = useQuoteState((state) => state.touched)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [makeRows] = useState(rowMaker)
  const rows = useMemo(() => makeRows({ lines, groups }, folded), [makeRows, lines, groups, folded])
  const issuesOf = useMemo(() => issuesByLine(issues), [issues])
  const template = useMemo(() => templateOf(columns), [columns])
  const act = useMemo(() => lineActions(store), [store])
  const scroller = useRef<HTMLDivElement>(null)
  const leaving = useRef(false)

  const virtual = useVirtualizer({
    count: rows.list.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows.list[index]?.key ?? index,
    estimateSize: (index) => heightOf(rows.list[index]),
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The row with the cursor stays, so that the focus is not lost when it is scrolled away.
    rangeExtractor: (range) => {
      const seen: number[] = []
      for (let index = Math.max(0, range.startIndex - range.overscan); index <= Math.min(range.count - 1, range.endIndex + range.overscan); index++) seen.push(index) // biome-ignore format: one line
      const here = rows.placeOf.get(cursor.get()?.row ?? '')
      if (here === undefined || seen.includes(here)) return seen
      return here < (seen[0] ?? 0) ? [here, ...seen] : [...seen, here]
    },
  })
  // Sizes follow from what a row is; when rows change their kind or place, the old sizes are of no use.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- measured anew for each list of rows
  useLayoutEffect(() => virtual.measure(), [rows.placeOf])

  const fold = (key: string, expanded?: boolean) => {
    setFolded((before) => {
      const next = new Set(before)
      if (expanded ?? before.has(key)) next.delete(key)
      else next.add(key)
      return next
    })
  }
  const awaited = useRef<string>(undefined)
  const board: Board = {
    rows,
    columns,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 480) / 48) - 1),
    cursor,
    selection,
    act,
    workspace,
    fold,
    leaving,
    go: (place) => {
      const row = rows.list[place.row]
      const column = columns[place.column]
      if (!row || !column) return
      virtual.scrollToIndex(place.row, { align: 'auto' })
      cursor.set({ row: row.key, column: column.id })
    },
    await: (row) => {
      awaited.current = row
    },
  }
  const latest = useRef(board)
  latest.current = board
  const hands = useMemo(() => handsOf(latest, scroller), [])
  useKeepCursor(board, scroller, awaited)

  const onFocus = (event: FocusEvent) => {
    const cell = event.target.closest<HTMLElement>('[role=gridcell]')
    const { row, column } = cell?.dataset ?? {}
    const at = cursor.get()
    if (row && column && (at?.row !== row || at.column !== column))
      cursor.set({ row, column: column as ColumnId })
  }
  const onDoubleClick = (event: MouseEvent) => {
    const at = cursor.get()
    if (!at || at.editing || !(event.target instanceof HTMLElement) || event.target.closest('button')) return
    const line = lineAt(rows, at.row)
    if (takesTyping(placeOf(at, board), board)) cursor.set({ ...at, editing: { typed: undefined } })
    else if (at.column === 'product' && line?.configurable) workspace.configure(line)
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    const at = cursor.get()
    if (text.trim() === '' || workspace.readOnly !== undefined) return
    event.preventDefault()
    if (looksLikeRows(text) || !at || !takesTyping(placeOf(at, board), board)) onPasteRows(text)
    else cursor.set({ ...at, editing: { typed: text.trim() } })
  }

  return (
    <div
      ref={scroller}
      className={css.grid}
      role="treegrid"
      aria-label="Lines of the quote"
      aria-describedby="grid-keys"
      aria-rowcount={rows.list.length + 1}
      aria-colcount={columns.length}
      aria-readonly={workspace.readOnly !== undefined || undefined}
      onKeyDown={(event) => onGridKey(event, board)}
      onMouseDown={(event) => pick(event, board)}
      onFocus={onFocus}
      onDoubleClick={onDoubleClick}
      onPaste={onPaste}
      onContextMenu={(event) => {
        if (!(event.target instanceof HTMLElement) || !event.target.closest('[role=row][data-kind]')) return
        event.preventDefault()
        openMenu(event)
      }}
    >
      <div role="rowgroup" className={css.head}>
        <div
          role="row"
          className={css.headRow}
          aria-rowindex={1}
          style={{ gridTemplateColumns: template, height: headHeight }}
        >
          {columns.map((column, place) => (
            <div
              key={column.id}
              role="columnheader"
              className={css.headCell}
              data-align={column.align}
              data-column={column.id}
              aria-colindex={place + 1}
              aria-sort={sortOf(view, column.id)}
            >
              {column.id === 'menu' ? (
                <span className="visually-hidden">{column.title}</span>
              ) : isSortable(column.id) ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={css.sort}
                  onClick={() => onView({ ...view, sort: nextSort(view.sort, column.id) })}
                >
                  {column.title}
                  {view.sort?.column === column.id && (view.sort.down ? ' ↓' : ' ↑')}
                </button>
              ) : (
                column.title
              )}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={css.body}
        style={{ height: virtual.getTotalSize(), minWidth: widthOf(columns) }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows.list[item.index]
          if (!row) return null
          return (
            <GridRowView
              key={row.key}
              row={row}
              index={item.index}
              top={item.start - headHeight}
              height={item.size}
              columns={columns}
              template={template}
              currency={currency}
              editable={workspace.readOnly === undefined}
              waits={touched.has(row.key)}
              issues={issuesOf(row.key)}
              entry={item.index === 0 && cursor.get() === undefined}
              cursor={cursor}
              selection={selection}
              hands={hands}
            />
          )
        })}
      </div>
    </div>
  )
}

function sortOf(view: View, column: ColumnId): 'ascending' | 'descending' | undefined {
  if (view.sort?.column !== column) return undefined
  return view.sort.down ? 'descending' : 'ascending'
}

/** With Ctrl one row more or less, with Shift all from the cursor to here; a plain click picks none. */
function pick(event: MouseEvent, { rows, cursor, selection }: Board): void {
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

/** What rows call back; made once, so that it is no reason to draw a row again. */
function handsOf(latest: { current: Board }, scroller: { current: HTMLDivElement | null }): RowHands {
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

/** Keeps the cursor on something that is there, and the focus with it, when rows come, go and move. */
function useKeepCursor(
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

function lineAt(rows: Rows, key: string) {
  const row = rows.list[rows.placeOf.get(key) ?? -1]
  return row?.kind === 'line' ? row.line : undefined
}

function templateOf(columns: Column[]): string {
  return columns
    .map((column) => (column.id === 'product' ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))
    .join(' ')
}

function widthOf(columns: Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0)
}

/** For the chooser: what can be shown and hidden. */
export function choosable(columns: Column[]): Column[] {
  return columns.filter((column) => !isFixed(column.id))
}

export { createCursor }
