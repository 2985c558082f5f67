import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { role } from './roles.ts'
import { id, label } from './values.ts'

export const providerId = id('idp')

/** A provider's address: over https, or on this very machine for a trial. */
const address = z
  .url({ protocol: /^https?$/ })
  .max(most('values', 'sentence'))
  .refine(
    (text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(text),
    'must begin with https://',
  )
const claim = z.string().trim().min(1).max(most('values', 'label'))

const oidc = z.strictObject({
  kind: z.literal('oidc'),
  issuer: address,
  clientId: z.string().trim().min(1).max(most('values', 'sentence')),
  scopes: z.string().trim().max(most('values', 'sentence')).default('openid profile email'),
})
const saml = z.strictObject({
  kind: z.literal('saml'),
  /** Where people are sent to sign in. */
  entryPoint: address,
  /** How the provider names itself. */
  idpIssuer: z.string().trim().min(1).max(most('values', 'sentence')),
  /** What it signs with, in PEM or as the bare base 64; two while they change. */
  certificates: z
    .array(z.string().trim().min(100).max(most('signIn', 'certificate')))
    .min(1)
    .max(most('signIn', 'certificates')),
})

/** How what a provider says becomes a user here. Empty names mean the usual claims of the kind. */
const mapping = z.strictObject({
  username: claim.optional(),
  email: claim.optional(),
  givenName: claim.optional(),
  familyName: claim.optional(),
  /** The claim whose values give roles. */
  groups: claim.optional(),
  /** Which value gives which role. With at least one, the provider decides on roles at every sign-in. */
  roles: z
    .array(z.strictObject({ value: z.string().min(1).max(most('values', 'label')), role }))
    .max(most('lists', 'hundred'))
    .default([]),
  /** What everybody who comes from there has. */
  defaultRoles: z.array(role).max(most('lists', 'few')).default([]),
  /** Makes a user of who is not known yet. */
  createUsers: z.boolean().default(true),
  /** Takes an account here that has the mail address the provider has verified. Only for a provider of one's own. */
  linkByEmail: z.boolean().default(false),
})

const fields = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2 to 31 small letters, digits or "-"'),
  name: label,
  enabled: z.boolean(),
  settings: z.discriminatedUnion('kind', [oidc, saml]),
  mapping,
})
export const provider = z
  .object({
    ...fields.shape,
    id: providerId,
    version: z.number().int(),
    hasSecret: z.boolean(),
    /** What the provider has to know of us. */
    addresses: z.object({ redirect: z.string(), metadata: z.string().optional() }),
  })
  .meta({ id: 'IdentityProvider' })
export type Provider = z.infer<typeof provider>

const given = fields
  .extend({ clientSecret: z.string().min(1).max(most('values', 'choice')).optional() })
  .meta({ id: 'IdentityProviderInput' })
const tag = 'Single sign-on'

export const listSignInWays = endpoint({
  method: 'GET',
  path: '/sign-in-ways',
  tag: 'Sign-in',
  summary: 'Where one can sign in besides with a password',
  permission: 'anyone',
  response: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }),
})

export const listProviders = endpoint({
  method: 'GET',
  path: '/identity-providers',
  tag,
  summary: 'List the identity providers',
  permission: 'settings.write',
  response: z.object({ items: z.array(provider) }),
})

export const createProvider = endpoint({
  method: 'POST',
  path: '/identity-providers',
  tag,
  summary: 'Add an identity provider',
  permission: 'settings.write',
  forPeople: true,
  body: given,
  response: provider,
  status: 201,
  errors: ['reference.exists'],
})

export const changeProvider = endpoint({
  method: 'PUT',
  path: '/identity-providers/:id',
  tag,
  summary: 'Change an identity provider',
  description: 'The client secret stays where none is sent.',
  permission: 'settings.write',
  forPeople: true,
  params: z.object({ id: providerId }),
  body: given,
  response: provider,
  ifMatch: true,
  errors: ['reference.not-found', 'reference.exists'],
})

export const deleteProvider = endpoint({
  method: 'DELETE',
  path: '/identity-providers/:id',
  tag,
  summary: 'Remove an identity provider',
  description: 'Users stay; who came in only from there has no way in any more.',
  permission: 'settings.write',
  forPeople: true,
  params: z.object({ id: providerId }),
  response: z.null(),
  status: 204,
  errors: ['reference.not-found'],
})
