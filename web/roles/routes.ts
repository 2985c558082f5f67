import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const roles = createRoute({
  getParentRoute: () => inside,
  path: '/roles',
  component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage'),
})
const newRole = createRoute({
  getParentRoute: () => inside,
  path: '/roles/new',
  validateSearch: textsOf('from'),
  component: lazyRouteComponent(() => import('./role-page.tsx'), 'NewRolePage'),
})
const role = createRoute({
  getParentRoute: () => inside,
  path: '/roles/$code',
  component: lazyRouteComponent(() => import('./role-page.tsx'), 'RolePage'),
})
const rights = createRoute({
  getParentRoute: () => inside,
  path: '/rights',
  validateSearch: textsOf('person', 'thing'),
  component: lazyRouteComponent(() => import('./rights-page.tsx'), 'RightsPage'),
})

export const roleRoutes = [roles, newRole, role, rights] as const
