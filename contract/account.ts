import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { email, password, user, userId } from './users.ts'
import { instant, label } from './values.ts'

/** What a person sees and changes of themselves. */
export const account = user
  .pick({
    id: true,
    version: true,
    username: true,
    email: true,
    givenName: true,
    familyName: true,
    name: true,
    roles: true,
    lastLoginAt: true,
  })
  .extend({
    teamName: z.string().optional(),
    managerName: z.string().optional(),
    /** A new address that waits to be confirmed. */
    pendingEmail: z.string().optional(),
    /** False for who comes in by single sign-on only. */
    hasPassword: z.boolean(),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof account>
const tag = 'Account'

export const readAccount = endpoint({
  method: 'GET',
  path: '/account',
  tag,
  summary: 'Read the own account',
  permission: 'signed-in',
  forPeople: true,
  response: account,
})

export const changeAccount = endpoint({
  method: 'PATCH',
  path: '/account',
  tag,
  summary: 'Change the own name',
  permission: 'signed-in',
  forPeople: true,
  body: z.object({ givenName: label, familyName: label }).partial().meta({ id: 'AccountChange' }),
  response: account,
  ifMatch: true,
})

export const askForEmail = endpoint({
  method: 'POST',
  path: '/account/email',
  tag,
  summary: 'Ask for another mail address',
  description:
    'A link goes to the new address; the change holds once it is confirmed, and the old address is told.',
  permission: 'signed-in',
  forPeople: true,
  body: z.object({ email, currentPassword: password.optional() }).meta({ id: 'EmailRequest' }),
  response: z.null(),
  status: 202,
  errors: ['auth.wrong-credentials', 'auth.locked', 'user.name-taken', 'request.too-many'],
})

export const withdrawEmail = endpoint({
  method: 'DELETE',
  path: '/account/email',
  tag,
  summary: 'Take back the wish for another mail address',
  permission: 'signed-in',
  forPeople: true,
  response: z.null(),
  status: 204,
})

// ── Links by mail ───────────────────────────────────────────────────────────────────────────────────────────────────

export const inviteUser = endpoint({
  method: 'POST',
  path: '/users/:id/invitation',
  tag: 'Users',
  summary: 'Send a user an invitation, or another one',
  description: 'Its link sets the first password. It holds for seven days and replaces the one before.',
  permission: 'users.write',
  params: z.object({ id: userId }),
  response: z.null(),
  status: 202,
  errors: ['user.not-found', 'account.no-email', 'account.closed'],
})

export const askForReset = endpoint({
  method: 'POST',
  path: '/password-reset',
  tag: 'Sign-in',
  summary: 'Have a link sent that sets a new password',
  description: 'The answer is the same whether there is such a user or not. The link holds for one hour.',
  permission: 'anyone',
  body: z
    .object({ username: z.string().trim().min(1).max(most('values', 'email')) })
    .meta({ id: 'ResetRequest' }),
  response: z.null(),
  status: 202,
  errors: ['request.too-many'],
})

const token = z.string().regex(/^[\w-]{43}$/, 'must be the end of the link in the mail')
export const linkKinds = ['invitation', 'reset', 'email'] as const

export const lookAtLink = endpoint({
  method: 'POST',
  path: '/account-links',
  tag: 'Sign-in',
  summary: 'See what a link of a mail stands for',
  description: 'Uses nothing up. The secret of the link is sent in the body, so that no log holds it.',
  permission: 'anyone',
  body: z.object({ token }),
  response: z
    .object({
      kind: z.enum(linkKinds),
      username: z.string(),
      name: z.string(),
      email: z.string(),
      company: z.string(),
      passwordMinimumLength: z.number().int(),
      endsAt: instant,
    })
    .meta({ id: 'AccountLink' }),
  errors: ['account.link-invalid', 'request.too-many'],
})

export const setPasswordByLink = endpoint({
  method: 'POST',
  path: '/account-links/password',
  tag: 'Sign-in',
  summary: 'Set a password with the link of an invitation or a reset',
  description: 'Uses the link up, ends all sessions and lifts any lock. A second factor stays as it is.',
  permission: 'anyone',
  body: z.object({ token, password }),
  response: z.null(),
  status: 204,
  errors: ['account.link-invalid', 'user.password-weak', 'request.too-many'],
})

export const confirmEmail = endpoint({
  method: 'POST',
  path: '/account-links/email',
  tag: 'Sign-in',
  summary: 'Confirm a new mail address with the link that was sent to it',
  permission: 'anyone',
  body: z.object({ token }),
  response: z.null(),
  status: 204,
  errors: ['account.link-invalid', 'user.name-taken', 'request.too-many'],
})
