import { isDeepStrictEqual } from 'node:util'
import type { Configuration } from '../../contract/configurations.ts'
import { findCustomer } from '../customers/index.ts'
import { differenceOf, permit, record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch, newId, type Tx } from '../platform/index.ts'
import { type GivenProduct, judgeProducts } from './judge-products.ts'
import {
  insertConfiguration,
  type Question,
  removeRow,
  type Saved,
  selectConfiguration,
  selectConfigurations,
  updateConfiguration,
} from './store.ts'

export type NewConfiguration = {
  name?: string | undefined
  customer?: string | undefined
  products: GivenProduct[]
}

/** Saves one or several products with what was chosen, each checked against its model. */
export async function saveConfiguration(
  ctx: Context,
  database: object,
  given: NewConfiguration,
): Promise<Configuration> {
  const now = ctx.now.toISOString()
  const made: Saved = {
    ...given,
    ...(await judgeProducts(ctx, database, given.products)),
    id: newId('cfg') as Configuration['id'],
    owner: ctx.actor.id,
    seq: 1,
    createdAt: now,
    updatedAt: now,
  }
  await ctx.transaction(async (tx) => {
    await demandCustomer(tx, given.customer)
    await insertConfiguration(tx, made)
    announce(tx, 'configuration.saved', made.id, factsOf(made))
    record(tx, {
      action: 'configuration.saved',
      subject: { kind: 'configuration', id: made.id },
      after: given,
    })
  })
  return shown(made)
}

const factsOf = ({ products, valid }: Saved) => ({ products: products.map((each) => each.product), valid })

export type ConfigurationChange = {
  name?: string | null | undefined
  customer?: string | null | undefined
  products?: GivenProduct[] | undefined
}

/**
 * Changes some of its fields; a price it had no longer counts once what is sold is otherwise. A product that is added
 * comes from the present catalog, and takes the others along to it.
 */
export async function changeConfiguration(
  ctx: Context,
  database: object,
  id: string,
  change: ConfigurationChange,
  ifMatch: string | undefined,
): Promise<Configuration> {
  return ctx.transaction(async (tx) => {
    const before = await lockConfiguration(tx, id)
    demandMatch(ifMatch, before.seq)
    await demandCustomer(tx, change.customer ?? undefined)
    const known = new Set<string>(before.products.map((each) => each.id))
    const products = change.products?.map(({ id: given, ...each }) =>
      given && known.has(given) ? { ...each, id: given } : each,
    )
    const at = products?.every((each) => 'id' in each) ? before.revision : undefined
    return saveChanged(tx, before, {
      ...before,
      ...(change.name !== undefined && { name: change.name ?? undefined }),
      ...(change.customer !== undefined && { customer: change.customer ?? undefined }),
      ...(products && (await judgeProducts(tx.ctx, database, products, at))),
    })
  })
}

/** Stores the next state; whatever it was priced or quoted as belongs to the state before. */
export async function saveChanged(tx: Tx, before: Saved, after: Saved): Promise<Configuration> {
  const sold = !isDeepStrictEqual(sellable(before), sellable(after))
  const changed: Saved = {
    ...after,
    ...(sold && { price: undefined, quote: undefined, status: after.valid ? 'VALIDATED' : 'DRAFT' }),
    products: after.products.map(({ net, ...each }) => ({ ...each, ...(!sold && net && { net }) })),
    seq: before.seq + 1,
    updatedAt: tx.ctx.now.toISOString(),
  }
  await updateConfiguration(tx, changed)
  record(tx, {
    action: 'configuration.changed',
    subject: { kind: 'configuration', id: before.id },
    ...differenceOf(before, changed),
  })
  announce(tx, 'configuration.changed', before.id, factsOf(changed))
  return shown(changed)
}

const sellable = ({ products, customer, revision }: Saved) => ({
  products: products.map(givenOf),
  customer,
  revision,
})

/** A saved product as it was asked for. */
export function givenOf({ id, product, plan, variant, quantity, decisions }: Saved['products'][number]) {
  return { id, product, plan, variant, quantity, decisions }
}

export async function cloneConfiguration(ctx: Context, database: object, id: string, name?: string) {
  const { products, customer, ...source } = await getSaved(ctx, id)
  return saveConfiguration(ctx, database, {
    products: products.map(givenOf).map(({ id: _, ...each }) => each),
    customer,
    name: name ?? (source.name && `${source.name} (copy)`.slice(0, 200)),
  })
}

export async function removeConfiguration(ctx: Context, id: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const before = await lockConfiguration(tx, id)
    await removeRow(tx, id, ctx.now)
    record(tx, { action: 'configuration.removed', subject: { kind: 'configuration', id }, before })
  })
}

export async function getConfiguration(ctx: Context, id: string): Promise<Configuration> {
  return shown(await getSaved(ctx, id))
}

export async function listConfigurations(ctx: Context, question: Question) {
  const { items, ...page } = await selectConfigurations(ctx, question)
  return { ...page, items: items.map(shown) }
}

export async function lockConfiguration(tx: Tx, id: string): Promise<Saved> {
  const found = await selectConfiguration(tx, id, true)
  const missing = new DomainError('configuration.not-found', { id })
  if (!found) throw missing
  permit(tx.ctx, 'configurations.read', { ownerId: found.owner }, missing)
  permit(tx.ctx, 'configurations.write', { ownerId: found.owner })
  return found
}

async function getSaved(ctx: Context, id: string): Promise<Saved> {
  const found = await selectConfiguration(ctx.db, id)
  const missing = new DomainError('configuration.not-found', { id })
  if (!found) throw missing
  permit(ctx, 'configurations.read', { ownerId: found.owner }, missing)
  return found
}

async function demandCustomer(tx: Tx, id: string | undefined): Promise<void> {
  if (id && !(await findCustomer(tx, id))) throw new DomainError('customer.not-found', { id })
}

export function shown({ owner: _, ...configuration }: Saved): Configuration {
  return configuration
}
