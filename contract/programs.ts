import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { permission } from './roles.ts'
import { password, userId } from './users.ts'
import { id, instant, label } from './values.ts'

export const programId = id('prg')
export const programKinds = ['key', 'client'] as const

/** An API key or an OAuth client: what a program proves itself with. It acts as its user, narrowed to its scopes. */
export const program = z
  .object({
    id: programId.meta({ description: 'Of a client also its client_id' }),
    kind: z.enum(programKinds),
    name: z.string(),
    userId,
    userName: z.string(),
    /** How the secret begins; the whole is shown only once. */
    prefix: z.string(),
    scopes: z.array(permission),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant.optional(),
    lastUsedAt: instant.optional(),
    lastUsedAddress: z.string().optional(),
    revokedAt: instant.optional(),
  })
  .meta({ id: 'Program' })
export type Program = z.infer<typeof program>

const madeProgram = program
  .extend({ secret: z.string().meta({ description: 'Shown this once, and kept nowhere' }) })
  .meta({ id: 'MadeProgram' })
export type MadeProgram = z.infer<typeof madeProgram>

const wanted = {
  name: label,
  scopes: z.array(permission).min(1).max(most('lists', 'hundred')),
  /** Absent: it holds until it is revoked. */
  expiresAt: instant.optional(),
  currentPassword: password.optional(),
}
const newKey = z.object(wanted).meta({ id: 'NewKey' })
const newProgram = z.object({ ...wanted, kind: z.enum(programKinds), userId }).meta({ id: 'NewProgram' })

const programs = z.object({ items: z.array(program) })
const one = z.object({ id: programId })
const refusals = [
  'auth.wrong-credentials',
  'auth.locked',
  'auth.sign-in-again',
  'program.scope-beyond',
  'program.cannot-approve',
] as const

export const listKeys = endpoint({
  method: 'GET',
  path: '/account/keys',
  tag: 'Programs',
  summary: 'List the own API keys',
  permission: 'signed-in',
  forPeople: true,
  response: programs,
})

export const createKey = endpoint({
  method: 'POST',
  path: '/account/keys',
  tag: 'Programs',
  summary: 'Make an API key of one’s own',
  description:
    'The key acts as the person, narrowed to its scopes. Send it as "Authorization: Bearer qnk_…".',
  permission: 'signed-in',
  forPeople: true,
  body: newKey,
  response: madeProgram,
  status: 201,
  errors: refusals,
})

export const revokeKey = endpoint({
  method: 'DELETE',
  path: '/account/keys/:id',
  tag: 'Programs',
  summary: 'Revoke one of the own API keys',
  permission: 'signed-in',
  forPeople: true,
  params: one,
  response: z.null(),
  status: 204,
  errors: ['program.not-found'],
})

export const listPrograms = endpoint({
  method: 'GET',
  path: '/programs',
  tag: 'Programs',
  summary: 'List all API keys and OAuth clients',
  permission: 'users.write',
  response: programs,
})

export const createProgram = endpoint({
  method: 'POST',
  path: '/programs',
  tag: 'Programs',
  summary: 'Make an API key or OAuth client for a service user',
  description:
    'The user holds the role "integration". A client buys tokens at /oauth/token with the grant client_credentials.',
  permission: 'users.write',
  forPeople: true,
  body: newProgram,
  response: madeProgram,
  status: 201,
  errors: [...refusals, 'user.not-found', 'program.no-service-user'],
})

export const revokeProgram = endpoint({
  method: 'DELETE',
  path: '/programs/:id',
  tag: 'Programs',
  summary: 'Revoke an API key or OAuth client',
  description: 'Its tokens end at once.',
  permission: 'users.write',
  params: one,
  response: z.null(),
  status: 204,
  errors: ['program.not-found'],
})
