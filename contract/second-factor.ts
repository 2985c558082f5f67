import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { session } from './sign-in.ts'
import { password, userId } from './users.ts'
import { id, instant, label } from './values.ts'

export const factorId = id('fac')

/** What a person proves themselves with besides the password. */
export const secondFactor = z
  .object({
    id: factorId,
    kind: z.enum(['totp', 'passkey']),
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.optional(),
  })
  .meta({ id: 'SecondFactor' })
export type SecondFactor = z.infer<typeof secondFactor>

const recoveryCodes = z.array(z.string()).meta({ description: 'Shown this once; each signs in once' })
const currentPassword = password.optional()
/** As WebAuthn gives it; the browser makes it and the library reads it. */
const credential = z.record(z.string(), z.unknown())
const tag = 'Second factor'
const own = { tag, permission: 'signed-in', forPeople: true } as const
const presence = ['auth.wrong-credentials', 'auth.locked', 'auth.sign-in-again'] as const

export const listFactors = endpoint({
  ...own,
  method: 'GET',
  path: '/account/second-factors',
  summary: 'List the own second factors',
  response: z.object({
    items: z.array(secondFactor),
    recoveryCodesLeft: z.number().int(),
    required: z.boolean(),
  }),
})

export const setUpTotp = endpoint({
  ...own,
  method: 'POST',
  path: '/account/second-factors/totp',
  summary: 'Begin to set up an authenticator app',
  description: 'It counts once a code of it was confirmed.',
  body: z.object({ currentPassword }),
  response: z.object({
    id: factorId,
    secret: z.string(),
    uri: z.string(),
    qr: z.string().meta({ description: 'The address as a QR code, in SVG' }),
  }),
  errors: presence,
})

export const confirmTotp = endpoint({
  ...own,
  method: 'POST',
  path: '/account/second-factors/totp/confirm',
  summary: 'Confirm an authenticator app with a code of it',
  body: z.object({ id: factorId, code: z.string().max(most('values', 'tiny')), name: label.optional() }),
  response: z.object({ factor: secondFactor, recoveryCodes: recoveryCodes.optional() }),
  errors: ['factor.not-found', 'factor.wrong-code', 'request.too-many'],
})

export const beginPasskey = endpoint({
  ...own,
  method: 'POST',
  path: '/account/second-factors/passkey',
  summary: 'Begin to add a passkey',
  description: 'Answers the options for navigator.credentials.create.',
  body: z.object({ currentPassword }),
  response: credential,
  errors: presence,
})

export const confirmPasskey = endpoint({
  ...own,
  method: 'POST',
  path: '/account/second-factors/passkey/confirm',
  summary: 'Add the passkey the browser made',
  body: z.object({ name: label, credential }),
  response: z.object({ factor: secondFactor, recoveryCodes: recoveryCodes.optional() }),
  errors: ['factor.wrong-passkey'],
})

export const removeFactor = endpoint({
  ...own,
  method: 'POST',
  path: '/account/second-factors/:id/remove',
  summary: 'Remove one of the own second factors',
  params: z.object({ id: factorId }),
  body: z.object({ currentPassword }),
  response: z.null(),
  status: 204,
  errors: [...presence, 'factor.not-found'],
})

export const renewRecoveryCodes = endpoint({
  ...own,
  method: 'POST',
  path: '/account/recovery-codes',
  summary: 'Get new recovery codes; the old ones end',
  body: z.object({ currentPassword }),
  response: z.object({ recoveryCodes }),
  errors: [...presence, 'factor.none'],
})

export const finishSignIn = endpoint({
  method: 'POST',
  path: '/session/second-factor',
  tag: 'Sign-in',
  summary: 'Give the second factor a sign-in waits for',
  description:
    'The ticket is in the details of the refusal "auth.second-factor". With it goes a code of an authenticator app or ' +
    'a recovery code, or what a passkey signed.',
  permission: 'anyone',
  body: z.object({
    ticket: z.string().max(most('values', 'short')),
    code: z.string().max(most('values', 'id')).optional(),
    passkey: credential.optional(),
  }),
  response: session,
  status: 201,
  errors: ['auth.factor-wrong', 'auth.ticket-ended', 'auth.locked', 'request.too-many'],
})

export const listFactorsOf = endpoint({
  method: 'GET',
  path: '/users/:id/second-factors',
  tag,
  summary: 'List the second factors of a user',
  permission: 'users.write',
  params: z.object({ id: userId }),
  response: z.object({ items: z.array(secondFactor) }),
  errors: ['user.not-found'],
})

export const resetFactorsOf = endpoint({
  method: 'DELETE',
  path: '/users/:id/second-factors',
  tag,
  summary: 'Remove all second factors of a user who lost them',
  description: 'Ends all sessions of the user too.',
  permission: 'users.write',
  params: z.object({ id: userId }),
  response: z.null(),
  status: 204,
  errors: ['user.not-found'],
})
