import { allPermissions, type Permission, type Reach, reaches } from '../../contract/permissions.ts'
import { foundingRoles, type Role, roles } from '../../contract/roles.ts'

/** What a role allows, each permission with how far it reaches. */
export type Grants = Readonly<Partial<Record<Permission, Reach>>>
export type BuiltInRole = { name: string; grants: Grants }

const everyoneInSales = {
  'customers.read': 'all',
  'customers.write': 'all',
  'catalog.read': 'all',
  'prices.read': 'all',
} as const satisfies Grants

const seesDeals = {
  'quotes.read': 'all',
  'orders.read': 'all',
  'configurations.read': 'all',
  'customers.read': 'all',
  'catalog.read': 'all',
  'prices.read': 'all',
} as const satisfies Grants

const seesFigures = {
  'costs.read': 'all',
  'margins.read': 'all',
  'floors.read': 'all',
} as const satisfies Grants

/** The roles as delivered. Whoever has several has the widest reach of each permission. */
export const builtInRoles: Readonly<Record<Role, BuiltInRole>> = {
  'sales-rep': {
    name: 'Sales rep',
    grants: {
      ...everyoneInSales,
      'quotes.read': 'own',
      'quotes.write': 'own',
      'quotes.accept': 'own',
      'orders.read': 'own',
      'configurations.read': 'own',
      'configurations.write': 'own',
    },
  },
  'sales-manager': {
    name: 'Sales manager',
    grants: {
      ...everyoneInSales,
      'customers.conditions': 'all',
      'quotes.read': 'team',
      'quotes.write': 'team',
      'quotes.accept': 'team',
      'quotes.approve': 'team',
      'orders.read': 'team',
      'orders.write': 'team',
      'configurations.read': 'team',
      'configurations.write': 'team',
      ...seesFigures,
      'policies.read': 'all',
      'users.read': 'team',
    },
  },
  'pricing-admin': {
    name: 'Pricing admin',
    grants: {
      ...seesDeals,
      'prices.write': 'all',
      'prices.publish': 'all',
      // A new product comes with prices: the product admin prepares both, the pricing admin releases them.
      'catalog.publish': 'all',
      ...seesFigures,
      'policies.read': 'all',
      'policies.write': 'all',
      'policies.publish': 'all',
    },
  },
  'product-admin': {
    name: 'Product admin',
    grants: {
      'customers.read': 'all',
      'configurations.read': 'all',
      'configurations.write': 'own',
      'catalog.read': 'all',
      'catalog.write': 'all',
      'catalog.publish': 'all',
      'stock.write': 'all',
      'prices.read': 'all',
      'prices.write': 'all',
    },
  },
  finance: {
    name: 'Finance',
    grants: {
      ...seesDeals,
      'quotes.approve': 'all',
      'orders.write': 'all',
      ...seesFigures,
      'policies.read': 'all',
      'settings.read': 'all',
    },
  },
  legal: {
    name: 'Legal',
    grants: { ...seesDeals, 'quotes.approve': 'all', 'policies.read': 'all' },
  },
  'system-admin': {
    name: 'System admin',
    grants: Object.fromEntries(allPermissions.map((permission) => [permission, 'all'])),
  },
  'read-only': { name: 'Read-only', grants: seesDeals },
  integration: {
    name: 'Integration',
    grants: {
      ...seesDeals,
      'quotes.write': 'all',
      'quotes.accept': 'all',
      'orders.write': 'all',
      'configurations.write': 'all',
      'customers.write': 'all',
      'customers.conditions': 'all',
      'stock.write': 'all',
    },
  },
}

/** A role of the company's own, as far as rights go. */
export type OwnRole = { code: string; name: string; grants: Grants }

/** The widest reach of each permission over several roles. A role that is not known grants nothing. */
export function grantsOf(
  held: readonly string[],
  own: readonly OwnRole[] = [],
): ReadonlyMap<Permission, Reach> {
  const widest = new Map<Permission, Reach>()
  for (const { grants } of rolesAmong(held, own)) {
    for (const [name, reach] of Object.entries(grants)) {
      const permission = name as Permission // the keys of Grants
      if (isWider(reach, widest.get(permission))) widest.set(permission, reach)
    }
  }
  return widest
}

/** The roles somebody holds: built-in ones first, then the company's own. */
export function rolesAmong(held: readonly string[], own: readonly OwnRole[] = []): OwnRole[] {
  const builtIn = held.filter(isRole).map((code) => ({ code, ...builtInRoles[code] }))
  return [...builtIn, ...own.filter(({ code }) => held.includes(code) && !isRole(code))]
}

export const isWider = (reach: Reach, than: Reach | undefined) =>
  than === undefined || reaches.indexOf(reach) > reaches.indexOf(than)

/** Roles some permission of which reaches people beside oneself: only for these the colleagues are looked up. */
export const rolesReaching = (reach: Reach): Role[] =>
  roles.filter((role) => Object.values(builtInRoles[role].grants).includes(reach))

/** The built-in role for a name such as "ROLE_SALES", in imported documents. */
export function roleFromFounding(name: string): Role | undefined {
  return Object.hasOwn(foundingRoles, name) ? foundingRoles[name] : undefined
}

export function isRole(name: string): name is Role {
  return (roles as readonly string[]).includes(name)
}
