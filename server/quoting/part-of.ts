import type { Plan, Product, Variant } from '../../contract/catalog.ts'
import { newId } from '../platform/index.ts'
import type { Line } from './content.ts'
import type { Shelf } from './shelf.ts'

/** A line that a bundle or a configuration brings along, counted per unit of the line it belongs to. */
export function partOf(
  parent: Line,
  product: Product,
  { plan, variant }: { plan: Plan; variant?: Variant | undefined },
  variable: string,
  quantity: string,
): Line {
  return {
    ...textsOf(product, plan, variant),
    id: newId('lin'),
    parent: parent.id,
    variable,
    quantity,
    perParent: true,
    group: parent.group,
    optional: parent.optional,
    discountCodes: [],
    manualDiscounts: [],
  }
}

/** What a line is called and how it is counted, as the catalog says it now. */
export function textsOf(product: Product, plan: Pick<Plan, 'code' | 'name'>, variant: Variant | undefined) {
  return {
    product: product.code,
    plan: plan.code,
    ...(variant && { variant: variant.code }),
    productName: variant ? `${product.name}, ${variant.name}` : product.name,
    planName: plan.name,
    image: variant?.image ?? product.images[0],
    unit: product.unit,
    quantityDecimals: product.quantityDecimals ?? 0,
    configurable: product.model !== undefined,
  }
}

/** The plan that is wanted, or the first that is sold. */
export function planFor(shelf: Shelf, product: string, wanted?: string): Plan | undefined {
  const plans = shelf.plansOf(product).filter((plan) => plan.active)
  return wanted === undefined ? plans[0] : plans.find((plan) => plan.code === wanted)
}

/** The variant that is wanted; the first where none is, or where it is no longer there. */
export function variantOf({ variants }: Product, wanted?: string): Variant | undefined {
  return variants?.find((variant) => variant.code === wanted) ?? variants?.[0]
}
