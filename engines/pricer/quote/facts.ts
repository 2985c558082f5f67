import { add, type Exact, subtract, sum, toText, zero } from '../../money/index.ts'

/**
 * What lines may know of the quote they stand on. Immutable: a changed quote has new facts, and `changedKeys` says which
 * of them differ, so that only lines that read one of those are priced again.
 */
export class QuoteFacts {
  readonly lineCount: number
  readonly quantity: Exact
  readonly products: ReadonlyMap<string, number>
  /** Quantity by plan, where the sum selects the tier. */
  readonly byPlan: ReadonlyMap<string, Exact>
  readonly #facts: () => Record<string, unknown>

  constructor(
    lineCount: number,
    quantity: Exact,
    products: ReadonlyMap<string, number>,
    byPlan: ReadonlyMap<string, Exact>,
  ) {
    this.lineCount = lineCount
    this.quantity = quantity
    this.products = products
    this.byPlan = byPlan
    let facts: Record<string, unknown> | undefined
    this.#facts = () => {
      facts ??= {
        lineCount: String(lineCount),
        quantity: toText(quantity),
        products: [...products.keys()].sort(),
      }
      return facts
    }
  }

  asFacts(): Record<string, unknown> {
    return this.#facts()
  }

  quantityOf(plan: string): Exact {
    return this.byPlan.get(plan) ?? zero
  }

  /** Keys of what differs from former facts. */
  changedKeys(former: QuoteFacts): Set<string> {
    const keys = new Set<string>()
    if (this.lineCount !== former.lineCount) keys.add('quote.lineCount')
    if (toText(this.quantity) !== toText(former.quantity)) keys.add('quote.quantity')
    if (this.products !== former.products) {
      const names = new Set([...this.products.keys(), ...former.products.keys()])
      for (const name of names)
        if (this.products.has(name) !== former.products.has(name)) keys.add('quote.products')
    }
    if (this.byPlan !== former.byPlan) {
      for (const plan of new Set([...this.byPlan.keys(), ...former.byPlan.keys()])) {
        if (toText(this.quantityOf(plan)) !== toText(former.quantityOf(plan))) keys.add(`tier:${plan}`)
      }
    }
    return keys
  }
}

/** One line's part in the facts. */
export type FactsPart = { product: string; plan: string; quantity: Exact; sumsPlan: boolean }

/** The facts of a quote with these lines. */
export function factsOf(parts: readonly FactsPart[]): QuoteFacts {
  const products = new Map<string, number>()
  const byPlan = new Map<string, Exact>()
  for (const { product, plan, quantity, sumsPlan } of parts) {
    products.set(product, (products.get(product) ?? 0) + 1)
    if (sumsPlan) byPlan.set(plan, add(byPlan.get(plan) ?? zero, quantity))
  }
  const quantity = sum(parts.map((part) => part.quantity))
  return new QuoteFacts(parts.length, quantity, products, byPlan)
}

/** The facts after some lines came and others went. */
export function factsAfter(
  former: QuoteFacts,
  gone: readonly FactsPart[],
  come: readonly FactsPart[],
): QuoteFacts {
  let quantity = former.quantity
  let products: Map<string, number> | undefined
  let byPlan: Map<string, Exact> | undefined
  const count = (part: FactsPart, sign: 1 | -1) => {
    quantity = sign === 1 ? add(quantity, part.quantity) : subtract(quantity, part.quantity)
    products ??= new Map(former.products)
    const left = (products.get(part.product) ?? 0) + sign
    if (left === 0) products.delete(part.product)
    else products.set(part.product, left)
    if (!part.sumsPlan) return
    byPlan ??= new Map(former.byPlan)
    const sum = byPlan.get(part.plan) ?? zero
    byPlan.set(part.plan, sign === 1 ? add(sum, part.quantity) : subtract(sum, part.quantity))
  }
  const same =
    gone.length === come.length && gone.every((part, index) => part.product === come[index]?.product)
  if (same) {
    // The usual change, a quantity: the products stay as they are, and their map is not copied.
    gone.forEach((part, index) => {
      const next = come[index] as FactsPart
      quantity = add(subtract(quantity, part.quantity), next.quantity)
      for (const [each, sign] of [
        [part, -1],
        [next, 1],
      ] as const) {
        if (!each.sumsPlan) continue
        byPlan ??= new Map(former.byPlan)
        const sum = byPlan.get(each.plan) ?? zero
        byPlan.set(each.plan, sign === 1 ? add(sum, each.quantity) : subtract(sum, each.quantity))
      }
    })
  } else {
    for (const part of gone) count(part, -1)
    for (const part of come) count(part, 1)
  }
  const lineCount = former.lineCount - gone.length + come.length
  return new QuoteFacts(lineCount, quantity, products ?? former.products, byPlan ?? former.byPlan)
}
