import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { accountRoutes } from '../account/routes.ts'
import { approvalsRoutes } from '../approvals/routes.ts'
import { catalogRoutes } from '../catalog/routes.ts'
import { configuratorRoutes } from '../configurator/routes.ts'
import { customersRoutes } from '../customers/routes.ts'
import { exchangeRoutes } from '../exchange/routes.ts'
import { guidesRoutes } from '../guides/routes.ts'
import { identityRoutes } from '../identity/routes.ts'
import { importedQuoteRoutes } from '../imported-quotes/routes.ts'
import { messagesRoutes } from '../messages/routes.ts'
import { modelsRoutes } from '../models/routes.ts'
import { ordersRoutes } from '../orders/routes.ts'
import { personsRoutes } from '../persons/routes.ts'
import { policiesRoutes } from '../policies/routes.ts'
import { pricingRoutes } from '../pricing/routes.ts'
import { programsRoutes } from '../programs/routes.ts'
import { quotesRoutes } from '../quotes/routes.ts'
import { quotingRoutes } from '../quoting/routes.ts'
import { referenceRoutes } from '../reference/routes.ts'
import { revisionsRoutes } from '../revisions/routes.ts'
import { roleRoutes } from '../roles/routes.ts'
import { settingsRoutes } from '../settings/routes.ts'
import { singleSignOnRoutes } from '../single-sign-on/routes.ts'
import { NotFoundPage } from './error-page.tsx'
import { inside, root } from './inside.tsx'
import { nextSearch } from './searches.ts'

// Every address of the app. The pages of a module stand in its own `routes.ts`; a page is loaded when it is first
// visited, and exports its component as `…Page`.

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../identity/sign-in-page.tsx'), 'SignInPage'),
})

/** A forgotten password, and where the links of mails lead. */
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('../identity/forgotten-page.tsx'), 'ForgottenPage'),
})
const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('../identity/link-page.tsx'), 'LinkPage'),
})

/** The customer's page: for whoever has the link. */
const proposal = createRoute({
  getParentRoute: () => root,
  path: '/p/$token',
  component: lazyRouteComponent(() => import('../proposal/proposal-page.tsx'), 'ProposalPage'),
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/quotes', replace: true })
  },
})

/** What is no address of the app, inside it: the way on is at hand. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage })

export const routeTree = root.addChildren([
  signIn,
  forgotten,
  link,
  proposal,
  inside.addChildren([
    home,
    ...quotesRoutes,
    ...quotingRoutes,
    ...configuratorRoutes,
    ...guidesRoutes,
    ...approvalsRoutes,
    ...policiesRoutes,
    ...messagesRoutes,
    ...ordersRoutes,
    ...customersRoutes,
    ...catalogRoutes,
    ...referenceRoutes,
    ...pricingRoutes,
    ...modelsRoutes,
    ...revisionsRoutes,
    ...exchangeRoutes,
    ...importedQuoteRoutes,
    ...identityRoutes,
    ...accountRoutes,
    ...personsRoutes,
    ...programsRoutes,
    ...roleRoutes,
    ...settingsRoutes,
    ...singleSignOnRoutes,
    nowhere,
  ]),
])
