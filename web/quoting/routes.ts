import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { versionSearch } from '../shell/searches.ts'

const quote = createRoute({
  getParentRoute: () => inside,
  path: '/quotes/$id',
  validateSearch: versionSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'QuotePage'),
})

export const quotingRoutes = [quote] as const
