import type { App } from '../app.ts'

/** For balancers and monitors: alive, ready for traffic, and how it is doing. */
export function serveHealth(app: App): void {
  app.http.get('/healthz', async () => ({ status: 'alive' }))

  app.http.get('/readyz', async (_, reply) => {
    try {
      await app.database.query('select 1')
      if (app.stopping) throw new Error('stopping')
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'not ready' })
    }
  })

  app.http.get('/metrics', async (_, reply) => {
    const text = await app.metrics.registry.metrics()
    return reply.type(app.metrics.registry.contentType).send(text)
  })
}
