import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../shell/inside.tsx'

const model = createRoute({
  getParentRoute: () => inside,
  path: '/models/$code',
  component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
})

export const modelsRoutes = [model] as const
