import type { Customer, CustomerRow, NewCustomer } from '../../contract/customers.ts'
import { findUserByName, record } from '../identity/index.ts'
import { announce, DomainError, type Tx } from '../platform/index.ts'
import { changeCustomer, replaceCustomer } from './change-customer.ts'
import { createCustomer } from './create-customer.ts'
import { lockCustomer, selectByCodes, updateCustomer } from './store.ts'
import { openBefore, sealBefore } from './tax-ids.ts'

/** A row to be taken over, with the version of the customer it was compared with; absent for a new one. */
export type ImportedRow = { row: number; body: CustomerRow; seen?: { version: number } | null }

type Note = { customer: Customer; made: boolean; before?: Customer; waitsFor?: string | undefined }

/** Makes and changes customers by the rows of a table; refuses where somebody changed one since it was compared. */
export async function importCustomers(tx: Tx, importId: string, rows: readonly ImportedRow[]): Promise<void> {
  const codes = rows.flatMap(({ body }) => [body.code, body.parent ?? body.code])
  const known = new Map(
    (await selectByCodes(tx, codes)).map((customer) => [customer.code.toLowerCase(), customer]),
  )
  const owners = await ownersIn(tx, rows)
  const stale = rows.filter(
    ({ body, seen }) => seen && known.get(body.code.toLowerCase())?.version !== seen.version,
  )
  if (stale.length > 0) throw new DomainError('import.stale', { things: stale.map(({ body }) => body.code) })
  for (const { row, body, seen } of rows) {
    const before = known.get(body.code.toLowerCase())
    const { parent, owner, ...fields } = body
    const above = parent === undefined ? undefined : known.get(parent.toLowerCase())?.id
    const given = {
      ...withOldIds(fields, before),
      ...(above && { parent: above }),
      ...(owner && { owner: owners.get(owner.toLowerCase()) }),
    } as NewCustomer // fields of the row, parsed by its schema
    const customer = await refusedAt(row, body.code, () =>
      before ? replaceCustomer(tx.ctx, before.id, given, '*') : createCustomer(tx, given),
    )
    await note(tx, importId, {
      customer,
      made: !seen,
      ...(seen && before && { before }),
      waitsFor: above ? undefined : parent,
    })
  }
}

/** Accounts whose parent came with a later row than they. */
export async function linkParents(tx: Tx, importId: string): Promise<void> {
  const waiting = await tx.query<{ id: string; code: string }>(
    'select customer_id as id, waits_for as code from customer_imports where import_id = $1 and waits_for is not null',
    [importId],
  )
  const above = new Map(
    (
      await selectByCodes(
        tx,
        waiting.map(({ code }) => code),
      )
    ).map(({ id, code }) => [code.toLowerCase(), id]),
  )
  for (const { id, code } of waiting) {
    const customer = await changeCustomer(tx.ctx, id, { parent: above.get(code.toLowerCase()) }, '*')
    await tx.query('update customer_imports set version = $3 where import_id = $1 and customer_id = $2', [
      importId,
      id,
      customer.version,
    ])
  }
}

/**
 * Gives changed customers back what they had, and takes new ones out of use. Who was changed since stays as they are;
 * their codes are in the answer.
 */
export async function takeBackCustomers(tx: Tx, importId: string): Promise<string | undefined> {
  const notes = await tx.query<{ id: string; made: boolean; before: Customer | null; version: number }>(
    `select customer_id as id, made, before, version from customer_imports
     where import_id = $1 and not undone order by customer_id`,
    [importId],
  )
  const kept: string[] = []
  for (const { id, made, before, version } of notes) {
    const now = await lockCustomer(tx, id)
    if (!now) continue
    if (now.version !== version) {
      kept.push(now.code)
      continue
    }
    const was = made || !before ? { ...now, active: false } : openBefore(tx, importId, id, before)
    const back = { ...was, version: now.version + 1, updatedAt: tx.ctx.now.toISOString() }
    await updateCustomer(tx, back)
    await tx.query(
      'update customer_imports set undone = true, version = $3 where import_id = $1 and customer_id = $2',
      [importId, id, back.version],
    )
    record(tx, {
      action: 'customer.import-taken-back',
      subject: { kind: 'customer', id },
      before: now,
      after: back,
    })
    announce(tx, back.active ? 'customer.changed' : 'customer.deactivated', id, {
      code: back.code,
      company: back.company,
    })
  }
  if (kept.length === 0) return undefined
  const some = kept.slice(0, 20).join(', ') + (kept.length > 20 ? ` and ${kept.length - 20} more` : '')
  return `Changed since, and left as they are: ${some}.`
}

async function ownersIn(tx: Tx, rows: readonly ImportedRow[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  for (const name of new Set(rows.flatMap(({ body }) => body.owner?.toLowerCase() ?? []))) {
    const user = await findUserByName(tx, name)
    if (user) owners.set(name, user.id)
  }
  return owners
}

/** Contacts and addresses of a row are those at the same place before: quotes and mail go on naming them. */
function withOldIds<Row extends Pick<CustomerRow, 'contacts' | 'addresses'>>(
  row: Row,
  before?: Customer,
): Row {
  return {
    ...row,
    contacts: row.contacts.map((each, place) => ({ ...each, ...idOf(before?.contacts[place]) })),
    addresses: row.addresses.map((each, place) => ({ ...each, ...idOf(before?.addresses[place]) })),
  }
}

const idOf = (thing: { id: string } | undefined) => thing && { id: thing.id }

async function note(tx: Tx, importId: string, { customer, made, before, waitsFor }: Note): Promise<void> {
  await tx.query(
    `insert into customer_imports (import_id, customer_id, made, before, version, waits_for)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      importId,
      customer.id,
      made,
      before ? sealBefore(tx, importId, before) : null,
      customer.version,
      waitsFor ?? null,
    ],
  )
}

/** A refusal says which row of the file it is about. */
async function refusedAt<Result>(row: number, code: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const reason = error.issues.map((issue) => issue.message).join('; ') || error.message.replace(/\.$/, '')
    throw new DomainError('import.row-refused', { row, code, reason })
  }
}
