import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const teams = createRoute({
  getParentRoute: () => inside,
  path: '/teams',
  component: lazyRouteComponent(() => import('./teams-page.tsx'), 'TeamsPage'),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  validateSearch: textsOf('q', 'state'),
  component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
})
const newUser = createRoute({
  getParentRoute: () => inside,
  path: '/users/new',
  component: lazyRouteComponent(() => import('./user-page.tsx'), 'NewUserPage'),
})
const user = createRoute({
  getParentRoute: () => inside,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('./user-page.tsx'), 'UserPage'),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: textsOf('action', 'subject', 'from', 'to'),
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
})

export const identityRoutes = [teams, users, newUser, user, audit] as const
