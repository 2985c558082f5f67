import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'

const providers = createRoute({
  getParentRoute: () => inside,
  path: '/single-sign-on',
  component: lazyRouteComponent(() => import('./providers-page.tsx'), 'ProvidersPage'),
})

export const singleSignOnRoutes = [providers] as const
