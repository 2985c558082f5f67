import type { App } from '../platform/index.ts'

type Client = { query: (...given: unknown[]) => unknown }

/**
 * From now on every transaction of this node is taken back where it would be committed, while whoever asked believes
 * it went through: each call of a test meets the same things as the one before it. Returns what ends it.
 */
export function dryRun(app: App): () => void {
  const { pool } = app.database
  let dry = true
  const seen = new WeakSet<object>()
  pool.on('connect', (client) => soften(client as unknown as Client))
  pool.on('acquire', (client) => soften(client as unknown as Client))

  function soften(client: Client): void {
    if (seen.has(client)) return
    seen.add(client)
    const ask = client.query.bind(client)
    client.query = (...given) =>
      dry && given[0] === 'commit'
        ? (ask('rollback') as Promise<object>).then((result) => ({ ...result, command: 'COMMIT' }))
        : ask(...given)
  }
  return () => {
    dry = false
  }
}
