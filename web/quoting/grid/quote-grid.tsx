import { useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, type FocusEvent, type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react' // biome-ignore format: one line
import { looksLikeRows } from '../entry/paste.ts'
import { useQuoteState, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import type { Column, ColumnId } from './columns.ts'
import type { CursorStore } from './cursor.ts'
import css from './grid.module.css'
import { handsOf, pick } from './grid-hands.ts'
import { GridHead } from './grid-head.tsx'
import { type Board, onGridKey, openMenu, placeOf, takesTyping } from './grid-keys.ts'
import { GridRowView } from './grid-row.tsx'
import { useKeepCursor } from './keep-cursor.ts'
import { lineActions } from './line-actions.ts'
import { issuesByLine } from './line-issues.ts'
import type { GridRow, Rows } from './rows.ts'
import { rowMaker } from './rows-after.ts'
import type { Selection } from './selection.ts'
import { type View, viewed } from './view.ts'

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
      <GridHead columns={columns} template={template} height={headHeight} view={view} onView={onView} />
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
