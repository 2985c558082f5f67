import { defaultPolicy } from '../../engines/pricer/policy.ts'
import type * as engine from '../../engines/pricer/types.ts'
import { companySettings } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'
import type { Snapshot } from '../revisions/index.ts'
import { usesOf } from './discount-uses.ts'
import { ratesOf } from './exchange-rates.ts'
import { unionsOf } from './unions.ts'

/** What a request needs to know prices for. */
export type Need = {
  currency: string
  asOf: string
  priceBook?: string | undefined
  customer?: engine.PricedCustomer | undefined
  products: readonly string[]
  plans: readonly string[]
  discountCodes: readonly string[]
  /** The company's, where the caller has read them already. */
  settings?: Awaited<ReturnType<typeof companySettings>>
}

/** Everything that can matter for such a request at a revision, and nothing else. */
export async function readPriceContext(
  db: Queries,
  snapshot: Snapshot,
  need: Need,
): Promise<engine.PriceContext> {
  const read = async <T>(rows: Promise<unknown[]>) => (await rows) as engine.Published<T>[]
  const [settings, products, plans, priceBooks] = await Promise.all([
    need.settings ?? companySettings(db),
    read<engine.Product>(snapshot.get(db, 'products', unique(need.products))),
    read<engine.Plan>(snapshot.get(db, 'plans', unique(need.plans))),
    read<engine.PriceBook>(snapshot.all(db, 'price-books')),
  ])
  const chain = bookChain(priceBooks, need.priceBook)
  const customers = [need.customer?.id, need.customer?.parent].filter((id) => id !== undefined)
  const converts = need.currency !== settings.locale.currency
  const readRates = () => ratesOf(db, need.currency, need.asOf.slice(0, 10))
  const [prices, rules, discounts, contractPrices, surcharges, taxes, rates] = await Promise.all([
    read<engine.Price>(snapshot.of(db, 'prices', unique(need.plans))),
    read<engine.PriceRule>(snapshot.all(db, 'rules')),
    read<engine.Discount>(snapshot.all(db, 'discounts')),
    read<engine.ContractPrice>(snapshot.of(db, 'contract-prices', customers)),
    read<engine.Surcharge>(snapshot.all(db, 'surcharges')),
    read<engine.Tax>(snapshot.all(db, 'taxes')),
    converts ? readRates() : [],
  ])
  const reachable = prices.filter(
    (price) => !price.priceBook || chain.some((book) => book.code === price.priceBook),
  )
  const wanted = reachable.filter((price) => price.currency === need.currency)
  const covered = new Set(wanted.map((price) => price.plan))
  // Only plans without a price in the quote's currency need the others, to convert one of them.
  const foreign = reachable.filter((price) => !covered.has(price.plan))
  const codes = new Set([...need.discountCodes, ...prices.flatMap((price) => price.discountCode ?? [])])
  const applicable = discounts.filter((discount) => discount.automatic || codes.has(discount.code))
  const relevant = targetTest(products, need)
  const limited = applicable.filter((discount) => discount.maxUsageCount !== undefined)
  const regions = unionsOf(need.customer?.region)
  const context: engine.PriceContext = {
    revision: snapshot.revision,
    products,
    plans,
    prices: [...wanted, ...foreign],
    priceBooks: chain,
    rules: rules.filter((rule) => relevant(rule) && inChain(rule.priceBook, chain)),
    discounts: applicable.filter(relevant),
    contractPrices: contractPrices.filter((price) => need.plans.includes(price.plan)),
    surcharges: surcharges.filter(relevant),
    taxes: taxes.filter((tax) => taxesIn(need.customer?.region, regions, tax.region)),
    regions,
    exchangeRates: foreign.length > 0 && !converts ? await readRates() : rates,
    policy: { ...defaultPolicy, zone: settings.locale.zone, ...settings.calculation } as engine.Policy,
    companyCurrency: settings.locale.currency,
  }
  if (limited.length === 0) return context
  const uses = await usesOf(
    db,
    limited.map((discount) => discount.code),
  )
  context.usesLeft = Object.fromEntries(
    limited.map(({ code, maxUsageCount }) => {
      // The quote's own codes are reserved already: a use of its own never runs out.
      const left = Math.max(0, (maxUsageCount ?? 0) - (uses[code] ?? 0))
      return [code, need.discountCodes.includes(code) ? Math.max(1, left) : left]
    }),
  )
  return context
}

function bookChain(books: engine.Published<engine.PriceBook>[], start: string | undefined) {
  const chain: engine.Published<engine.PriceBook>[] = []
  let book = books.find((each) => each.code === start)
  while (book && !chain.includes(book)) {
    chain.push(book)
    const fallback: string | undefined = book.fallback
    book = books.find((each) => each.code === fallback)
  }
  return chain
}

const inChain = (book: string | undefined, chain: { code: string }[]) =>
  book === undefined || chain.some((each) => each.code === book)

/** Whether targets can meet any product, plan or segment of the request. */
function targetTest(products: engine.Published<engine.Product>[], need: Need) {
  const sets = {
    products: new Set(need.products),
    plans: new Set(need.plans),
    categories: new Set(products.flatMap((product) => product.categories)),
    segments: new Set(need.customer?.segments ?? []),
  }
  const meets = (wanted: string[] | undefined, there: Set<string>) =>
    wanted === undefined || wanted.length === 0 || wanted.some((each) => there.has(each))
  return (targets: engine.Targets) =>
    meets(targets.products, sets.products) &&
    meets(targets.plans, sets.plans) &&
    meets(targets.categories, sets.categories) &&
    meets(targets.segments, sets.segments)
}

function taxesIn(region: string | undefined, unions: Record<string, string[]>, taxed: string): boolean {
  if (!region) return false
  const country = region.slice(0, 2)
  return taxed === region || taxed === country || (unions[country] ?? []).includes(taxed)
}

const unique = (codes: readonly string[]) => [...new Set(codes)]
