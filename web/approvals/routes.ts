import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  validateSearch: textsOf('show'),
  component: lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsPage'),
})
const decide = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/$quote',
  component: lazyRouteComponent(() => import('./decision-page.tsx'), 'DecisionPage'),
})
const approvalStatistics = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/statistics',
  validateSearch: textsOf('days'),
  component: lazyRouteComponent(() => import('./statistics-page.tsx'), 'StatisticsPage'),
})
const away = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/away',
  component: lazyRouteComponent(() => import('./away-page.tsx'), 'AwayPage'),
})

export const approvalsRoutes = [approvals, decide, approvalStatistics, away] as const
