import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { role } from './roles.ts'
import { teamId } from './teams.ts'
import { id, instant, label, page, paging } from './values.ts'

export const userId = id('usr')
export type UserId = z.infer<typeof userId>

const username = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._@+-]{1,99}$/,
    'must be 2 to 100 letters, digits, ".", "_", "-", "+" or "@", and begin with a letter or digit',
  )
/** Only bounded here: whether it is good enough is decided, and explained, where it is set. */
export const password = z.string().min(1).max(most('signIn', 'password'))
export const email = z.email().max(most('values', 'email'))
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

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
  roles: z.array(role).max(most('lists', 'few')),
  teamId: teamId.nullable().optional(),
  managerId: userId.nullable().optional(),
  enabled: z.boolean().optional(),
  expired: z.boolean().optional(),
  credentialsExpired: z.boolean().optional(),
})
export const newUser = userFields
  .extend({
    password: password.optional(),
    /** Sends a link that sets the first password. */
    invite: z.boolean().optional(),
  })
  .strict()
  .meta({ id: 'NewUser' })
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
    q: z.string().trim().max(most('requests', 'search')).optional(),
    role: role.optional(),
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
  errors: ['user.name-taken', 'user.password-weak', 'account.no-email', 'account.closed'],
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

export const unlockUser = endpoint({
  method: 'DELETE',
  path: '/users/:id/lock',
  tag: 'Users',
  summary: 'Lift the locks that wrong passwords put on a user',
  permission: 'users.write',
  params: one,
  response: z.null(),
  status: 204,
  errors: ['user.not-found'],
})
