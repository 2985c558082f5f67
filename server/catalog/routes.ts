import type { ProductModel } from '../../contract/catalog.ts'
import * as contract from '../../contract/catalog.ts'
import * as guides from '../../contract/guides.ts'
import * as stock from '../../contract/stock.ts'
import { type App, DomainError, serve } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'
import { answerGuide, listGuides } from './answer-guide.ts'
import { defineCatalogChecks } from './checks.ts'
import { createProduct } from './create-product.ts'
import { findProducts, getProduct } from './find-products.ts'
import { putStock, readStock } from './stock.ts'

export function registerCatalog(app: App): void {
  defineCatalogChecks()
  serve(app, contract.listProducts, (ctx, { query }) => findProducts(ctx, app.database, query))
  serve(app, contract.getProduct, (ctx, { params, query }) =>
    getProduct(ctx, app.database, params.code, query.revision),
  )
  serve(app, contract.createProduct, (ctx, { body }) => createProduct(ctx, body))
  serve(app, contract.listCategories, async (ctx, { query }) => {
    const revision = query.revision ?? (await currentRevision(ctx))
    const snapshot = await readSnapshot(app.database, ctx.db, revision)
    const rows = await snapshot.all(ctx.db, 'categories')
    return { items: rows.map(({ revision: _, ...row }) => row as unknown as contract.Category) }
  })
  serve(app, contract.getProductModel, async (ctx, { params, query }) => {
    const { revision, product } = await getProduct(ctx, app.database, params.code, query.revision)
    const snapshot = await readSnapshot(app.database, ctx.db, revision)
    const [row] = product.model ? await snapshot.get(ctx.db, 'models', [product.model]) : []
    if (!row) throw new DomainError('configuration.no-model', { product: params.code })
    return { revision, model: (row as unknown as ProductModel).model }
  })
  serve(app, guides.listGuides, (ctx) => listGuides(ctx, app.database))
  serve(app, guides.answerGuide, (ctx, { params, body }) =>
    answerGuide(ctx, app.database, params.code, body.answers),
  )
  serve(app, stock.readStock, async (ctx, { body }) => ({ items: await readStock(ctx.db, body.products) }))
  serve(app, stock.putStock, async (ctx, { body }) => ({
    count: await putStock(ctx, app.database, body.items),
  }))
}
