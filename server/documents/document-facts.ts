import type { Customer } from '../../contract/customers.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { Facts } from '../../engines/expressions/index.ts'
import type { Team } from '../identity/index.ts'

/** What is known of a quote's surroundings: who sells it, in which language. */
export type Around = {
  language: string
  categoriesOf: ReadonlyMap<string, readonly string[]>
  team: Pick<Team, 'name' | 'unit'> | undefined
}

/** What conditions of templates and clauses look at, as `documentScope` names it. Optional lines do not count. */
export function documentFacts(
  quote: Quote,
  customer: Customer | undefined,
  { language, categoriesOf, team }: Around,
): Facts {
  const lines = quote.lines.filter((line) => line.status !== 'CANCELLED' && !line.optional)
  const each = (pick: (line: (typeof lines)[number]) => readonly string[]) => [
    ...new Set(lines.flatMap((line) => pick(line))),
  ]
  const months = lines.flatMap(({ term }) => term?.months ?? quote.term?.months ?? [])
  const region = customer?.region ?? ''
  return {
    language,
    currency: quote.currency,
    total: quote.totals.total,
    net: quote.totals.net,
    paymentTerms: quote.paymentTerms,
    ...(months.length > 0 && { termMonths: String(Math.max(...months)) }),
    recurring: lines.some((line) => line.type === 'RECURRING'),
    usage: lines.some((line) => line.type === 'USAGE'),
    priceBook: quote.priceBook ?? '',
    products: each((line) => [line.product]),
    plans: each((line) => [line.plan]),
    categories: each((line) => categoriesOf.get(line.product) ?? []),
    customer: {
      country: region.slice(0, 2),
      region,
      segments: customer?.segments ?? [],
      taxStatus: customer?.taxStatus ?? '',
    },
    owner: { team: team?.name ?? '', unit: team?.unit ?? '' },
  }
}
