import type { Customer, CustomerSummary } from '../../contract/customers.ts'
import { containing, type Queries, type Tx } from '../platform/index.ts'
import { principalAddress, searchText } from './customer.ts'
import type { CustomerFilter } from './list-customers.ts'
import { openTaxId, sealTaxId } from './tax-ids.ts'

/** A row with its contacts and addresses; `null` where there is nothing. */
type CustomerRow = Record<string, unknown> & {
  createdAt: Date
  updatedAt: Date
  contacts: object[]
  addresses: object[]
}

const columns = `c.id, c.version, c.code, c.company, c.segments, c.email, c.phone, c.currency, c.language,
  c.price_book as "priceBook", c.tax_id as "taxId", c.tax_status as "taxStatus", c.tax_reason as "taxReason",
  c.region, c.payment_terms as "paymentTerms", c.parent_id as parent, c.owner_id as owner, c.active, c.merged_into as "mergedInto",
  c.created_at as "createdAt", c.updated_at as "updatedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name,
      'email', p.email, 'phone', p.phone, 'title', p.title, 'primary', p.is_primary) order by p.place)
    from contacts p where p.customer_id = c.id), '[]') as contacts,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'type', a.type, 'recipient', a.recipient,
      'street', a.street, 'street2', a.street2, 'postalCode', a.postal_code, 'city', a.city, 'state', a.state,
      'country', a.country) order by a.place)
    from addresses a where a.customer_id = c.id), '[]') as addresses`

export async function selectCustomer(db: Queries, idOrCode: string): Promise<Customer | undefined> {
  const condition = idOrCode.startsWith('cus_') ? 'c.id = $1' : 'lower(c.code) = lower($1)'
  const rows = await db.query<CustomerRow>(`select ${columns} from customers c where ${condition}`, [
    idOrCode,
  ])
  return rows[0] && toCustomer(db, rows[0])
}

/** Customers by their codes, in any case. */
export async function selectByCodes(db: Queries, codes: readonly string[]): Promise<Customer[]> {
  const rows = await db.query<CustomerRow>(
    `select ${columns} from customers c where lower(c.code) = any($1::text[])`,
    [[...new Set(codes.map((code) => code.toLowerCase()))]],
  )
  return rows.map((row) => toCustomer(db, row))
}

/** Customers by code, those after one, within reach. */
export async function selectPage(
  db: Queries,
  after: string,
  limit: number,
  reach: { sql: string; values: unknown[] },
): Promise<Customer[]> {
  const rows = await db.query<CustomerRow>(
    `select ${columns} from customers c where c.code > $1 and c.merged_into is null and ${reach.sql}
     order by c.code limit $2`,
    [after, limit, ...reach.values],
  )
  return rows.map((row) => toCustomer(db, row))
}

/** Codes by id. */
export async function selectCodes(db: Queries, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; code: string }>(
    'select id, code from customers where id = any($1::text[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map(({ id, code }) => [id, code]))
}

/** Reads a customer that nobody else changes until the commit. */
export async function lockCustomer(tx: Tx, id: string): Promise<Customer | undefined> {
  const rows = await tx.query('select 1 from customers where id = $1 for update', [id])
  return rows.length > 0 ? selectCustomer(tx, id) : undefined
}

export async function insertCustomer(tx: Tx, customer: Customer): Promise<void> {
  await tx.query(
    `insert into customers (id, version, code, company, segments, email, phone, currency, language, price_book,
       tax_id, tax_status, tax_reason, region, country, city, payment_terms, parent_id, owner_id, active, search,
       created_at, updated_at, tax_id_sign)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    valuesOf(tx, customer),
  )
  await insertParts(tx, customer)
}

export async function updateCustomer(tx: Tx, customer: Customer): Promise<void> {
  await tx.query(
    `update customers set version = $2, code = $3, company = $4, segments = $5, email = $6, phone = $7,
       currency = $8, language = $9, price_book = $10, tax_id = $11, tax_status = $12, tax_reason = $13,
       region = $14, country = $15, city = $16, payment_terms = $17, parent_id = $18, owner_id = $19,
       active = $20, search = $21, created_at = $22, updated_at = $23, tax_id_sign = $24, merged_into = $25
     where id = $1`,
    [...valuesOf(tx, customer), customer.mergedInto ?? null],
  )
  await tx.query('delete from contacts where customer_id = $1', [customer.id])
  await tx.query('delete from addresses where customer_id = $1', [customer.id])
  await insertParts(tx, customer)
}

function valuesOf(tx: Tx, customer: Customer): unknown[] {
  const [taxId, taxIdSign] = sealTaxId(tx, customer)
  const address = principalAddress(customer)
  return [
    customer.id,
    customer.version,
    customer.code,
    customer.company,
    customer.segments,
    customer.email ?? null,
    customer.phone ?? null,
    customer.currency ?? null,
    customer.language ?? null,
    customer.priceBook ?? null,
    taxId,
    customer.taxStatus,
    customer.taxReason ?? null,
    customer.region ?? null,
    address?.country ?? null,
    address?.city ?? null,
    customer.paymentTerms ?? null,
    customer.parent ?? null,
    customer.owner ?? null,
    customer.active,
    searchText(customer),
    customer.createdAt,
    customer.updatedAt,
    taxIdSign,
  ]
}

async function insertParts(tx: Tx, { id, contacts, addresses }: Customer): Promise<void> {
  if (contacts.length > 0)
    await tx.query(
      `insert into contacts (id, customer_id, place, given_name, family_name, email, phone, title, is_primary)
       select c.id, $1, c.place, c."givenName", c."familyName", c.email, c.phone, c.title, c."primary"
       from jsonb_to_recordset($2::jsonb) as c(id text, place integer, "givenName" text, "familyName" text,
         email text, phone text, title text, "primary" boolean)`,
      [id, JSON.stringify(contacts.map((contact, place) => ({ ...contact, place })))],
    )
  if (addresses.length > 0)
    await tx.query(
      `insert into addresses
         (id, customer_id, place, type, recipient, street, street2, postal_code, city, state, country)
       select a.id, $1, a.place, a.type, a.recipient, a.street, a.street2, a."postalCode", a.city, a.state, a.country
       from jsonb_to_recordset($2::jsonb) as a(id text, place integer, type text, recipient text, street text,
         street2 text, "postalCode" text, city text, state text, country text)`,
      [id, JSON.stringify(addresses.map((address, place) => ({ ...address, place })))],
    )
}

/** Customers for a filter, by company: every word of `q` is a part of what is known, or `like` close to a word of it. */
export async function selectSummaries(
  db: Queries,
  filter: CustomerFilter & { like?: string },
  after: readonly [string, string] | undefined,
  reachFrom: (first: number) => { sql: string; values: unknown[] },
): Promise<(CustomerSummary & { position: string })[]> {
  const conditions: string[] = []
  const values: unknown[] = []
  const where = (condition: (first: number) => string, ...bound: unknown[]) => {
    conditions.push(condition(values.length + 1))
    values.push(...bound)
  }

  for (const word of wordsOf(filter.q)) where((n) => `c.search like $${n}`, containing(word))
  if (filter.like !== undefined) where((n) => `c.id in (select customers_like($${n}))`, filter.like)
  if (filter.segment !== undefined) where((n) => `c.segments @> array[$${n}::text]`, filter.segment)
  if (filter.country !== undefined) where((n) => `c.country = $${n}`, filter.country)
  if (filter.owner !== undefined) where((n) => `c.owner_id = $${n}`, filter.owner)
  if (filter.parent !== undefined) where((n) => `c.parent_id = $${n}`, filter.parent)
  if (filter.active !== undefined) where((n) => `c.active = $${n}`, filter.active)
  if (after) where((n) => `(lower(c.company), c.id) > ($${n}::text, $${n + 1}::text)`, ...after)
  const reach = reachFrom(values.length + 1)
  where(() => reach.sql, ...reach.values)

  const rows = await db.query<Record<string, unknown> & { updatedAt: Date }>(
    `select c.id, c.code, c.company, c.segments, c.email, c.currency, c.region, c.city, c.country, c.active,
       c.owner_id as owner, c.updated_at as "updatedAt", lower(c.company) as position
     from customers c where ${conditions.join(' and ')}
     order by lower(c.company), c.id limit $${values.length + 1}`,
    [...values, filter.limit + 1],
  )
  return rows.map(
    (row) =>
      ({ ...withoutNulls(row), updatedAt: row.updatedAt.toISOString() }) as CustomerSummary & {
        position: string
      },
  )
}

function wordsOf(text = ''): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
}

export async function selectNames(db: Queries, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; company: string }>(
    'select id, company from customers where id = any($1::text[])',
    [ids],
  )
  return new Map(rows.map(({ id, company }) => [id, company]))
}

export async function nextCode(tx: Tx): Promise<string> {
  const rows = await tx.query<{ code: string }>(
    // A number somebody chose by hand is passed over.
    `with recursive next as (
       select 'C-' || nextval('customer_codes') as code
       union all
       select 'C-' || nextval('customer_codes') from next where exists (
         select 1 from customers where lower(customers.code) = lower(next.code)))
     select code from next order by length(code) desc, code desc limit 1`,
  )
  return rows[0]?.code ?? ''
}

/** Whether another customer has the code. Whoever asks for the same code next waits for this transaction. */
export async function isCodeTaken(tx: Tx, { id, code }: Customer): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('customer ' || lower($1), 0))`, [code])
  const rows = await tx.query('select 1 from customers where lower(code) = lower($1) and id <> $2', [
    code,
    id,
  ])
  return rows.length > 0
}

/** Whether `id` is a parent, or a parent's parent …, of `below`. */
export async function isAbove(tx: Tx, id: string, below: string): Promise<boolean> {
  const rows = await tx.query(
    `with recursive above as (
       select id, parent_id from customers where id = $1
       union select p.id, p.parent_id from above join customers p on p.id = above.parent_id)
     select 1 from above where id = $2`,
    [below, id],
  )
  return rows.length > 0
}

function toCustomer(db: Queries, row: CustomerRow): Customer {
  const { taxId } = row
  return {
    ...withoutNulls(row),
    ...(typeof taxId === 'string' && { taxId: openTaxId(db, String(row.id), taxId) }),
    contacts: row.contacts.map(withoutNulls),
    addresses: row.addresses.map(withoutNulls),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  } as Customer // the columns of the table, and the objects built above
}

function withoutNulls(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
