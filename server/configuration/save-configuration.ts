import type { Configuration } from '../../contract/configurations.ts'
import type { CompiledModel, Decision } from '../../engines/configurator/index.ts'
import { findCustomer } from '../customers/index.ts'
import { differenceOf, permit, record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch, newId, type Tx } from '../platform/index.ts'
import { configure } from './configure.ts'
import { getConfigurable } from './session.ts'
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
  product: string
  quantity: string
  decisions: Decision[]
}

/** Saves decisions on a product, checked against its model. */
export async function saveConfiguration(
  ctx: Context,
  database: object,
  given: NewConfiguration,
): Promise<Configuration> {
  const { revision, name, model } = await getConfigurable(ctx, database, given.product)
  const now = ctx.now.toISOString()
  const made: Saved = {
    ...given,
    ...judged(model, given.decisions),
    id: newId('cfg') as Configuration['id'],
    productName: name,
    revision,
    owner: ctx.actor.id,
    seq: 1,
    createdAt: now,
    updatedAt: now,
  }
  await ctx.transaction(async (tx) => {
    await demandCustomer(tx, given.customer)
    await insertConfiguration(tx, made)
    announce(tx, 'configuration.saved', made.id, { product: made.product, valid: made.valid })
    record(tx, {
      action: 'configuration.saved',
      subject: { kind: 'configuration', id: made.id },
      after: given,
    })
  })
  return shown(made)
}

export type ConfigurationChange = {
  name?: string | null | undefined
  customer?: string | null | undefined
  quantity?: string | undefined
  decisions?: Decision[] | undefined
}

/** Changes some of its fields; a price it had no longer counts. */
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
    const { model } = await getConfigurable(tx.ctx, database, before.product, before.revision)
    return saveChanged(tx, before, {
      ...before,
      ...(change.name !== undefined && { name: change.name ?? undefined }),
      ...(change.customer !== undefined && { customer: change.customer ?? undefined }),
      quantity: change.quantity ?? before.quantity,
      ...judged(model, change.decisions ?? before.decisions),
    })
  })
}

/** Stores the next state; whatever it was priced or quoted as belongs to the state before. */
export async function saveChanged(tx: Tx, before: Saved, after: Saved): Promise<Configuration> {
  const sold = differenceOf(sellable(before), sellable(after)).after
  const changed: Saved = {
    ...after,
    ...(Object.keys(sold).length > 0 && { price: undefined, quote: undefined }),
    seq: before.seq + 1,
    updatedAt: tx.ctx.now.toISOString(),
  }
  await updateConfiguration(tx, changed)
  record(tx, {
    action: 'configuration.changed',
    subject: { kind: 'configuration', id: before.id },
    ...differenceOf(before, changed),
  })
  announce(tx, 'configuration.changed', before.id, { product: changed.product, valid: changed.valid })
  return shown(changed)
}

const sellable = ({ decisions, quantity, customer, revision }: Saved) => ({
  decisions,
  quantity,
  customer,
  revision,
})

export async function cloneConfiguration(ctx: Context, database: object, id: string, name?: string) {
  const { product, quantity, customer, decisions, ...source } = await getSaved(ctx, id)
  return saveConfiguration(ctx, database, {
    product,
    quantity,
    customer,
    decisions,
    name: name ?? (source.name && `${source.name} (copy)`),
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

/** Whether decisions are sound, and what is wrong with them. */
export function judged(
  model: CompiledModel,
  decisions: Decision[],
): Pick<Saved, 'decisions' | 'valid' | 'issues' | 'status'> {
  const { issues } = configure(model, decisions)
  const valid = !issues.some((issue) => issue.severity === 'error')
  return { decisions, valid, issues, status: valid ? 'VALIDATED' : 'DRAFT' }
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
