import type { Role } from '../../contract/roles.ts'

/** The built-in roles in words. */
export const roleNames: Readonly<Record<Role, string>> = {
  'sales-rep': 'Sales rep',
  'sales-manager': 'Sales manager',
  'pricing-admin': 'Pricing admin',
  'product-admin': 'Product admin',
  finance: 'Finance',
  legal: 'Legal',
  'system-admin': 'System admin',
  'read-only': 'Read-only',
  integration: 'Integration',
}
