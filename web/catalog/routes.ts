import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const catalog = createRoute({
  getParentRoute: () => inside,
  path: '/catalog',
  validateSearch: textsOf('q', 'category', 'lifecycle'),
  component: lazyRouteComponent(() => import('./catalog-page.tsx'), 'CatalogPage'),
})
const product = createRoute({
  getParentRoute: () => inside,
  path: '/catalog/$code',
  component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
})
const newProduct = createRoute({
  getParentRoute: () => inside,
  path: '/new/products',
  component: lazyRouteComponent(() => import('./new-product-page.tsx'), 'NewProductPage'),
})

export const catalogRoutes = [catalog, product, newProduct] as const
