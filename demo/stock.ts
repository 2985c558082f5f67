import { catalog } from './catalog/index.ts'

/** What the warehouse had this morning: invented, but always the same for the same product. */
export function stockOf(): { product: string; available: string; leadTimeDays: number }[] {
  return catalog.products
    .filter((product) =>
      product.categories?.some((category) => ['components', 'hardware'].includes(category)),
    )
    .map(({ code }) => {
      const lot = [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7)
      const scarce = lot % 9 === 0
      return {
        product: code,
        available: scarce ? '0' : String(3 + (lot % 180)),
        leadTimeDays: scarce ? 14 + (lot % 4) * 7 : 2,
      }
    })
}
