import type { z } from 'zod'
import type * as catalog from '../../contract/catalog.ts'

type Category = z.input<typeof catalog.category>

function below(parent: string, children: Record<string, string>): Category[] {
  return Object.entries(children).map(([code, name]) => ({ code, name, parent }))
}

/** Products name every category they lie in, the outer ones too, so that rules may speak of either. */
export const categories: Category[] = [
  { code: 'hardware', name: 'Hardware' },
  ...below('hardware', {
    workstations: 'Workstations',
    servers: 'Servers',
    components: 'Components',
    accessories: 'Accessories',
    bundles: 'Bundles',
  }),
  ...below('components', {
    processors: 'Processors',
    memory: 'Memory',
    graphics: 'Graphics and accelerators',
    storage: 'Drives',
    boards: 'Mainboards',
    power: 'Power supplies',
    cooling: 'Cooling',
    controllers: 'Storage controllers',
    network: 'Network cards',
    fittings: 'Fittings',
  }),
  ...below('accessories', {
    monitors: 'Monitors',
    desk: 'Desk',
    racks: 'Racks and switches',
    ups: 'Uninterruptible power',
    cables: 'Cables and optics',
    books: 'Books',
  }),
  { code: 'software', name: 'Software' },
  ...below('software', { subscriptions: 'Subscriptions', licences: 'Licences' }),
  { code: 'services', name: 'Services' },
  ...below('services', {
    support: 'Support',
    installation: 'Installation',
    consulting: 'Consulting',
    training: 'Training',
    freight: 'Build and delivery',
  }),
]
