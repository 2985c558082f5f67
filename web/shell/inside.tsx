import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { ProblemError } from './api.ts'
import { PageLoading } from './page-loading.tsx'
import { sessionQuery } from './session.ts'
import { Shell } from './shell.tsx'

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

/** Everything behind sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queryClient.ensureQueryData(sessionQuery)
      // Until a role's second factor is there, nothing else is open.
      if (session.secondFactorMissing && location.pathname !== '/account') throw redirect({ to: '/account' })
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    }
  },
  component: Shell,
  pendingComponent: PageLoading,
})
