import type { App, Queries } from '../platform/index.ts'

/** A kind of thing with an owner, so that "who can do what with it" can be told. */
export type Thing = {
  /** In words: "quote". */
  kind: string
  /** Of its ids: "quo". */
  prefix: string
  /** Permissions about it begin so: "quotes". */
  area: string
  find(db: Queries, id: string): Promise<{ name: string; ownerId?: string } | undefined>
}

const things = new WeakMap<App, Thing[]>()

export function defineThing(app: App, thing: Thing): void {
  things.set(app, [...(things.get(app) ?? []), thing])
}

/** The kind an id is of. */
export function kindOf(app: App, id: string): Thing | undefined {
  return (things.get(app) ?? []).find(({ prefix }) => id.startsWith(`${prefix}_`))
}

/** For `find`: a row of "owner" and "name". */
export async function ownedRow(db: Queries, text: string, id: string) {
  const [row] = await db.query<{ owner: string | null; name: string }>(text, [id])
  return row && { name: row.name, ...(row.owner !== null && { ownerId: row.owner }) }
}
