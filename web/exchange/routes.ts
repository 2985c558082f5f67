import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const exchange = createRoute({
  getParentRoute: () => inside,
  path: '/exchange',
  validateSearch: textsOf('kind'),
  component: lazyRouteComponent(() => import('./exchange-page.tsx'), 'ExchangePage'),
})
const tableImport = createRoute({
  getParentRoute: () => inside,
  path: '/exchange/$id',
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})

export const exchangeRoutes = [exchange, tableImport] as const
