import type { Tx } from '../platform/index.ts'
import type { Line } from './content.ts'
import type { Places } from './patch.ts'
import type { Head } from './store.ts'

/** Between two lines there is room for others, so that one that comes or moves moves no other. */
export const gap = 1024

/** Where lines that come or move are stored; `undefined` when there is no room left and all are placed anew. */
export async function positionsOf(
  tx: Tx,
  head: Head,
  lines: readonly Line[],
  places: Places,
): Promise<Map<string, number> | undefined> {
  const positions = new Map<string, number>()
  if (places.length === 0) return positions
  const placed = new Set(places.map(([id]) => id))
  const runs = runsOf(lines, placed)
  const known = await storedPositions(
    tx,
    head,
    runs.flatMap(({ before, behind }) => [before, behind].filter((id) => id !== undefined)),
  )
  for (const { ids, before, behind } of runs) {
    const room = gap * (ids.length + 1)
    const low = before === undefined ? undefined : known.get(before)
    const high = behind === undefined ? undefined : known.get(behind)
    const start = low ?? (high === undefined ? 0 : high - room)
    const end = high ?? start + room
    const step = Math.floor((end - start) / (ids.length + 1))
    if (step < 1) return undefined
    ids.forEach((id, index) => {
      positions.set(id, start + step * (index + 1))
    })
  }
  return positions
}

type Run = { ids: string[]; before: string | undefined; behind: string | undefined }

/** Lines to be placed that stand together, with the ones around them that stay. */
function runsOf(lines: readonly Line[], placed: ReadonlySet<string>): Run[] {
  const runs: Run[] = []
  let open: Run | undefined
  let before: string | undefined
  for (const { id } of lines) {
    if (placed.has(id)) {
      open ??= { ids: [], before, behind: undefined }
      open.ids.push(id)
      continue
    }
    if (open) runs.push({ ...open, behind: id })
    open = undefined
    before = id
  }
  if (open) runs.push(open)
  return runs
}

async function storedPositions(tx: Tx, head: Head, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; position: number }>(
    'select id, position from quote_lines where quote_id = $1 and version = $2 and id = any($3::text[])',
    [head.id, head.version, ids],
  )
  return new Map(rows.map((row) => [row.id, row.position]))
}
