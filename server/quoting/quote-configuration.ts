import type { Quote } from '../../contract/quotes.ts'
import { getConfiguration } from '../configuration/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { createQuote, type NewQuote } from './create-quote.ts'

/** A draft for the customer of a saved configuration, with a line for each of its products and what was chosen there. */
export async function quoteConfiguration(
  ctx: Context,
  database: object,
  id: string,
  asked: { name?: string | undefined; currency?: string | undefined },
): Promise<Quote> {
  const { products, ...saved } = await getConfiguration(ctx, id)
  const name = asked.name ?? saved.name
  const given = {
    ...(name && { name }),
    ...(saved.customer && { customer: saved.customer }),
    ...(asked.currency && { currency: asked.currency }),
    discountCodes: [],
    lines: products.map(({ id: item, product, plan, variant, quantity }) => ({
      product,
      ...(plan && { plan }),
      ...(variant && { variant }),
      quantity,
      configuration: id,
      item,
    })),
  }
  try {
    return await createQuote(ctx, database, given as NewQuote) // parsed when it was saved
  } catch (error) {
    throw inTheConfiguration(error)
  }
}

/** What is wrong with a line is said of the product it was made of. */
function inTheConfiguration(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== 'request.invalid') return error
  const reason = error.issues.map((issue) => issue.message).join(' ')
  return new DomainError('configuration.impossible', { reason })
}
