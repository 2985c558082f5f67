import { type App, makeContext } from '../platform/index.ts'
import { record } from './audit.ts'

const minuteMs = 60_000

/**
 * Writes down who was refused for want of a right: once a minute for each person and operation on each node, so that
 * nobody fills the trail by knocking.
 */
export function recordRefusals(app: App): void {
  let noted = new Set<string>()
  let minute = 0

  app.http.addHook('onResponse', async (request, reply) => {
    const { actor } = request
    const endpoint = request.routeOptions.config.endpoint?.endpoint
    if (reply.statusCode !== 403 || !actor || !endpoint) return
    const now = Math.floor(app.clock.now().getTime() / minuteMs)
    if (now !== minute) noted = new Set()
    minute = now
    const operation = `${endpoint.method} ${endpoint.path}`
    if (noted.has(`${actor.id} ${operation}`)) return
    noted.add(`${actor.id} ${operation}`)

    const userAgent = request.headers['user-agent']
    const origin = { ip: request.ip, ...(userAgent !== undefined && { userAgent }) }
    const ctx = makeContext(app, actor, { requestId: request.id, origin })
    const note = {
      action: 'access.refused',
      subject: { kind: 'operation', id: operation },
      after: { needs: endpoint.permission },
    }
    await ctx
      .transaction(async (tx) => record(tx, note))
      .catch((error: unknown) => app.log.warn({ err: error }, 'A refusal could not be written down'))
  })
}
