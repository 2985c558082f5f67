import { z } from 'zod'
import { endpoint } from './http.ts'
import { allPermissions, reaches } from './permissions.ts'
import { settings, settingsChange } from './settings.ts'
import { id, instant, label, page, paging } from './values.ts'

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
const role = z.enum(roles).meta({ id: 'Role' })

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

export const userId = id('usr')
export type UserId = z.infer<typeof userId>
export const teamId = id('tem')
export type TeamId = z.infer<typeof teamId>

const username = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._@+-]{1,99}$/,
    'must be 2 to 100 letters, digits, ".", "_", "-", "+" or "@", and begin with a letter or digit',
  )
/** Only bounded here: whether it is good enough is decided, and explained, where it is set. */
const password = z.string().min(1).max(256)
const email = z.email().max(254)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

// ── Signing in ──────────────────────────────────────────────────────────────────────────────────────────────────────

const credentials = z.object({ username: z.string().trim().min(1).max(254), password })

const accessToken = z
  .object({ accessToken: z.string(), tokenType: z.literal('Bearer'), expiresIn: z.number().int() })
  .meta({ id: 'AccessToken' })

export const login = endpoint({
  method: 'POST',
  path: '/auth/login',
  tag: 'Sign-in',
  summary: 'Get a bearer token for a program',
  description: 'The token holds for one hour. Send it as "Authorization: Bearer …".',
  permission: 'anyone',
  body: credentials,
  response: accessToken,
  errors: ['auth.wrong-credentials', 'auth.locked'],
})

export const shortLogin = endpoint({
  ...login,
  path: '/login',
  summary: 'Get a bearer token (short name of /auth/login)',
})

const permission = z.enum(allPermissions as [(typeof allPermissions)[number], ...typeof allPermissions])
const reach = z.enum(reaches)

/** Who is signed in, what they may do, and what every page needs to know. */
export const session = z
  .object({
    user: z.object({
      id: userId,
      username: z.string(),
      name: z.string(),
      givenName: z.string(),
      familyName: z.string(),
      email: z.string().optional(),
      roles: z.array(role),
      teamId: teamId.optional(),
      teamName: z.string().optional(),
    }),
    /** Widest reach of each permission the person has. */
    permissions: z.partialRecord(permission, reach),
    company: z.object({
      name: z.string(),
      currency: z.string(),
      language: z.string(),
      zone: z.string(),
    }),
    expiresAt: instant.optional(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

export const startSession = endpoint({
  method: 'POST',
  path: '/session',
  tag: 'Sign-in',
  summary: 'Sign in a person',
  description: 'Sets a session cookie that scripts cannot read.',
  permission: 'anyone',
  body: credentials,
  response: session,
  status: 201,
  errors: ['auth.wrong-credentials', 'auth.locked'],
})

export const readSession = endpoint({
  method: 'GET',
  path: '/session',
  tag: 'Sign-in',
  summary: 'See who is signed in',
  permission: 'signed-in',
  response: session,
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/session',
  tag: 'Sign-in',
  summary: 'Sign out',
  description: 'Ends the session, or the token, this request is made with.',
  permission: 'signed-in',
  response: z.null(),
  status: 204,
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/session/password',
  tag: 'Sign-in',
  summary: 'Change the own password',
  description: 'Ends every other session and token of this person.',
  permission: 'signed-in',
  body: z.object({ currentPassword: password, newPassword: password }),
  response: z.null(),
  status: 204,
  errors: ['auth.wrong-credentials', 'auth.locked', 'user.password-weak'],
})

// ── Users and teams ─────────────────────────────────────────────────────────────────────────────────────────────────

export const user = z
  .object({
    id: userId,
    version: z.number().int(),
    username: z.string(),
    email: z.string().optional(),
    givenName: z.string(),
    familyName: z.string(),
    name: z.string(),
    roles: z.array(role),
    teamId: teamId.optional(),
    managerId: userId.optional(),
    enabled: z.boolean(),
    /** The account has come to its end. */
    expired: z.boolean(),
    /** The password has come to its end and has to be set anew. */
    credentialsExpired: z.boolean(),
    /** Until when sign-in is locked from the address that last sent too many wrong passwords. */
    lockedUntil: instant.optional(),
    /** Wrong passwords since the last sign-in, from anywhere. */
    failedSignIns: z.number().int(),
    lastLoginAt: instant.optional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof user>

const userFields = z.object({
  username,
  email: email.nullable().optional(),
  givenName: label,
  familyName: label,
  roles: z.array(role).max(roles.length),
  teamId: teamId.nullable().optional(),
  managerId: userId.nullable().optional(),
  enabled: z.boolean().optional(),
  expired: z.boolean().optional(),
  credentialsExpired: z.boolean().optional(),
})
export const newUser = userFields.extend({ password: password.optional() }).strict().meta({ id: 'NewUser' })
export type NewUser = z.input<typeof newUser>
export const userChange = userFields.partial().strict().meta({ id: 'UserChange' })
export type UserChange = z.input<typeof userChange>

const one = z.object({ id: userId })

export const listUsers = endpoint({
  method: 'GET',
  path: '/users',
  tag: 'Users',
  summary: 'List users',
  permission: 'users.read',
  query: paging.extend({
    q: z.string().trim().max(200).optional(),
    role: z.enum(roles).optional(),
    teamId: teamId.optional(),
    enabled: flag.optional(),
  }),
  response: page(user),
})

export const readUser = endpoint({
  method: 'GET',
  path: '/users/:id',
  tag: 'Users',
  summary: 'Read a user',
  permission: 'users.read',
  params: one,
  response: user,
  errors: ['user.not-found'],
})

export const createUser = endpoint({
  method: 'POST',
  path: '/users',
  tag: 'Users',
  summary: 'Make a user',
  permission: 'users.write',
  body: newUser,
  response: user,
  status: 201,
  errors: ['user.name-taken', 'user.password-weak'],
})

export const changeUser = endpoint({
  method: 'PATCH',
  path: '/users/:id',
  tag: 'Users',
  summary: 'Change a user',
  description: 'Taking away a role, disabling and expiring act at once, on open sessions and tokens too.',
  permission: 'users.write',
  params: one,
  body: userChange,
  response: user,
  ifMatch: true,
  errors: ['user.not-found', 'user.name-taken'],
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/users/:id/password',
  tag: 'Users',
  summary: 'Set a new password for a user',
  description: 'Ends all sessions and tokens of the user and lifts any lock.',
  permission: 'users.write',
  params: one,
  body: z.object({ password }),
  response: z.null(),
  status: 204,
  errors: ['user.not-found', 'user.password-weak'],
})

export const team = z
  .object({ id: teamId, version: z.number().int(), name: z.string(), unit: z.string().optional() })
  .meta({ id: 'Team' })
export type Team = z.infer<typeof team>
const teamFields = z.object({ name: label, unit: label.nullable().optional() })
export const newTeam = teamFields.strict().meta({ id: 'NewTeam' })
export type NewTeam = z.input<typeof newTeam>
export const teamChange = teamFields.partial().strict().meta({ id: 'TeamChange' })
export type TeamChange = z.input<typeof teamChange>

export const listTeams = endpoint({
  method: 'GET',
  path: '/teams',
  tag: 'Users',
  summary: 'List teams',
  permission: 'users.read',
  query: paging,
  response: page(team),
})

export const createTeam = endpoint({
  method: 'POST',
  path: '/teams',
  tag: 'Users',
  summary: 'Make a team',
  permission: 'users.write',
  body: newTeam,
  response: team,
  status: 201,
})

export const changeTeam = endpoint({
  method: 'PATCH',
  path: '/teams/:id',
  tag: 'Users',
  summary: 'Change a team',
  permission: 'users.write',
  params: z.object({ id: teamId }),
  body: teamChange,
  response: team,
  ifMatch: true,
  errors: ['reference.not-found'],
})

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

// ── Settings ────────────────────────────────────────────────────────────────────────────────────────────────────────

const versionedSettings = settings.extend({ version: z.number().int() }).meta({ id: 'Settings' })

export const readSettings = endpoint({
  method: 'GET',
  path: '/settings',
  tag: 'Settings',
  summary: 'Read the company’s settings',
  permission: 'settings.read',
  response: versionedSettings,
})

export const changeSettings = endpoint({
  method: 'PATCH',
  path: '/settings',
  tag: 'Settings',
  summary: 'Change some of the company’s settings',
  description: 'Groups and fields that are not sent stay as they are.',
  permission: 'settings.write',
  body: settingsChange,
  response: versionedSettings,
  ifMatch: true,
})
