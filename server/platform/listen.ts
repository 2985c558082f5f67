import pg from 'pg'
import type { App } from './app.ts'

const retryMs = 1000

/**
 * Calls `onNews` for each notification on a channel, and once after every reconnect, since what came in between is
 * lost. Uses a connection of its own around any pooler. Returns what ends it.
 */
export async function listen(app: App, channel: string, onNews: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: app.database.directUrl, keepAlive: true })
    client = fresh
    fresh.on('notification', onNews)
    fresh.on('error', () => reconnect(fresh))
    fresh.on('end', () => reconnect(fresh))
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      onNews()
    } catch {
      reconnect(fresh)
    }
  }

  function reconnect(broken: pg.Client): void {
    if (stopped || client !== broken) return
    client = undefined
    broken.end().catch(() => {})
    retry = setTimeout(() => void connect(), retryMs)
  }

  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end()
  }
}
