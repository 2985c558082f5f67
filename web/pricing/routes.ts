import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const priceChanges = createRoute({
  getParentRoute: () => inside,
  path: '/price-changes',
  validateSearch: textsOf('kind', 'product', 'book', 'person', 'from', 'to'),
  component: lazyRouteComponent(() => import('./price-changes-page.tsx'), 'PriceChangesPage'),
})

export const pricingRoutes = [priceChanges] as const
