/** Rows people picked to do something with all of them at once; outside of React like the cursor. */
export function createSelection() {
  let rows: ReadonlySet<string> = new Set()
  const listeners = new Set<() => void>()
  const set = (next: Iterable<string>) => {
    rows = new Set(next)
    for (const listener of listeners) listener()
  }
  return {
    get: () => rows,
    has: (row: string) => rows.has(row),
    set,
    toggle: (row: string) => set(rows.has(row) ? [...rows].filter((one) => one !== row) : [...rows, row]),
    add: (more: Iterable<string>) => set([...rows, ...more]),
    clear() {
      if (rows.size > 0) set([])
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
export type Selection = ReturnType<typeof createSelection>
