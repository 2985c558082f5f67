/** A cell by place: rows from 0, columns from 0. */
export type Place = { row: number; column: number }
export type Extent = { rows: number; columns: number /** Rows that fit on the screen. */; page: number }

type Pressed = { key: string; ctrl?: boolean; shift?: boolean }

/** Where a key leads, as in a spreadsheet; undefined when it moves nothing. */
export function moveFrom(at: Place, pressed: Pressed, extent: Extent): Place | undefined {
  const to = destination(at, pressed, extent)
  if (!to || extent.rows === 0) return undefined
  const kept = within(to, extent)
  return kept.row === at.row && kept.column === at.column ? undefined : kept
}

/** The nearest cell there is, for when rows or columns went away under the cursor. */
export function within(place: Place, extent: Extent): Place {
  return {
    row: Math.max(0, Math.min(extent.rows - 1, place.row)),
    column: Math.max(0, Math.min(extent.columns - 1, place.column)),
  }
}

function destination(at: Place, { key, ctrl, shift }: Pressed, extent: Extent): Place | undefined {
  const { row, column } = at
  const lastRow = extent.rows - 1
  const lastColumn = extent.columns - 1
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: ctrl ? lastRow : row + 1, column }
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: ctrl ? lastColumn : column + 1 }
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 }
    case 'End':
      return { row: ctrl ? lastRow : row, column: lastColumn }
    case 'PageUp':
      return { row: row - extent.page, column }
    case 'PageDown':
      return { row: row + extent.page, column }
    case 'Enter':
      return { row: row + (shift ? -1 : 1), column }
    case 'Tab':
      return shift ? back(at, lastColumn) : forth(at, extent)
    default:
      return undefined
  }
}

function forth({ row, column }: Place, extent: Extent): Place {
  if (column < extent.columns - 1) return { row, column: column + 1 }
  return row < extent.rows - 1 ? { row: row + 1, column: 0 } : { row, column }
}

function back({ row, column }: Place, lastColumn: number): Place {
  if (column > 0) return { row, column: column - 1 }
  return row > 0 ? { row: row - 1, column: lastColumn } : { row, column }
}

/** True for a key that types something, and so replaces what a cell holds. */
export function types(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
}
