/** The face of the catalog: what is sold. */
export { getProduct } from './find-products.ts'
export { registerCatalog } from './routes.ts'
export { putStock } from './stock.ts'
