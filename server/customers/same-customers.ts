import type { Queries } from '../platform/index.ts'

/** The customer under every id it ever had: what became it by merging, and what it became. */
export async function idsOfSame(db: Queries, id: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `with recursive kept (id, next) as (
       select id, merged_into from customers where id = $1
       union select c.id, c.merged_into from customers c join kept on c.id = kept.next),
     same (id) as (
       select id from kept where next is null
       union select c.id from customers c join same on c.merged_into = same.id)
     select id from same`,
    [id],
  )
  return rows.length > 0 ? rows.map((row) => row.id) : [id]
}
