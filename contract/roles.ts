import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { allPermissions, reaches } from './permissions.ts'
import { label, prose } from './values.ts'

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
/** A built-in role, or one the company made. */
export const role = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2 to 40 small letters, digits or "-", and begin with a letter')
  .meta({ id: 'Role', examples: ['sales-rep'] })

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

const grants = z.partialRecord(permission, reach)
const tag = 'Roles'

export const roleGrants = z
  .object({
    code: role,
    name: z.string(),
    description: z.string().optional(),
    grants,
    builtIn: z.boolean(),
    /** How many people have it. */
    people: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'RoleGrants' })
export type RoleGrants = z.infer<typeof roleGrants>

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  tag,
  summary: 'List roles with what each may do, and how far',
  permission: 'users.read',
  response: z.object({ items: z.array(roleGrants) }),
})

const roleFields = z.strictObject({ name: label, description: prose.optional(), grants })
export const newRole = roleFields.extend({ code: role }).meta({ id: 'NewRole' })
export type NewRole = z.output<typeof newRole>
export type RoleFields = z.output<typeof roleFields>
const one = z.object({ code: role })

export const createRole = endpoint({
  method: 'POST',
  path: '/roles',
  tag,
  summary: 'Make a role of the company’s own',
  description: 'Nobody puts more into a role than they may do themselves.',
  permission: 'roles.write',
  body: newRole,
  response: roleGrants,
  status: 201,
  errors: ['role.exists', 'role.too-wide'],
})

export const changeRole = endpoint({
  method: 'PUT',
  path: '/roles/:code',
  tag,
  summary: 'Replace what a role of the company’s own allows',
  description: 'Acts at once, on open sessions and tokens too.',
  permission: 'roles.write',
  params: one,
  body: roleFields,
  response: roleGrants,
  ifMatch: true,
  errors: ['role.not-found', 'role.built-in', 'role.exists', 'role.too-wide'],
})

export const deleteRole = endpoint({
  method: 'DELETE',
  path: '/roles/:code',
  tag,
  summary: 'Delete a role of the company’s own that nobody has',
  permission: 'roles.write',
  params: one,
  response: z.null(),
  status: 204,
  errors: ['role.not-found', 'role.built-in', 'role.in-use'],
})

// ── Who can do what, and why ────────────────────────────────────────────────────────────────────────────────────────

const because = z.object({ role, name: z.string(), reach })
const right = z.object({
  permission,
  /** Widest reach over all roles; with a thing: of those that reach it. */
  reach,
  /** The roles it comes from. */
  from: z.array(because),
})

export const explainRights = endpoint({
  method: 'GET',
  path: '/rights',
  tag,
  summary: 'Who can do what with a thing, or what a person can do, and why',
  description:
    'With `person`: all their rights, each with the roles it comes from and whom it reaches. With `thing` (the id of a quote, ' +
    'an order, a customer …): everybody who can do something with it. With both: what that person can do with that thing.',
  permission: 'users.read',
  query: z
    .object({
      person: z.string().max(most('values', 'id')).optional(),
      thing: z.string().max(most('values', 'code')).optional(),
    })
    .refine(({ person, thing }) => person || thing, 'name a person, a thing, or both'),
  response: z.object({
    thing: z
      .object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        ownerId: z.string().optional(),
        ownerName: z.string().optional(),
      })
      .optional(),
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        roles: z.array(role),
        /** Why the thing is within their reach. */
        relation: z.enum(['owner', 'team', 'unit', 'everybody']).optional(),
        /** How many people the reaches "team" and "unit" cover. */
        team: z.number().int(),
        unit: z.number().int(),
        rights: z.array(right),
      }),
    ),
  }),
  errors: ['user.not-found', 'reference.not-found'],
})
