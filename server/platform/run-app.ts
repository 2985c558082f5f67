import type { App } from './app.ts'
import { runEvents } from './events/run-events.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { portRefusal } from './port.ts'

/**
 * Starts what the node's role asks for, and listens. Returns what stops it: no new requests first, then the work under
 * way, then the modules; the database stays open for whoever opened it.
 */
export async function runApp(app: App): Promise<() => Promise<void>> {
  const { role } = app.config
  const works = role !== 'web'
  const stopEvents = await runEvents(app, { deliver: works })
  const stopJobs = works ? await runJobs(app) : async () => {}
  const stop = async () => {
    app.stopping = true
    await app.http.close()
    await stopJobs()
    await stopEvents()
    for (const close of app.closers) await close()
  }
  try {
    // A worker listens too, for its health and its metrics.
    await app.http.listen({ port: app.config.port, host: app.config.host })
    return stop
  } catch (error) {
    await stop()
    throw portRefusal(error, app.config)
  }
}
