import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const persons = createRoute({
  getParentRoute: () => inside,
  path: '/persons',
  validateSearch: textsOf('q'),
  component: lazyRouteComponent(() => import('./persons-page.tsx'), 'PersonsPage'),
})
const person = createRoute({
  getParentRoute: () => inside,
  path: '/persons/$id',
  component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
})

export const personsRoutes = [persons, person] as const
