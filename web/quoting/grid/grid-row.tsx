import { memo, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { CellContent, ProductCell } from './cell.tsx'
import { CellEditor } from './cell-editor.tsx'
import type { Column, ColumnId } from './columns.ts'
import { isEditable } from './columns.ts'
import type { CursorStore } from './cursor.ts'
import css from './grid.module.css'
import { GroupCells } from './group-cells.tsx'
import type { LineIssue } from './issue-mark.tsx'
import { LineMenu } from './line-menu.tsx'
import type { GridRow } from './rows.ts'
import type { Selection } from './selection.ts'

export type RowHands = {
  fold: (key: string) => void
  explain: (line: string) => void
  /** Opens the editor of a cell. */
  begin: (row: string, column: ColumnId) => void
  /** After an edit: where the cursor goes on. */
  edited: (from: { row: string; column: ColumnId }, next?: { key: 'Enter' | 'Tab'; shift: boolean }) => void
}

export type GridRowProps = {
  row: GridRow
  /** Place in the table, from 0. */
  index: number
  top: number
  height: number
  columns: Column[]
  template: string
  currency: string
  editable: boolean
  waits: boolean
  issues: readonly LineIssue[]
  /** The cell that Tab reaches when the cursor is nowhere yet. */
  entry: boolean
  cursor: CursorStore
  selection: Selection
  hands: RowHands
}

/** One row, drawn again only when its own line, its place or the cursor in it changes. */
export const GridRowView = memo(function GridRowView(props: GridRowProps) {
  const { row, index, top, height, columns, template, cursor, selection, entry } = props
  const here = useSyncExternalStore(cursor.subscribe, () => cursor.in(row.key))
  const picked = useSyncExternalStore(selection.subscribe, () => selection.has(row.key))
  return (
    <div
      role="row"
      className={css.row}
      data-kind={row.kind}
      data-level={row.level}
      data-here={here !== undefined || undefined}
      data-picked={picked || undefined}
      aria-selected={picked}
      data-cancelled={(row.kind === 'line' && row.line.status === 'CANCELLED') || undefined}
      data-optional={(row.kind === 'line' && row.line.optional) || undefined}
      aria-rowindex={index + 2}
      aria-level={row.level}
      {...(row.kind === 'line' && { 'aria-posinset': row.place, 'aria-setsize': row.of })}
      {...((row.kind === 'group' || row.parts > 0) && { 'aria-expanded': row.expanded })}
      style={{ transform: `translateY(${top}px)`, height, gridTemplateColumns: template }}
    >
      {row.kind === 'group' ? (
        <GroupCells {...props} row={row} here={here} />
      ) : (
        columns.map((column, place) => (
          <LineCell
            {...props}
            key={column.id}
            row={row}
            column={column}
            place={place}
            active={here?.column === column.id || (entry && place === 0)}
            focused={here?.column === column.id}
            typed={here?.column === column.id ? here.editing : undefined}
          />
        ))
      )}
    </div>
  )
}, sameRow)

type LineCellProps = GridRowProps & {
  row: Extract<GridRow, { kind: 'line' }>
  column: Column
  place: number
  /** Tab stops here. */
  active: boolean
  /** The cursor is here. */
  focused: boolean
  typed: { typed: string | undefined } | undefined
}

function LineCell(props: LineCellProps) {
  const { row, column, place, currency, waits, editable, issues, active, focused, typed, hands } = props
  const { line } = row
  const canEdit = isEditable(column, line, editable)
  const cell = useFocusWith(focused && !typed)
  return (
    <div
      ref={cell}
      role="gridcell"
      className={css.cell}
      data-align={column.align}
      data-column={column.id}
      data-row={row.key}
      data-editable={canEdit || undefined}
      data-focused={focused || undefined}
      aria-colindex={place + 1}
      aria-readonly={canEdit ? undefined : true}
      tabIndex={active && !typed ? 0 : -1}
    >
      {typed ? (
        <CellEditor
          line={line}
          column={column}
          typed={typed.typed}
          onDone={(next) => hands.edited({ row: row.key, column: column.id }, next)}
        />
      ) : column.id === 'product' ? (
        <ProductCell {...row} issues={issues} onFold={() => hands.fold(row.key)} />
      ) : column.id === 'menu' ? (
        <LineMenu line={line} />
      ) : column.explained ? (
        <span className={css.explained} onClick={() => hands.explain(line.id)}>
          <CellContent
            line={line}
            column={column.id}
            currency={currency}
            waits={waits}
            familyNet={row.familyNet}
          />
        </span>
      ) : (
        <CellContent line={line} column={column.id} currency={currency} waits={waits} />
      )}
    </div>
  )
}

/** Moves the focus into the cell when the cursor comes to it, and the cell into view. */
export function useFocusWith(focused: boolean) {
  const cell = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = cell.current
    if (!focused || !element || element.contains(document.activeElement)) return
    element.focus({ preventScroll: true })
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [focused])
  return cell
}

function sameRow(a: GridRowProps, b: GridRowProps): boolean {
  return (
    sameContent(a.row, b.row) &&
    a.index === b.index &&
    a.top === b.top &&
    a.height === b.height &&
    a.columns === b.columns &&
    a.template === b.template &&
    a.currency === b.currency &&
    a.editable === b.editable &&
    a.waits === b.waits &&
    a.entry === b.entry &&
    a.hands === b.hands &&
    (a.issues === b.issues || (a.issues.length === 0 && b.issues.length === 0))
  )
}

function sameContent(a: GridRow, b: GridRow): boolean {
  if (a.kind === 'line' && b.kind === 'line') {
    return a.line === b.line && a.level === b.level && a.parts === b.parts && a.expanded === b.expanded && a.place === b.place && a.familyNet === b.familyNet && a.of === b.of // biome-ignore format: one line
  }
  return a.kind === 'group' && b.kind === 'group' && a.group === b.group && a.lines === b.lines && a.expanded === b.expanded // biome-ignore format: one line
}
