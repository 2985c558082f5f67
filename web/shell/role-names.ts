import type { Role } from '../../contract/roles.ts'

const builtIn: Readonly<Record<Role, string>> = {
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

/** A role in words; one that the company made is shown by its code until its name is known. */
export const roleName = (code: string): string =>
  Object.hasOwn(builtIn, code) ? builtIn[code as Role] : code.replaceAll('-', ' ')
