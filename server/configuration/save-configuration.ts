import { z } from 'zod'
import type { Configuration } from '../../contract/configurations.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { getProduct } from '../catalog/index.ts'
import { permit, reachFilter, record } from '../identity/index.ts'
import { announce, type Context, DomainError, decodeCursor, encodeCursor, newId } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { findModel } from './configurator.ts'
import { configure } from './configure.ts'

type Row = Omit<Configuration, 'createdAt' | 'updatedAt'> & {
  owner_id: string
  createdAt: Date
  updatedAt: Date
}
export type NewConfiguration = {
  name?: string | undefined
  customer?: string | undefined
  product: string
  quantity: string
  decisions: Decision[]
}

const columns = `id, name, status, customer_id as customer, product, product_name as "productName", quantity::text,
  revision, decisions, valid, issues, owner_id, created_at as "createdAt", updated_at as "updatedAt"`

/** Saves decisions on a product, checked against its model. */
export async function saveConfiguration(
  ctx: Context,
  database: object,
  given: NewConfiguration,
): Promise<Configuration> {
  const { revision, product } = await getProduct(ctx, database, given.product)
  const model = await findModel(ctx.db, await readSnapshot(database, ctx.db, revision), product)
  if (!model) throw new DomainError('configuration.no-model', { product: given.product })
  const { issues } = configure(model, given.decisions)
  const valid = !issues.some((issue) => issue.severity === 'error')
  const id = newId('cfg')
  await ctx.transaction(async (tx) => {
    await tx.query(
      `insert into configurations (id, name, status, customer_id, product, product_name, quantity, revision, decisions,
         valid, issues, owner_id, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
      [
        id,
        given.name ?? null,
        valid ? 'VALIDATED' : 'DRAFT',
        given.customer ?? null,
        given.product,
        product.name,
        given.quantity,
        revision,
        JSON.stringify(given.decisions),
        valid,
        JSON.stringify(issues),
        ctx.actor.id,
        ctx.now,
      ],
    )
    announce(tx, 'configuration.saved', id, { product: given.product, valid })
    record(tx, { action: 'configuration.saved', subject: { kind: 'configuration', id }, after: given })
  })
  return getConfiguration(ctx, id)
}

export async function getConfiguration(ctx: Context, id: string): Promise<Configuration> {
  const [row] = await ctx.db.query<Row>(`select ${columns} from configurations where id = $1`, [id])
  const missing = new DomainError('configuration.not-found', { id })
  if (!row) throw missing
  permit(ctx, 'configurations.read', { ownerId: row.owner_id }, missing)
  return present(row)
}

type Question = {
  product?: string | undefined
  customer?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of saved configurations, the latest first. */
export async function listConfigurations(ctx: Context, question: Question) {
  const [before, id] = decodeCursor(question.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'configurations.read', 'owner_id', 6)
  const rows = await ctx.db.query<Row>(
    `select ${columns} from configurations
     where ($1::text is null or product = $1) and ($2::text is null or customer_id = $2)
       and ($3::timestamptz is null or (updated_at, id) < ($3, $4)) and ${reach.sql}
     order by updated_at desc, id desc limit $5`,
    [question.product ?? null, question.customer ?? null, before, id, question.limit + 1, ...reach.values],
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

function present({ owner_id: _, ...row }: Row): Configuration {
  return {
    ...row,
    name: row.name ?? undefined,
    customer: row.customer ?? undefined,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
