import {
  IconAdjustments,
  IconBook2,
  IconBuilding,
  IconChecks,
  IconFileText,
  IconGavel,
  IconGitBranch,
  IconHistory,
  IconMail,
  IconMapSearch,
  IconPackage,
  IconPlugConnected,
  IconTableImport,
  IconTags,
  IconUsers,
} from '@tabler/icons-react'
import type { Permission } from '../../contract/permissions.ts'
import type { Session } from '../../contract/sign-in.ts'
import { can } from './session.ts'

const places = [
  {
    to: '/quotes',
    title: 'Quotes',
    icon: IconFileText,
    needs: 'quotes.read',
    keys: 'g then q',
    group: 'Sales',
  },
  {
    to: '/approvals',
    title: 'Approvals',
    icon: IconChecks,
    needs: 'quotes.read',
    keys: 'g then a',
    group: 'Sales',
  },
  {
    to: '/orders',
    title: 'Orders',
    icon: IconPackage,
    needs: 'orders.read',
    keys: 'g then o',
    group: 'Sales',
  },
  {
    to: '/customers',
    title: 'Customers',
    icon: IconBuilding,
    needs: 'customers.read',
    keys: 'g then c',
    group: 'Sales',
  },
  {
    to: '/configurations',
    title: 'Configurations',
    icon: IconAdjustments,
    needs: 'configurations.read',
    keys: 'g then f',
    group: 'Sales',
  },
  {
    to: '/guides',
    title: 'Find a product',
    icon: IconMapSearch,
    needs: 'catalog.read',
    keys: 'g then d',
    group: 'Offer',
  },
  {
    to: '/catalog',
    title: 'Catalog',
    icon: IconBook2,
    needs: 'catalog.read',
    keys: 'g then k',
    group: 'Offer',
  },
  {
    to: '/pricing',
    title: 'Pricing',
    icon: IconTags,
    needs: 'prices.read',
    keys: 'g then p',
    group: 'Offer',
  },
  {
    to: '/change-sets',
    title: 'Change sets',
    icon: IconGitBranch,
    needs: 'catalog.read',
    keys: 'g then s',
    group: 'Offer',
  },
  {
    to: '/policies',
    title: 'Approval policies',
    icon: IconGavel,
    needs: 'policies.read',
    keys: 'g then v',
    group: 'Offer',
  },
  {
    to: '/exchange',
    title: 'Import and export',
    icon: IconTableImport,
    needs: ['catalog.write', 'prices.write', 'policies.write'],
    keys: 'g then i',
    group: 'Offer',
  },
  {
    to: '/mail',
    title: 'Mail',
    icon: IconMail,
    needs: 'settings.write',
    keys: 'g then m',
    group: 'System',
  },
  {
    to: '/users',
    title: 'Users',
    icon: IconUsers,
    needs: 'users.read',
    keys: 'g then u',
    group: 'Company',
  },
  {
    to: '/programs',
    title: 'Programs',
    icon: IconPlugConnected,
    needs: 'users.write',
    keys: 'g then y',
    group: 'Company',
  },
  {
    to: '/audit',
    title: 'Audit trail',
    icon: IconHistory,
    needs: 'audit.read',
    keys: 'g then t',
    group: 'Company',
  },
] as const satisfies readonly { needs: Permission | readonly Permission[]; [more: string]: unknown }[]

export type Place = (typeof places)[number]

/** The places of the app this person may go to, in the order of the navigation. */
export function placesFor(session: Session): Place[] {
  return places.filter(({ needs }) => [needs].flat().some((each) => can(session, each)))
}
