import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ProblemError } from './api.ts'
import { PageLoading } from './page-loading.tsx'
import { sessionQuery } from './session.ts'
import { Shell } from './shell.tsx'

// Every address of the app. A page is loaded when it is first visited; it exports its component as `Page…`.

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search.next)
    // Only a path of our own, so that a link cannot lead elsewhere after signing in.
    return next && /^\/(?![/\\])/.test(next) ? { next } : {}
  },
  component: lazyRouteComponent(() => import('../identity/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything behind sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    }
  },
  component: Shell,
  pendingComponent: PageLoading,
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/quotes', replace: true })
  },
})

export type QuotesSearch = { q?: string; status?: string; owner?: string; customer?: string; sort?: string }
const quotes = createRoute({
  getParentRoute: () => inside,
  path: '/quotes',
  validateSearch: (search: Record<string, unknown>): QuotesSearch => ({
    ...(text(search.q) && { q: text(search.q) }),
    ...(text(search.status) && { status: text(search.status) }),
    ...(text(search.owner) && { owner: text(search.owner) }),
    ...(text(search.customer) && { customer: text(search.customer) }),
    ...(text(search.sort) && { sort: text(search.sort) }),
  }),
  component: lazyRouteComponent(() => import('../quotes/quotes-page.tsx'), 'QuotesPage'),
})

export const routeTree = root.addChildren([signIn, inside.addChildren([home, quotes])])
