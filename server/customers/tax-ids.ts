import type { Customer } from '../../contract/customers.ts'
import { type App, defineSealed, openParts, type Queries, sealParts } from '../platform/index.ts'

const column = { table: 'customers', column: 'tax_id' }
const secret = { fields: ['taxId'] }
const mergePlace = (id: string, name: string) => ({ table: 'customer_merges', column: name, row: id })

/** Only letters and digits count: "DE 123 456 789" is "de123456789". */
export const spellingOf = (taxId: string) => taxId.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The two columns a tax id is stored in: sealed, and as a sign to look it up by. */
export function sealTaxId(
  db: Queries,
  { id, taxId }: Pick<Customer, 'id' | 'taxId'>,
): [string | null, string | null] {
  if (taxId === undefined) return [null, null]
  return [db.keys.seal(taxId, { ...column, row: id }), db.keys.sign(spellingOf(taxId), column)]
}

export const openTaxId = (db: Queries, id: string, stored: string) =>
  db.keys.open(stored, { ...column, row: id })

/** What a tax id may be stored as while keys are rotated. */
export const signsOfTaxId = (db: Queries, taxId: string) => db.keys.signs(spellingOf(taxId), column)

/** A customer as a merge keeps it, and back. */
export const sealKept = (db: Queries, merge: string, name: string, customer: Customer) =>
  JSON.stringify(sealParts(db.keys, customer, secret, mergePlace(merge, name)))
export const openKept = (db: Queries, merge: string, name: string, stored: Customer) =>
  openParts(db.keys, stored, mergePlace(merge, name))

/** A customer as an import keeps it, and back. */
const beforePlace = (importId: string, customer: string) => ({
  table: 'customer_imports',
  column: 'before',
  row: `${importId} ${customer}`,
})
export const sealBefore = (db: Queries, importId: string, customer: Customer) =>
  JSON.stringify(sealParts(db.keys, customer, secret, beforePlace(importId, customer.id)))
export const openBefore = (db: Queries, importId: string, customer: string, stored: Customer) =>
  openParts(db.keys, stored, beforePlace(importId, customer))

export function sealTaxIds(app: App): void {
  const row = ({ id }: Record<string, unknown>) => String(id)
  const sign = { column: 'tax_id_sign', spelling: spellingOf }
  defineSealed(app, { ...column, key: ['id'], row, form: 'text', sign })
  for (const name of ['kept_before', 'merged_before'])
    defineSealed(app, {
      table: 'customer_merges',
      key: ['id'],
      column: name,
      row,
      form: { parts: secret, type: 'jsonb' },
    })
  defineSealed(app, {
    table: 'customer_imports',
    key: ['import_id', 'customer_id'],
    column: 'before',
    row: (stored) => `${String(stored.import_id)} ${String(stored.customer_id)}`,
    form: { parts: secret, type: 'jsonb' },
  })
}
