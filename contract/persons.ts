import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { id, instant, prose } from './values.ts'

/** People about whom something is kept: users, and contacts of customers. */
export const personKind = z.enum(['user', 'contact'])
export type PersonKind = z.infer<typeof personKind>
export const personId = z.union([id('usr'), id('con')])

const person = z.object({
  id: personId,
  kind: personKind,
  name: z.string(),
  /** The name a user signs in with, the company of a contact. */
  of: z.string(),
})

export const kept = z
  .object({
    what: z.string(),
    count: z.number().int(),
    /** Removed, written anew without the person, or left as it is. */
    fate: z.enum(['removed', 'rewritten', 'kept']),
    /** Of what is left as it is. */
    why: z.string().optional(),
  })
  .meta({ id: 'KeptAboutPerson' })
export type Kept = z.infer<typeof kept>

export const erasure = z
  .object({
    id: id('ers'),
    personId,
    kind: personKind,
    why: z.string(),
    askedBy: z.object({ id: z.string(), name: z.string() }),
    askedAt: instant,
    doneAt: instant.optional(),
    failure: z.string().optional(),
    report: z.array(kept).optional(),
  })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

const tag = 'Persons'
const permission = 'persons.erase'
const params = z.object({ id: personId })

export const findPersons = endpoint({
  method: 'GET',
  path: '/persons',
  tag,
  summary: 'Find users and contacts by name or mail address',
  permission,
  query: z.object({ q: z.string().trim().min(2).max(most('requests', 'search')) }),
  response: z.object({ items: z.array(person) }),
})

export const readPerson = endpoint({
  method: 'GET',
  path: '/persons/:id',
  tag,
  summary: 'What is kept about a person, and what an erasure would do with it',
  permission,
  params,
  response: person.extend({ kept: z.array(kept), erasures: z.array(erasure) }),
  errors: ['person.not-found'],
})

export const exportPerson = endpoint({
  method: 'GET',
  path: '/persons/:id/export',
  tag,
  summary: 'Everything that is kept about a person, as a JSON file',
  description: 'Their own rows, what the audit trail says of them, and each value that names them.',
  permission,
  params,
  response: z.unknown(),
  produces: 'application/json',
  errors: ['person.not-found'],
})

export const erasePerson = endpoint({
  method: 'POST',
  path: '/persons/:id/erasure',
  tag,
  summary: 'Erase a person',
  description:
    'A user is shut out at once. The rest is done in the background, in one transaction; it cannot be taken back. ' +
    'Ids stay, so that totals, approvals and the audit trail still add up.',
  permission,
  forPeople: true,
  params,
  body: z.object({ why: prose.min(3).max(most('values', 'sentence')) }).meta({ id: 'ErasureRequest' }),
  response: erasure,
  status: 202,
  errors: ['person.not-found', 'person.cannot-erase'],
})

export const listErasures = endpoint({
  method: 'GET',
  path: '/erasures',
  tag,
  summary: 'Who was erased, by id, newest first',
  description: 'After a backup was restored these have to be erased again.',
  permission,
  response: z.object({ items: z.array(erasure) }),
})
