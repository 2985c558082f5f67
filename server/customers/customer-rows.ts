import type { Customer, CustomerRow } from '../../contract/customers.ts'
import type { Issue } from '../../contract/problem.ts'
import { can, findUserByName, findUsers, reachFilter } from '../identity/index.ts'
import type { Context, Queries } from '../platform/index.ts'
import { contradictions } from './check-customer.ts'
import { selectByCodes, selectCodes, selectPage } from './store.ts'

const pageSize = 1000

/** All customers within reach as rows of a table, by code; without those whose import was taken back. */
export async function* customerRows(ctx: Context): AsyncGenerator<CustomerRow[]> {
  let after = ''
  for (;;) {
    const reach = reachFilter(ctx, 'customers.read', 'c.owner_id', 3)
    const customers = await selectPage(ctx.db, after, pageSize, reach)
    const gone = await takenBack(ctx.db, customers)
    const there = customers.filter(({ id }) => !gone.has(id))
    if (there.length > 0) yield await asRows(ctx.db, there)
    if (customers.length < pageSize) return
    after = customers.at(-1)?.code ?? ''
  }
}

/**
 * What customers are now, by code as it was asked for. One that an import made and its undoing took out of use counts as
 * not there; one that the actor may not change is there with the reason.
 */
export async function knownCustomers(ctx: Context, codes: readonly string[]) {
  const customers = await selectByCodes(ctx.db, codes)
  const gone = await takenBack(ctx.db, customers)
  const there = customers.filter(({ id }) => !gone.has(id))
  const rows = await asRows(ctx.db, there)
  const byCode = new Map(
    there.map((customer, index) => {
      const standing = {
        body: { ...rows[index] } as Record<string, unknown>,
        seen: { version: customer.version },
        issues: barriers(ctx, customer),
      }
      return [customer.code.toLowerCase(), standing] as const
    }),
  )
  return new Map(
    codes.flatMap((code) => {
      const known = byCode.get(code.toLowerCase())
      return known ? [[code, known] as const] : []
    }),
  )
}

/** What a row says that cannot be true together. */
export function contradictionsIn(row: CustomerRow): Issue[] {
  return contradictions(row).map((issue) => ({ ...issue, path: issue.path.slice(1) }))
}

/** Rows that name an owner or an account above them who is neither there nor in the file. */
export async function danglersIn(
  db: Queries,
  rows: readonly { row: number; body: CustomerRow }[],
  inFile: (codes: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<{ row: number; issue: Issue }[]> {
  const parents = [...new Set(rows.flatMap(({ body }) => body.parent?.toLowerCase() ?? []))]
  const there = new Set((await selectByCodes(db, parents)).map(({ code }) => code.toLowerCase()))
  const coming = await inFile(parents)
  const strangers = new Set<string>()
  for (const owner of new Set(rows.flatMap(({ body }) => body.owner?.toLowerCase() ?? []))) {
    if (!(await findUserByName(db, owner))) strangers.add(owner)
  }
  return rows.flatMap(({ row, body }) => {
    const found: { row: number; issue: Issue }[] = []
    const parent = body.parent?.toLowerCase()
    if (parent && !there.has(parent) && !coming.has(parent))
      found.push({ row, issue: wrong('parent', `there is no customer ${body.parent}`) })
    if (parent && parent === body.code.toLowerCase())
      found.push({ row, issue: wrong('parent', 'a customer cannot stand above itself') })
    if (body.owner && strangers.has(body.owner.toLowerCase()))
      found.push({ row, issue: wrong('owner', `there is no user ${body.owner}`) })
    return found
  })
}

async function asRows(db: Queries, customers: readonly Customer[]): Promise<CustomerRow[]> {
  const owners = await findUsers(
    db,
    customers.flatMap(({ owner }) => owner ?? []),
  )
  const parents = await selectCodes(
    db,
    customers.flatMap(({ parent }) => parent ?? []),
  )
  return customers.map((customer) => {
    const { code, company, segments, email, phone, currency, language, priceBook, taxId } = customer
    const { taxStatus, taxReason, paymentTerms, active } = customer
    const row = {
      ...{ code, company, segments, email, phone, currency, language, priceBook, taxId },
      ...{ taxStatus, taxReason, paymentTerms, active },
      parent: customer.parent && parents.get(customer.parent),
      owner: customer.owner && owners.get(customer.owner)?.username,
      contacts: customer.contacts.map(({ id: _, ...contact }) => contact),
      addresses: customer.addresses.map(({ id: _, ...address }) => address),
    }
    return present(row) as CustomerRow // a customer was parsed by the same schemas when it was made
  })
}

/** Those that an import made and its undoing took out of use, and nobody touched since. */
async function takenBack(db: Queries, customers: readonly Customer[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `select customer_id as id from customer_imports join customers c on c.id = customer_id
     where customer_id = any($1::text[]) and made and undone and customer_imports.version = c.version`,
    [customers.map(({ id }) => id)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Why the actor cannot change this customer by a row. */
function barriers(ctx: Context, { owner, mergedInto }: Customer): Issue[] {
  if (!can(ctx, 'customers.write', { ownerId: owner }))
    return [wrong('code', 'is a customer you may not change')]
  return mergedInto ? [wrong('code', 'is a customer that was merged into another one')] : []
}

function wrong(field: string, message: string): Issue {
  return { code: 'customer', severity: 'error', path: [field], message }
}

const present = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
