import { z } from 'zod'
import { endpoint } from './http.ts'
import { allPermissions, reaches } from './permissions.ts'

export const roles = [
  'sales-rep',
  'sales-manager',
  'pricing-admin',
  'product-admin',
  'finance',
  'legal',
  'system-admin',
  'read-only',
  'integration',
] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles).meta({ id: 'Role' })

/** Names from the founding documents and the built-in role each stands for. */
export const foundingRoles: Readonly<Record<string, Role>> = {
  ROLE_USER: 'read-only',
  ROLE_SALES: 'sales-rep',
  ROLE_SALES_MANAGER: 'sales-manager',
  ROLE_MANAGER: 'sales-manager',
  ROLE_PRICING: 'pricing-admin',
  ROLE_PRODUCT: 'product-admin',
  ROLE_FINANCE: 'finance',
  ROLE_LEGAL: 'legal',
  ROLE_ADMIN: 'system-admin',
}

export const permission = z.enum(
  allPermissions as [(typeof allPermissions)[number], ...typeof allPermissions],
)
export const reach = z.enum(reaches)

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  tag: 'Users',
  summary: 'List roles with what each may do, and how far',
  permission: 'users.read',
  response: z.object({
    items: z.array(
      z.object({ code: role, name: z.string(), grants: z.partialRecord(permission, reach) }).meta({
        id: 'RoleGrants',
      }),
    ),
  }),
})
