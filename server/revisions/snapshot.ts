import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Queries } from '../platform/index.ts'
import { kinds } from './kinds.ts'
import { productFamilies, type Row, rowsAt, rowsByField } from './store.ts'

/**
 * The reference data as one revision has it, read once and kept: what is published never changes, so what is cached
 * under a revision is right for ever. A newer snapshot takes over all that no revision in between touched, so that
 * publishing one price leaves the rest warm.
 */
export type Snapshot = {
  readonly revision: number
  /** One thing each, in the order asked; unknown codes are left out. */
  get(db: Queries, kind: ReferenceKind, codes: readonly string[]): Promise<Row[]>
  /** Things by what they belong to: plans by product, prices by plan, contract prices by customer. */
  of(db: Queries, kind: 'plans' | 'prices' | 'contract-prices', parents: readonly string[]): Promise<Row[]>
  /** Reads products, their plans and the prices of these on one way to the database; what is known is not read again. */
  ahead(db: Queries, products: readonly string[]): Promise<void>
  /** All of a kind; for kinds that are few. */
  all(db: Queries, kind: ReferenceKind): Promise<Row[]>
}

type Content = {
  revision: number
  things: Map<string, Row | null>
  families: Map<string, Row[]>
  wholes: Map<ReferenceKind, Row[]>
}

/** Things kept per snapshot before the oldest are forgotten. */
const capacity = 100_000
const kept = new WeakMap<object, Map<number, Content>>()

/** The snapshot of a revision; `database` is whose cache it is. */
export async function readSnapshot(database: object, db: Queries, revision: number): Promise<Snapshot> {
  const snapshots = kept.get(database) ?? new Map<number, Content>()
  kept.set(database, snapshots)
  const content = snapshots.get(revision) ?? (await begin(db, snapshots, revision))
  return face(content)
}

async function begin(db: Queries, snapshots: Map<number, Content>, revision: number): Promise<Content> {
  const nearest = [...snapshots.keys()].filter((each) => each < revision).sort((a, b) => b - a)[0]
  const before = nearest === undefined ? undefined : snapshots.get(nearest)
  const content = before ? await carriedOver(db, before, revision) : empty(revision)
  snapshots.set(revision, content)
  // Quotes are priced on the latest few revisions; older ones are read again when asked for.
  if (snapshots.size > 8) snapshots.delete(Math.min(...snapshots.keys()))
  return content
}

const empty = (revision: number): Content => ({
  revision,
  things: new Map(),
  families: new Map(),
  wholes: new Map(),
})

async function carriedOver(db: Queries, before: Content, revision: number): Promise<Content> {
  const touched = await db.query<{ kind: ReferenceKind; code: string; parent: string | null }>(
    'select kind, code, parent from revision_changes where revision > $1 and revision <= $2',
    [before.revision, revision],
  )
  const content: Content = {
    revision,
    things: new Map(before.things),
    families: new Map(before.families),
    wholes: new Map(before.wholes),
  }
  for (const { kind, code, parent } of touched) {
    content.things.delete(`${kind}/${code}`)
    if (parent !== null) content.families.delete(`${kind}/${parent}`)
    content.wholes.delete(kind)
  }
  // A thing that changed its parent leaves the family it was in.
  const moved = new Set(touched.map((each) => `${each.kind}/${each.code}`))
  for (const [family, rows] of content.families) {
    const kind = family.slice(0, family.indexOf('/'))
    if (rows.some((row) => moved.has(`${kind}/${row.code}`))) content.families.delete(family)
  }
  return content
}

function face(content: Content): Snapshot {
  const { revision, things, families, wholes } = content
  return {
    revision,
    async get(db, kind, codes) {
      const missing = codes.filter((code) => !things.has(`${kind}/${code}`))
      if (missing.length > 0) {
        const rows = new Map((await rowsAt(db, kind, revision, missing)).map((row) => [row.code, row]))
        forgetOldest(things, missing.length)
        for (const code of missing) things.set(`${kind}/${code}`, rows.get(code) ?? null)
      }
      return codes.map((code) => things.get(`${kind}/${code}`)).filter((row) => row != null)
    },
    async of(db, kind, parents) {
      const missing = parents.filter((parent) => !families.has(`${kind}/${parent}`))
      if (missing.length > 0) {
        const field = kinds[kind].parent ?? ''
        const rows = await rowsByField(db, kind, field, missing, revision)
        const byParent = Map.groupBy(rows, (row) => String(row[field]))
        forgetOldest(families, missing.length)
        forgetOldest(things, rows.length)
        for (const parent of missing) families.set(`${kind}/${parent}`, byParent.get(parent) ?? [])
        for (const row of rows) things.set(`${kind}/${row.code}`, row)
      }
      return parents.flatMap((parent) => families.get(`${kind}/${parent}`) ?? [])
    },
    async ahead(db, products) {
      const missing = products.filter((product) => !families.has(`plans/${product}`))
      if (missing.length === 0) return
      const read = await productFamilies(db, missing, revision)
      const plansOf = Map.groupBy(read.plans, (plan) => String(plan.product))
      const pricesOf = Map.groupBy(read.prices, (price) => String(price.plan))
      const found = Object.entries(read).flatMap(([kind, rows]) =>
        rows.map((row) => [`${kind}/${row.code}`, row] as const),
      )
      forgetOldest(things, found.length)
      forgetOldest(families, missing.length + read.plans.length)
      for (const [name, row] of found) things.set(name, row)
      for (const product of missing) families.set(`plans/${product}`, plansOf.get(product) ?? [])
      for (const { code } of read.plans) families.set(`prices/${code}`, pricesOf.get(code) ?? [])
    },
    async all(db, kind) {
      const known = wholes.get(kind)
      if (known) return known
      const rows = await rowsAt(db, kind, revision)
      wholes.set(kind, rows)
      return rows
    },
  }
}

function forgetOldest(map: Map<string, unknown>, coming: number): void {
  for (const key of map.keys()) {
    if (map.size + coming <= capacity) return
    map.delete(key)
  }
}
