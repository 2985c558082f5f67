import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { guideSearch } from '../shell/searches.ts'

const guides = createRoute({
  getParentRoute: () => inside,
  path: '/guides',
  component: lazyRouteComponent(() => import('./guides-page.tsx'), 'GuidesPage'),
})
const guide = createRoute({
  getParentRoute: () => inside,
  path: '/guides/$code',
  validateSearch: guideSearch,
  component: lazyRouteComponent(() => import('./guide-page.tsx'), 'GuidePage'),
})

export const guidesRoutes = [guides, guide] as const
