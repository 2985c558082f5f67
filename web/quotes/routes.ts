import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { quotesSearch, textsOf } from '../shell/searches.ts'

const quotes = createRoute({
  getParentRoute: () => inside,
  path: '/quotes',
  validateSearch: quotesSearch,
  component: lazyRouteComponent(() => import('./quotes-page.tsx'), 'QuotesPage'),
})

const lines = createRoute({
  getParentRoute: () => inside,
  path: '/lines',
  validateSearch: textsOf('q', 'status'),
  component: lazyRouteComponent(() => import('./lines-page.tsx'), 'LinesPage'),
})

export const quotesRoutes = [quotes, lines] as const
