import type { App } from './app.ts'
import { standingConnection } from './standing-connection.ts'

/**
 * Calls `onNews` for each notification on a channel, and once after every reconnect, since what came in between is
 * lost. Returns what ends it.
 */
export function listen(app: App, channel: string, onNews: () => void): Promise<() => Promise<void>> {
  return standingConnection(app.database.directUrl, async (client) => {
    client.on('notification', onNews)
    await client.query(`listen ${channel}`)
    onNews()
  })
}
