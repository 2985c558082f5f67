import type { z } from 'zod'
import type { createProduct as operation } from '../../contract/catalog.ts'
import type { Issue } from '../../contract/problem.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentChangeSet, type Put, putChanges } from '../revisions/index.ts'

type NewProduct = z.output<NonNullable<(typeof operation)['body']>>

/** Puts a product with its plans and their prices into a change set, all or none. */
export async function createProduct(ctx: Context, { changeSet, plans, ...product }: NewProduct) {
  const id = changeSet ?? (await currentChangeSet(ctx))?.id
  if (!id) throw new DomainError('change-set.none')
  const planPuts: Put[] = plans.map(({ prices: _, ...plan }) => ({
    kind: 'plans',
    code: plan.code,
    body: { ...plan, product: product.code, defaultPrice: plan.defaultPrice ?? _[0]?.code },
  }))
  const pricePuts: Put[] = plans.flatMap((plan) =>
    plan.prices.map(
      (price) => ({ kind: 'prices', code: price.code, body: { ...price, plan: plan.code } }) as const,
    ),
  )
  const puts: Put[] = [{ kind: 'products', code: product.code, body: product }, ...planPuts, ...pricePuts]
  try {
    await putChanges(ctx, id, puts, { create: true })
  } catch (error) {
    throw atItsPlace(error, plans)
  }
  return {
    changeSet: id,
    product: product.code,
    plans: planPuts.map((put) => put.code),
    prices: pricePuts.map((put) => put.code),
  }
}

/** What is wrong with a plan or a price, said at its place in the request: plans.0.prices.1.unitAmount. */
function atItsPlace(error: unknown, plans: NewProduct['plans']): unknown {
  if (!(error instanceof DomainError) || error.issues.length === 0) return error
  const issues = error.issues.map((issue): Issue => {
    const [kind, code, ...rest] = issue.path
    const plan = plans.findIndex(
      (each) => each.code === code || each.prices.some((price) => price.code === code),
    )
    if (kind === 'plans') return { ...issue, path: ['plans', String(plan), ...rest] }
    if (kind !== 'prices') return { ...issue, path: rest }
    const price = plans[plan]?.prices.findIndex((each) => each.code === code) ?? 0
    return { ...issue, path: ['plans', String(plan), 'prices', String(price), ...rest] }
  })
  return new DomainError(error.code, error.details, issues)
}
