import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'

const programs = createRoute({
  getParentRoute: () => inside,
  path: '/programs',
  component: lazyRouteComponent(() => import('./programs-page.tsx'), 'ProgramsPage'),
})

export const programsRoutes = [programs] as const
