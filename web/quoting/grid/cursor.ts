import type { ColumnId } from './columns.ts'

/** Where the person is: by row and column, not by place, so that it stays when rows come and go. */
export type Cursor = { row: string; column: ColumnId; editing?: { typed: string | undefined } }

/**
 * The cursor outside of React: moving it draws two rows again and not the table. One cell for now; ranges would keep
 * their other corner here.
 */
export function createCursor() {
  let cursor: Cursor | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => cursor,
    set(next: Cursor | undefined) {
      cursor = next
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The cursor when it is in this row, the same object as long as it does not move. */
    in: (row: string) => (cursor?.row === row ? cursor : undefined),
  }
}
export type CursorStore = ReturnType<typeof createCursor>
