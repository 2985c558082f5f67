import { type ReferenceKind } from '../../contract/revisions.ts'
import {
  type App,
  defineSealed,
  openParts,
  type Queries,
  type SecretParts,
  sealParts,
} from '../platform/index.ts'
import { kinds } from './kinds.ts'

/** What lies sealed of reference data: what it costs us, and what was agreed with one customer. */
const secretParts: Partial<Record<ReferenceKind, SecretParts>> = {
  prices: { fields: ['cost', 'floor', 'target'] },
  'contract-prices': { fields: ['unitAmount', 'flatAmount', 'tiers'] },
}
type Body = Record<string, unknown>

/** A body as it is stored. */
export function sealBody<Thing extends Body>(
  db: Queries,
  kind: ReferenceKind,
  code: string,
  body: Thing,
): Thing {
  const parts = secretParts[kind]
  return parts ? sealParts(db.keys, inColumnOrder(body), parts, placeOf(kind, code)) : body
}

/** A stored body as it is; the fields stand in the same order as if nothing had been sealed. */
export function openBody<Thing extends Body>(
  db: Queries,
  kind: ReferenceKind,
  code: string,
  body: Thing,
): Thing {
  return secretParts[kind] ? openParts(db.keys, body, placeOf(kind, code)) : body
}

export function openBodies<Row extends { code: string; body: Body }>(
  db: Queries,
  kind: ReferenceKind,
  rows: readonly Row[],
): Row[] {
  if (!secretParts[kind]) return [...rows]
  return rows.map((row) => ({ ...row, body: openBody(db, kind, row.code, row.body) }))
}

export function sealReferenceData(app: App): void {
  for (const [name, parts] of Object.entries(secretParts)) {
    const { table } = kinds[name as ReferenceKind] // the keys of secretParts
    const form = { parts, type: 'jsonb' } as const
    const row = (stored: Body) => String(stored.code)
    defineSealed(app, { table, key: ['id'], also: ['code'], column: 'body', row, form })
  }
}

const placeOf = (kind: ReferenceKind, code: string) => ({
  table: kinds[kind].table,
  column: 'body',
  row: code,
})

/** The database orders the names of an object by length, then alphabet; what is sealed inside must come back as ordered. */
function inColumnOrder<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(inColumnOrder) as Value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, inColumnOrder(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) as Value
}
