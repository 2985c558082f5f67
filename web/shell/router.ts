import { createRouter } from '@tanstack/react-router'
import { whenSignedOut } from './api.ts'
import { ErrorPage, NotFoundPage } from './error-page.tsx'
import { queryClient } from './query-client.ts'
import { routeTree } from './routes.tsx'

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

// The session ended while somebody was at work: sign in, then go on at the same place.
whenSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return
  const next = router.state.location.href
  queryClient.removeQueries({ queryKey: ['session'] })
  void router.navigate({ to: '/sign-in', search: next === '/' ? {} : { next }, replace: true })
})
