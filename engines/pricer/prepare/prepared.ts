import { parseDecimal } from '../../money/index.ts'
import { defaultPolicy } from '../policy.ts'
import type {
  ContractPrice,
  Discount,
  Plan,
  Policy,
  Price,
  PriceBook,
  PriceContext,
  PriceRule,
  Product,
  Published,
  Surcharge,
  Tax,
} from '../types.ts'
import { Applicable } from './applicable.ts'
import { type PriceRow, readContractPrice, readPrice } from './price-row.ts'

/** A context with its rows indexed once; as good for one request as for a million. */
export class Prepared {
  readonly context: PriceContext
  readonly policy: Policy
  readonly products = new Map<string, Published<Product>>()
  readonly plans = new Map<string, Published<Plan>>()
  readonly books = new Map<string, Published<PriceBook>>()
  readonly rules: Applicable<Published<PriceRule>>
  readonly discounts: Applicable<Published<Discount>>
  readonly surcharges: Applicable<Published<Surcharge>>
  readonly taxes: readonly Published<Tax>[]
  /** Taxes whose numbers cannot be read: left out, and said aloud. */
  readonly badTaxes: { tax: Published<Tax>; wrong: string }[] = []
  readonly #prices = new Map<string, Published<Price>[]>()
  readonly #contracts = new Map<string, Published<ContractPrice>[]>()
  readonly #priceByCode = new Map<string, Published<Price>>()
  readonly #rows = new Map<object, PriceRow>()

  constructor(context: PriceContext) {
    this.context = context
    this.policy = { ...defaultPolicy, ...context.policy }
    for (const product of context.products) this.products.set(product.code, product)
    for (const plan of context.plans) this.plans.set(plan.code, plan)
    for (const book of context.priceBooks) this.books.set(book.code, book)
    for (const price of context.prices) {
      push(this.#prices, price.plan, price)
      this.#priceByCode.set(price.code, price)
    }
    for (const price of context.contractPrices) push(this.#contracts, price.plan, price)
    this.rules = new Applicable(context.rules, true)
    this.discounts = new Applicable(context.discounts, true)
    this.surcharges = new Applicable(context.surcharges, false)
    this.taxes = context.taxes.filter((tax) => {
      const wrong = unreadableNumber(tax)
      if (wrong !== undefined) this.badTaxes.push({ tax, wrong })
      return wrong === undefined
    })
  }

  pricesOf(plan: string): readonly Published<Price>[] {
    return this.#prices.get(plan) ?? []
  }

  contractPricesOf(plan: string): readonly Published<ContractPrice>[] {
    return this.#contracts.get(plan) ?? []
  }

  findPrice(code: string): Published<Price> | undefined {
    return this.#priceByCode.get(code)
  }

  /** The row with its numbers read. */
  row(price: Published<Price>): PriceRow {
    let row = this.#rows.get(price)
    if (!row) {
      row = readPrice(price)
      this.#rows.set(price, row)
    }
    return row
  }

  /** A contract price stands for the plan's list price, which says what kind of charge it is. */
  contractRow(price: Published<ContractPrice>): PriceRow {
    let row = this.#rows.get(price)
    if (!row) {
      const list = this.pricesOf(price.plan)
      const model = list.find((candidate) => candidate.priceBook === undefined) ?? list[0]
      row = readContractPrice(price, model && this.row(model))
      this.#rows.set(price, row)
    }
    return row
  }
}

const prepared = new WeakMap<PriceContext, Prepared>()

/** Indexes a context once. A context is frozen: the same object is taken to hold the same rows. */
export function prepare(context: PriceContext | Prepared): Prepared {
  if (context instanceof Prepared) return context
  let known = prepared.get(context)
  if (!known) {
    known = new Prepared(context)
    prepared.set(context, known)
  }
  return known
}

function unreadableNumber({ rate, amountPerUnit }: Tax): string | undefined {
  return [rate, amountPerUnit].find((text) => text !== undefined && !parseDecimal(text))
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
