import {
  type App,
  defineSealed,
  openParts,
  type Queries,
  type SecretParts,
  sealParts,
} from '../platform/index.ts'
import type { Facts } from './facts.ts'

/** Of what policies looked at: margins, and whether a price is below its floor. */
const secretOfFacts: SecretParts = {
  fields: ['marginPercent', 'minLineMarginPercent', 'belowFloor'],
  elements: { lines: () => true },
}
const placeOf = (request: string) => ({ table: 'approval_requests', column: 'facts', row: request })

export const sealFacts = (db: Queries, request: string, facts: Facts): Facts =>
  sealParts(db.keys, facts, secretOfFacts, placeOf(request))
export const openFacts = (db: Queries, request: string, stored: Facts): Facts =>
  openParts(db.keys, stored, placeOf(request))

export function sealApprovals(app: App): void {
  const row = (stored: Record<string, unknown>) => String(stored.id)
  const form = { parts: secretOfFacts, type: 'jsonb' } as const
  defineSealed(app, { table: 'approval_requests', key: ['id'], column: 'facts', row, form })
}
