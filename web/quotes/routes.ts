import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { quotesSearch } from '../shell/searches.ts'

const quotes = createRoute({
  getParentRoute: () => inside,
  path: '/quotes',
  validateSearch: quotesSearch,
  component: lazyRouteComponent(() => import('./quotes-page.tsx'), 'QuotesPage'),
})

export const quotesRoutes = [quotes] as const
