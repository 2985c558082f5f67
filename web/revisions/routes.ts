import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const changeSets = createRoute({
  getParentRoute: () => inside,
  path: '/change-sets',
  validateSearch: textsOf('status'),
  component: lazyRouteComponent(() => import('./change-sets-page.tsx'), 'ChangeSetsPage'),
})
const changeSet = createRoute({
  getParentRoute: () => inside,
  path: '/change-sets/$id',
  component: lazyRouteComponent(() => import('./change-set-page.tsx'), 'ChangeSetPage'),
})
const history = createRoute({
  getParentRoute: () => inside,
  path: '/history/$kind/$code',
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
})

export const revisionsRoutes = [changeSets, changeSet, history] as const
