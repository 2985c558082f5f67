import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { permission, reach, role } from './roles.ts'
import { teamId } from './teams.ts'
import { password, userId } from './users.ts'
import { instant } from './values.ts'

const credentials = z.object({ username: z.string().trim().min(1).max(most('values', 'email')), password })

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
  body: credentials.extend({
    /** Of a second factor, where the person has one: a code of the app, or a recovery code. */
    code: z.string().max(most('values', 'id')).optional(),
  }),
  response: accessToken,
  errors: [
    'auth.wrong-credentials',
    'auth.locked',
    'auth.password-expired',
    'auth.second-factor',
    'auth.factor-wrong',
  ],
})

export const shortLogin = endpoint({
  ...login,
  path: '/login',
  summary: 'Get a bearer token (short name of /auth/login)',
})

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
    /** A role of theirs asks for a second factor: nothing is allowed until it is set up on the page of the account. */
    secondFactorMissing: z.boolean().optional(),
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
  errors: ['auth.wrong-credentials', 'auth.locked', 'auth.password-expired', 'auth.second-factor'],
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
  forPeople: true,
  body: z.object({ currentPassword: password, newPassword: password }),
  response: z.null(),
  status: 204,
  errors: ['auth.wrong-credentials', 'auth.locked', 'user.password-weak'],
})
