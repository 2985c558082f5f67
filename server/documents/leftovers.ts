import type { Context, Tx } from '../platform/index.ts'
import { throwAway } from './vault.ts'

/** A content is put away before the row that names it is saved; what stays without one is removed after a day. */
const hoursUntilSaved = 24
const most = 1_000

/** Notes, at once, that a content is about to be put away. */
export function noteContent(ctx: Context, location: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await tx.query(
      `insert into document_contents (location, put_at) values ($1, $2)
       on conflict (location) do update set put_at = excluded.put_at`,
      [location, ctx.now],
    )
  })
}

/** The row that names it is saved with this transaction: nothing is left over. */
export async function contentIsNamed(tx: Tx, location: string): Promise<void> {
  await tx.query('delete from document_contents where location = $1', [location])
}

/** Removes contents no document names: of a crash in between, or made twice at the same time. */
export async function removeLeftovers(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - hoursUntilSaved * 3_600_000)
  const due = await ctx.db.query<{ location: string }>(
    'select location from document_contents where put_at < $1 order by put_at limit $2',
    [before, most],
  )
  for (const { location } of due) await ctx.transaction((tx) => removeLeftover(tx, location, before))
}

/** Whoever puts the same content away meanwhile waits for this, then puts it where it was. */
async function removeLeftover(tx: Tx, location: string, before: Date): Promise<void> {
  const [still] = await tx.query(
    'select 1 from document_contents where location = $1 and put_at < $2 for update',
    [location, before],
  )
  if (!still) return
  const [named] = await tx.query('select 1 from documents where location = $1', [location])
  if (!named) await throwAway(location)
  await contentIsNamed(tx, location)
}
