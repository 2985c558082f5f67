import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'
import { configureSearch, textsOf } from '../shell/searches.ts'

const configureLine = createRoute({
  getParentRoute: () => inside,
  path: '/quotes/$id/configure/$line',
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConfigurePage'),
})
const configure = createRoute({
  getParentRoute: () => inside,
  path: '/configure/$product',
  validateSearch: configureSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConfigurePage'),
})
const configurations = createRoute({
  getParentRoute: () => inside,
  path: '/configurations',
  validateSearch: textsOf('q', 'status'),
  component: lazyRouteComponent(() => import('./configurations-page.tsx'), 'ConfigurationsPage'),
})
const modelFile = createRoute({
  getParentRoute: () => inside,
  path: '/configurations/file',
  component: lazyRouteComponent(() => import('./from-file-page.tsx'), 'FromFilePage'),
})
const savedConfiguration = createRoute({
  getParentRoute: () => inside,
  path: '/configurations/$id',
  component: lazyRouteComponent(() => import('./saved-page.tsx'), 'SavedConfigurationPage'),
})
const configureSaved = createRoute({
  getParentRoute: () => inside,
  path: '/configurations/$id/$item',
  component: lazyRouteComponent(() => import('./configure-saved.tsx'), 'ConfigureSavedPage'),
})

export const configuratorRoutes = [
  configureLine,
  configure,
  configurations,
  modelFile,
  savedConfiguration,
  configureSaved,
] as const
