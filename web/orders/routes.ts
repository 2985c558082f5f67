import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: textsOf('q', 'status'),
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute: () => inside,
  path: '/orders/$id',
  component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
})
const contracts = createRoute({
  getParentRoute: () => inside,
  path: '/contracts',
  validateSearch: textsOf('ends'),
  component: lazyRouteComponent(() => import('./contracts-page.tsx'), 'ContractsPage'),
})
const contract = createRoute({
  getParentRoute: () => inside,
  path: '/contracts/$id',
  component: lazyRouteComponent(() => import('./contract-page.tsx'), 'ContractPage'),
})

export const ordersRoutes = [orders, order, contracts, contract] as const
