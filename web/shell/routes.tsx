import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ProblemError } from './api.ts'
import { NotFoundPage } from './error-page.tsx'
import { PageLoading } from './page-loading.tsx'
import {
  configureSearch,
  editSearch,
  guideSearch,
  nextSearch,
  quotesSearch,
  textsOf,
  versionSearch,
} from './searches.ts'
import { sessionQuery } from './session.ts'
import { Shell } from './shell.tsx'

// Every address of the app. A page is loaded when it is first visited; it exports its component as `Page…`.

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../identity/sign-in-page.tsx'), 'SignInPage'),
})

/** The customer's page: for whoever has the link. */
const proposal = createRoute({
  getParentRoute: () => root,
  path: '/p/$token',
  component: lazyRouteComponent(() => import('../proposal/proposal-page.tsx'), 'ProposalPage'),
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

const quotes = createRoute({
  getParentRoute: () => inside,
  path: '/quotes',
  validateSearch: quotesSearch,
  component: lazyRouteComponent(() => import('../quotes/quotes-page.tsx'), 'QuotesPage'),
})
const quote = createRoute({
  getParentRoute: () => inside,
  path: '/quotes/$id',
  validateSearch: versionSearch,
  component: lazyRouteComponent(() => import('../quoting/page.tsx'), 'QuotePage'),
})
const configureLine = createRoute({
  getParentRoute: () => inside,
  path: '/quotes/$id/configure/$line',
  component: lazyRouteComponent(() => import('../configurator/page.tsx'), 'ConfigurePage'),
})
const configure = createRoute({
  getParentRoute: () => inside,
  path: '/configure/$product',
  validateSearch: configureSearch,
  component: lazyRouteComponent(() => import('../configurator/page.tsx'), 'ConfigurePage'),
})
const configurations = createRoute({
  getParentRoute: () => inside,
  path: '/configurations',
  validateSearch: textsOf('q', 'status'),
  component: lazyRouteComponent(
    () => import('../configurator/configurations-page.tsx'),
    'ConfigurationsPage',
  ),
})
const modelFile = createRoute({
  getParentRoute: () => inside,
  path: '/configurations/file',
  component: lazyRouteComponent(() => import('../configurator/from-file-page.tsx'), 'FromFilePage'),
})
const savedConfiguration = createRoute({
  getParentRoute: () => inside,
  path: '/configurations/$id',
  component: lazyRouteComponent(
    () => import('../configurator/configure-saved.tsx'),
    'SavedConfigurationPage',
  ),
})
const guides = createRoute({
  getParentRoute: () => inside,
  path: '/guides',
  component: lazyRouteComponent(() => import('../guides/guides-page.tsx'), 'GuidesPage'),
})
const guide = createRoute({
  getParentRoute: () => inside,
  path: '/guides/$code',
  validateSearch: guideSearch,
  component: lazyRouteComponent(() => import('../guides/guide-page.tsx'), 'GuidePage'),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  validateSearch: textsOf('q', 'state'),
  component: lazyRouteComponent(() => import('../identity/users-page.tsx'), 'UsersPage'),
})
const newUser = createRoute({
  getParentRoute: () => inside,
  path: '/users/new',
  component: lazyRouteComponent(() => import('../identity/user-page.tsx'), 'NewUserPage'),
})
const user = createRoute({
  getParentRoute: () => inside,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('../identity/user-page.tsx'), 'UserPage'),
})
const roles = createRoute({
  getParentRoute: () => inside,
  path: '/roles',
  component: lazyRouteComponent(() => import('../identity/roles-page.tsx'), 'RolesPage'),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: textsOf('action', 'subject', 'from', 'to'),
  component: lazyRouteComponent(() => import('../identity/audit-page.tsx'), 'AuditPage'),
})
const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  validateSearch: textsOf('show'),
  component: lazyRouteComponent(() => import('../approvals/approvals-page.tsx'), 'ApprovalsPage'),
})
const decide = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/$quote',
  component: lazyRouteComponent(() => import('../approvals/decision-page.tsx'), 'DecisionPage'),
})
const approvalStatistics = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/statistics',
  validateSearch: textsOf('days'),
  component: lazyRouteComponent(() => import('../approvals/statistics-page.tsx'), 'StatisticsPage'),
})
const away = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/away',
  component: lazyRouteComponent(() => import('../approvals/away-page.tsx'), 'AwayPage'),
})
const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  component: lazyRouteComponent(() => import('../policies/policies-page.tsx'), 'PoliciesPage'),
})
const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$code',
  component: lazyRouteComponent(() => import('../policies/policy-page.tsx'), 'PolicyPage'),
})
const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  validateSearch: textsOf('show'),
  component: lazyRouteComponent(() => import('../messages/notifications-page.tsx'), 'NotificationsPage'),
})
const preferences = createRoute({
  getParentRoute: () => inside,
  path: '/notifications/preferences',
  component: lazyRouteComponent(() => import('../messages/preferences-page.tsx'), 'PreferencesPage'),
})
const mail = createRoute({
  getParentRoute: () => inside,
  path: '/mail',
  component: lazyRouteComponent(() => import('../messages/mail-page.tsx'), 'MailPage'),
})
const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: textsOf('q', 'status'),
  component: lazyRouteComponent(() => import('../orders/orders-page.tsx'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute: () => inside,
  path: '/orders/$id',
  component: lazyRouteComponent(() => import('../orders/order-page.tsx'), 'OrderPage'),
})
const contract = createRoute({
  getParentRoute: () => inside,
  path: '/contracts/$id',
  component: lazyRouteComponent(() => import('../orders/contract-page.tsx'), 'ContractPage'),
})
const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: textsOf('q', 'state'),
  component: lazyRouteComponent(() => import('../customers/customers-page.tsx'), 'CustomersPage'),
})
const newCustomer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/new',
  component: lazyRouteComponent(() => import('../customers/customer-form.tsx'), 'NewCustomerPage'),
})
const customer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/$id',
  validateSearch: editSearch,
  component: lazyRouteComponent(() => import('../customers/customer-page.tsx'), 'CustomerPage'),
})
const catalog = createRoute({
  getParentRoute: () => inside,
  path: '/catalog',
  validateSearch: textsOf('q', 'category'),
  component: lazyRouteComponent(() => import('../catalog/catalog-page.tsx'), 'CatalogPage'),
})
const product = createRoute({
  getParentRoute: () => inside,
  path: '/catalog/$code',
  component: lazyRouteComponent(() => import('../catalog/product-page.tsx'), 'ProductPage'),
})

const pricing = createRoute({
  getParentRoute: () => inside,
  path: '/pricing',
  validateSearch: textsOf('kind', 'q'),
  component: lazyRouteComponent(() => import('../reference/things-page.tsx'), 'PricingPage'),
})
const reference = createRoute({
  getParentRoute: () => inside,
  path: '/reference',
  validateSearch: textsOf('kind', 'q'),
  component: lazyRouteComponent(() => import('../reference/things-page.tsx'), 'ReferencePage'),
})
const thing = createRoute({
  getParentRoute: () => inside,
  path: '/reference/$kind/$code',
  component: lazyRouteComponent(() => import('../reference/thing-page.tsx'), 'ThingPage'),
})
const newProduct = createRoute({
  getParentRoute: () => inside,
  path: '/new/products',
  component: lazyRouteComponent(() => import('../catalog/new-product-page.tsx'), 'NewProductPage'),
})
const newThing = createRoute({
  getParentRoute: () => inside,
  path: '/new/$kind',
  validateSearch: textsOf('product', 'plan', 'priceBook', 'customer'),
  component: lazyRouteComponent(() => import('../reference/thing-page.tsx'), 'NewThingPage'),
})
const model = createRoute({
  getParentRoute: () => inside,
  path: '/models/$code',
  component: lazyRouteComponent(() => import('../models/model-page.tsx'), 'ModelPage'),
})
const changeSets = createRoute({
  getParentRoute: () => inside,
  path: '/change-sets',
  validateSearch: textsOf('status'),
  component: lazyRouteComponent(() => import('../revisions/change-sets-page.tsx'), 'ChangeSetsPage'),
})
const changeSet = createRoute({
  getParentRoute: () => inside,
  path: '/change-sets/$id',
  component: lazyRouteComponent(() => import('../revisions/change-set-page.tsx'), 'ChangeSetPage'),
})
const history = createRoute({
  getParentRoute: () => inside,
  path: '/history/$kind/$code',
  component: lazyRouteComponent(() => import('../revisions/history-page.tsx'), 'HistoryPage'),
})
const exchange = createRoute({
  getParentRoute: () => inside,
  path: '/exchange',
  validateSearch: textsOf('kind'),
  component: lazyRouteComponent(() => import('../exchange/exchange-page.tsx'), 'ExchangePage'),
})
const tableImport = createRoute({
  getParentRoute: () => inside,
  path: '/exchange/$id',
  component: lazyRouteComponent(() => import('../exchange/import-page.tsx'), 'ImportPage'),
})
/** What is no address of the app, inside it: the way on is at hand. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage })

export const routeTree = root.addChildren([
  signIn,
  proposal,
  inside.addChildren([
    home,
    users,
    newUser,
    user,
    roles,
    audit,
    quotes,
    quote,
    configureLine,
    configure,
    configurations,
    modelFile,
    savedConfiguration,
    guides,
    guide,
    approvals,
    decide,
    approvalStatistics,
    away,
    policies,
    policy,
    notifications,
    preferences,
    mail,
    orders,
    order,
    contract,
    customers,
    newCustomer,
    customer,
    catalog,
    product,
    pricing,
    reference,
    thing,
    newProduct,
    newThing,
    model,
    changeSets,
    changeSet,
    history,
    exchange,
    tableImport,
    nowhere,
  ]),
])
