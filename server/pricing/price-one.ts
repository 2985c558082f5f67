import { price } from '../../engines/pricer/index.ts'
import type * as engine from '../../engines/pricer/types.ts'
import { findCustomer, pricedCustomer } from '../customers/index.ts'
import { companySettings } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'
import { readPriceContext } from './price-context.ts'

export type Question = {
  product: string
  plan?: string | undefined
  quantity: string
  currency?: string | undefined
  priceBook?: string | undefined
  customer?: string | undefined
  discountCodes?: string[] | undefined
  revision?: number | undefined
}

/** What a quantity of one product costs, as a quote of one line would say. */
export async function priceOne(ctx: Context, database: object, question: Question) {
  const revision = question.revision ?? (await currentRevision(ctx))
  const snapshot = await readSnapshot(database, ctx.db, revision)
  const [plan] = (await snapshot.of(ctx.db, 'plans', [question.product])).filter(
    (each) => question.plan === undefined || each.code === question.plan,
  )
  if (!plan)
    throw new DomainError('reference.not-found', {
      kind: 'product or plan',
      code: question.plan ?? question.product,
    })
  const customer = question.customer ? await findCustomer(ctx.db, question.customer) : undefined
  if (question.customer && !customer) throw new DomainError('customer.not-found', { id: question.customer })
  const { locale } = await companySettings(ctx.db)
  const currency = question.currency?.toUpperCase() ?? customer?.currency ?? locale.currency
  const asOf = ctx.now.toISOString()
  const priceBook = question.priceBook ?? customer?.priceBook
  const discountCodes = question.discountCodes ?? []
  const buyer = customer && pricedCustomer(customer)
  const context = await readPriceContext(ctx.db, snapshot, {
    currency,
    asOf,
    priceBook,
    customer: buyer,
    products: [question.product],
    plans: [plan.code],
    discountCodes,
  })
  const request: engine.PriceRequest = {
    currency,
    asOf,
    ...(priceBook ? { priceBook } : {}),
    ...(buyer ? { customer: buyer } : {}),
    discountCodes,
    lines: [{ id: 'line', product: question.product, plan: plan.code, quantity: question.quantity }],
  }
  return { revision, context, priced: price(request, context) }
}
