import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const pricing = createRoute({
  getParentRoute: () => inside,
  path: '/pricing',
  validateSearch: textsOf('kind', 'q'),
  component: lazyRouteComponent(() => import('./things-page.tsx'), 'PricingPage'),
})
const reference = createRoute({
  getParentRoute: () => inside,
  path: '/reference',
  validateSearch: textsOf('kind', 'q'),
  component: lazyRouteComponent(() => import('./things-page.tsx'), 'ReferencePage'),
})
const documents = createRoute({
  getParentRoute: () => inside,
  path: '/documents',
  validateSearch: textsOf('kind', 'q'),
  component: lazyRouteComponent(() => import('./things-page.tsx'), 'DocumentsPage'),
})
const thing = createRoute({
  getParentRoute: () => inside,
  path: '/reference/$kind/$code',
  component: lazyRouteComponent(() => import('./thing-page.tsx'), 'ThingPage'),
})
const newThing = createRoute({
  getParentRoute: () => inside,
  path: '/new/$kind',
  validateSearch: textsOf('product', 'plan', 'priceBook', 'customer'),
  component: lazyRouteComponent(() => import('./thing-page.tsx'), 'NewThingPage'),
})

export const referenceRoutes = [pricing, reference, documents, thing, newThing] as const
