import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../../../contract/http.ts'
import type { App } from '../app.ts'
import type { Actor } from '../context.ts'
import { DomainError } from '../domain-error.ts'
import { nobody } from '../make-context.ts'

/** Says who asks, and refuses who may not: before anything of the body is read. */
export async function admit(app: App, endpoint: Endpoint, request: FastifyRequest): Promise<Actor> {
  refuseForeignOrigin(app, request)
  const { permission } = endpoint
  if (permission === 'anyone') return nobody

  const actor = await app.authenticate(request)
  if (actor.via === 'nobody') throw new DomainError('auth.required')
  request.actor = actor // known to the log and the audit trail also where they are refused
  if (permission !== 'signed-in' && !actor.grants.has(permission)) {
    throw new DomainError('auth.forbidden', { permission })
  }
  const isProgram = actor.via === 'key' || actor.via === 'client'
  if (endpoint.forPeople && isProgram) throw new DomainError('auth.people-only')
  return actor
}

/**
 * A browser says from which site a write comes. Only our own may use the cookie that the browser adds by itself;
 * programs send a token, which no foreign page has.
 */
function refuseForeignOrigin(app: App, request: FastifyRequest): void {
  if (request.method === 'GET' || request.headers.authorization !== undefined) return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined) {
    const ours = [new URL(app.config.publicUrl).origin, `http://${request.host}`, `https://${request.host}`]
    if (!ours.includes(origin)) throw new DomainError('request.foreign-origin')
  } else if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new DomainError('request.foreign-origin')
  }
}
