import { z } from 'zod'
import type { Configuration } from '../../contract/configurations.ts'
import { reachFilter } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor, type Queries, type Tx } from '../platform/index.ts'

export type Saved = Configuration & { owner: string }
type Row = Omit<Saved, 'createdAt' | 'updatedAt' | 'price'> & {
  createdAt: Date
  updatedAt: Date
  currency: string | null
  net: string | null
  pricedAt: Date | null
}

const columns = `id, name, status, customer_id as customer, revision, products, valid, owner_id as owner, seq,
  quote_id as quote, price_currency as currency, price_net::text as net, priced_at as "pricedAt",
  created_at as "createdAt", updated_at as "updatedAt"`

export async function insertConfiguration(tx: Tx, made: Saved): Promise<void> {
  await tx.query(
    `insert into configurations (id, name, status, customer_id, revision, products, valid, owner_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [...valuesOf(made), made.owner, made.createdAt],
  )
}

export async function updateConfiguration(tx: Tx, changed: Saved): Promise<void> {
  await tx.query(
    `update configurations set name = $2, status = $3, customer_id = $4, revision = $5, products = $6, valid = $7, seq = $8,
       price_currency = $9, price_net = $10, priced_at = $11, quote_id = $12, updated_at = $13
     where id = $1`,
    [
      ...valuesOf(changed),
      changed.seq,
      changed.price?.currency ?? null,
      changed.price?.net ?? null,
      changed.price?.at ?? null,
      changed.quote ?? null,
      changed.updatedAt,
    ],
  )
}

const valuesOf = (of: Saved) => [
  of.id,
  of.name ?? null,
  of.status,
  of.customer ?? null,
  of.revision,
  JSON.stringify(of.products),
  of.valid,
]

export async function removeRow(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('update configurations set removed_at = $2 where id = $1', [id, at])
}

export async function selectConfiguration(db: Queries, id: string, lock = false): Promise<Saved | undefined> {
  const [row] = await db.query<Row>(
    `select ${columns} from configurations where id = $1 and removed_at is null ${lock ? 'for update' : ''}`,
    [id],
  )
  return row && present(row)
}

export type Question = {
  search?: string | undefined
  status?: string | undefined
  product?: string | undefined
  customer?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of saved configurations the actor may see, the latest first. */
export async function selectConfigurations(ctx: Context, question: Question) {
  const [before, id] = decodeCursor(question.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'configurations.read', 'owner_id', 8)
  const rows = await ctx.db.query<Row>(
    `select ${columns} from configurations
     where removed_at is null and ($1::jsonb is null or products @> $1) and ($2::text is null or customer_id = $2)
       and ($3::timestamptz is null or (updated_at, id) < ($3, $4))
       and ($6::text is null or status = $6)
       and ($7::text is null or position(lower($7) in lower(concat_ws(' ', name,
         jsonb_path_query_array(products, '$[*].product'), jsonb_path_query_array(products, '$[*].productName')))) > 0)
       and ${reach.sql}
     order by updated_at desc, id desc limit $5`,
    [
      question.product === undefined ? null : JSON.stringify([{ product: question.product }]),
      question.customer ?? null,
      before,
      id,
      question.limit + 1,
      question.status ?? null,
      question.search ?? null,
      ...reach.values,
    ],
  )
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    ...(rows.length > question.limit && last
      ? { next: encodeCursor([last.updatedAt.toISOString(), last.id]) }
      : {}),
  }
}

function present({ currency, net, pricedAt, ...row }: Row): Saved {
  return {
    ...row,
    name: row.name ?? undefined,
    customer: row.customer ?? undefined,
    quote: row.quote ?? undefined,
    price: currency && net && pricedAt ? { currency, net, at: pricedAt.toISOString() } : undefined,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
