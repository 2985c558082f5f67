import { z } from 'zod'
import { endpoint } from './http.ts'
import { userId } from './users.ts'
import { id, instant } from './values.ts'

export const sessionId = id('ses')

/** One browser, or one program's token, that is signed in. */
export const openSession = z
  .object({
    id: sessionId,
    kind: z.enum(['browser', 'token']),
    startedAt: instant,
    lastSeenAt: instant,
    endsAt: instant,
    address: z.string().optional(),
    userAgent: z.string().optional(),
    /** The one this request is made with. */
    current: z.boolean(),
  })
  .meta({ id: 'OpenSession' })
export type OpenSession = z.infer<typeof openSession>
const sessions = z.object({ items: z.array(openSession) })
const tag = 'Sessions'

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/account/sessions',
  tag,
  summary: 'List the own sessions and tokens',
  permission: 'signed-in',
  forPeople: true,
  response: sessions,
})

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/account/sessions/:session',
  tag,
  summary: 'End one of the own sessions',
  permission: 'signed-in',
  forPeople: true,
  params: z.object({ session: sessionId }),
  response: z.null(),
  status: 204,
  errors: ['session.not-found'],
})

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/account/sessions',
  tag,
  summary: 'End all own sessions but the present one',
  permission: 'signed-in',
  forPeople: true,
  response: z.null(),
  status: 204,
})

export const listSessionsOf = endpoint({
  method: 'GET',
  path: '/users/:id/sessions',
  tag,
  summary: 'List the sessions and tokens of a user',
  permission: 'users.write',
  params: z.object({ id: userId }),
  response: sessions,
  errors: ['user.not-found'],
})

export const endSessionOf = endpoint({
  method: 'DELETE',
  path: '/users/:id/sessions/:session',
  tag,
  summary: 'End one session of a user',
  permission: 'users.write',
  params: z.object({ id: userId, session: sessionId }),
  response: z.null(),
  status: 204,
  errors: ['user.not-found', 'session.not-found'],
})

export const endSessionsOf = endpoint({
  method: 'DELETE',
  path: '/users/:id/sessions',
  tag,
  summary: 'End all sessions of a user',
  permission: 'users.write',
  params: z.object({ id: userId }),
  response: z.null(),
  status: 204,
  errors: ['user.not-found'],
})
