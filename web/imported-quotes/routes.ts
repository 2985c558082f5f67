import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const list = createRoute({
  getParentRoute: () => inside,
  path: '/imported-quotes',
  validateSearch: textsOf('q'),
  component: lazyRouteComponent(() => import('./imported-quotes-page.tsx'), 'ImportedQuotesPage'),
})
const one = createRoute({
  getParentRoute: () => inside,
  path: '/imported-quotes/$id',
  component: lazyRouteComponent(() => import('./imported-quote-page.tsx'), 'ImportedQuotePage'),
})

export const importedQuoteRoutes = [list, one] as const
