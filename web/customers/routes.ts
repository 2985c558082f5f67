import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { editSearch, textsOf } from '../shell/searches.ts'

const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: textsOf('q', 'state'),
  component: lazyRouteComponent(() => import('./customers-page.tsx'), 'CustomersPage'),
})
const newCustomer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/new',
  component: lazyRouteComponent(() => import('./customer-form.tsx'), 'NewCustomerPage'),
})
const customer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/$id',
  validateSearch: editSearch,
  component: lazyRouteComponent(() => import('./customer-page.tsx'), 'CustomerPage'),
})

export const customersRoutes = [customers, newCustomer, customer] as const
