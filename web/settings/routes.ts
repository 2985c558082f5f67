import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { textsOf } from '../shell/searches.ts'

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: textsOf('group'),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})
const system = createRoute({
  getParentRoute: () => inside,
  path: '/system',
  component: lazyRouteComponent(() => import('./system-page.tsx'), 'SystemPage'),
})

export const settingsRoutes = [settings, system] as const
