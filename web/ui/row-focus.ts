/** Moves the focus among the links that open the rows below `parent`. */
export function step(parent: HTMLElement | null, by: 1 | -1): void {
  const rows = rowsOf(parent)
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)
  reach(rows[next])
}

/** Focuses the row with this number; −1 is the last. */
export function focusRow(parent: HTMLElement | null, index: number): void {
  reach(rowsOf(parent).at(index))
}

function rowsOf(parent: HTMLElement | null): HTMLElement[] {
  return [...(parent?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}

function reach(row: HTMLElement | undefined): void {
  row?.focus({ preventScroll: true })
  row?.closest('tr, li')?.scrollIntoView({ block: 'nearest' })
}
