import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  validateSearch: textsOf('show'),
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
})
const preferences = createRoute({
  getParentRoute: () => inside,
  path: '/notifications/preferences',
  component: lazyRouteComponent(() => import('./preferences-page.tsx'), 'PreferencesPage'),
})
const mail = createRoute({
  getParentRoute: () => inside,
  path: '/mail',
  component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
})

export const messagesRoutes = [notifications, preferences, mail] as const
