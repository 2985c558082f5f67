/** The face of the catalog: what is sold. */
export { componentsOf, outOfBounds, takenOf } from './bundle-contents.ts'
export { getProduct } from './find-products.ts'
export { registerCatalog } from './routes.ts'
export { putStock } from './stock.ts'
