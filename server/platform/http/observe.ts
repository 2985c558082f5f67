import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'

/** Logs and measures every request once it is answered, by its route and never by its query, which may hold names. */
export function observeRequests(app: App): void {
  app.http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const seconds = reply.elapsedTime / 1000
    app.metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, seconds)
    app.log.info(
      {
        requestId: request.id,
        method: request.method,
        url: pathOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(request.actor && { actor: request.actor.id }),
      },
      'Answered',
    )
  })
}

/** The path as a log may hold it: what looks like a secret in it (40 letters or more in one run) is left out. */
export function pathOf(request: FastifyRequest): string {
  return (request.url.split('?', 1)[0] ?? '').replace(/[\w-]{40,}/g, '…')
}
