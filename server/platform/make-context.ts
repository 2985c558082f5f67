import type { FastifyRequest } from 'fastify'
import { allPermissions, type Permission, type Reach } from '../../contract/permissions.ts'
import type { App } from './app.ts'
import type { Actor, Context } from './context.ts'
import { newId } from './new-id.ts'
import { type ContextFacts, inTransaction } from './transaction.ts'

const everything: ReadonlyMap<Permission, Reach> = new Map(allPermissions.map((name) => [name, 'all']))
const nothing: ReadonlyMap<Permission, Reach> = new Map()

/** Who acts in jobs, timers, subscriptions and seeds. */
export const systemActor: Actor = { id: 'system', name: 'System', grants: everything, via: 'system' }
/** Who sends a request that carries no sign of anyone. */
export const nobody: Actor = { id: 'nobody', name: 'Nobody', grants: nothing, via: 'nobody' }

/** A context for an actor. The moment is taken once, so that all that one request writes bears the same time. */
export function makeContext(
  app: App,
  actor: Actor,
  facts: { requestId?: string; now?: Date; origin?: Context['origin'] } = {},
): Context {
  const whole: ContextFacts = {
    actor,
    requestId: facts.requestId ?? newId('req'),
    now: facts.now ?? app.clock.now(),
    origin: facts.origin ?? {},
  }
  return { ...whole, db: app.database, transaction: (work) => inTransaction(app, whole, work) }
}

/** For routes in the form of some standard: nobody in particular asks, from where the request comes. */
export function anonymousContext(app: App, request: FastifyRequest): Context {
  const userAgent = request.headers['user-agent']
  const origin = { ip: request.ip, ...(userAgent !== undefined && { userAgent }) }
  return makeContext(app, nobody, { requestId: request.id, origin })
}

/** The system itself acts, on behalf of nobody in particular. */
export function systemContext(app: App, requestId?: string): Context {
  return makeContext(app, systemActor, requestId === undefined ? {} : { requestId })
}
