import { accessories } from './accessories.ts'
import { buildParts } from './build-parts.ts'
import { bundles } from './bundles.ts'
import { join } from './entry.ts'
import { graphics } from './graphics.ts'
import { machines } from './machines.ts'
import { memory } from './memory.ts'
import { processors } from './processors.ts'
import { services } from './services.ts'
import { software } from './software.ts'
import { storage } from './storage.ts'

export { categories } from './categories.ts'

/** Everything the company sells: products, their plans, and list prices in all currencies. */
export const catalog = join([
  machines,
  processors,
  memory,
  graphics,
  storage,
  buildParts,
  accessories,
  bundles,
  software,
  services,
])

const byCode = new Map(catalog.products.map((product) => [product.code, product]))

/** The entry of a product; a code that is not in the catalog is a mistake in the demo data. */
export function productOf(code: string) {
  const product = byCode.get(code)
  if (!product) throw new Error(`The demo catalog has no product "${code}"`)
  return product
}
