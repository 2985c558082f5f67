import type { App } from '../app.ts'
import type { Queries } from '../context.ts'
import { standingConnection } from '../standing-connection.ts'

const lookEveryMs = 5000

/**
 * Shows all nodes that a worker is alive: before it takes its first job it holds a lock of its own name, and does for as long
 * as its session lasts, which ends with the process, however that ends. No clock is asked, so none can be wrong.
 */
export function lifeSign(app: App): { preset: GraphileConfig.Preset; end: () => Promise<void> } {
  let session: Promise<() => Promise<void>> | undefined
  const begin = (worker: string) =>
    standingConnection(app.database.directUrl, async (client) => {
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [worker])
    })
  const plugin: GraphileConfig.Plugin = {
    name: 'life-sign',
    version: '1',
    worker: {
      hooks: {
        async startWorker(_, { worker }) {
          session ??= begin(worker.workerPool.id)
          await session
        },
      },
    },
  }
  return {
    preset: { plugins: [plugin] },
    end: async () => (await session)?.(),
  }
}

/** Looks for jobs of dead workers now and every few seconds, until the returned function is called. */
export async function releaseOrphansRegularly(app: App): Promise<() => Promise<void>> {
  let looking = look()
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, lookEveryMs)
  await looking
  return async () => {
    clearInterval(timer)
    await looking
  }

  async function look(): Promise<void> {
    try {
      const workers = await releaseOrphans(app.database)
      if (workers.length > 0) app.log.warn({ workers }, 'Jobs of workers that are gone are taken up again')
    } catch (error) {
      app.log.warn({ err: error }, 'Jobs of workers that may be gone wait for the database')
    }
  }
}

/**
 * Gives back to the queue what dead workers had taken, of every kind; the queue itself would keep it for hours. Answers
 * the workers it found dead.
 */
export async function releaseOrphans(db: Queries): Promise<string[]> {
  const [found] = await db.query<{ workers: string[] | null }>(
    `select array_agg(worker) as workers from (
       select locked_by as worker from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null) as busy
     where not exists (
       select from pg_locks where locktype = 'advisory' and objsubid = 1
         and database = (select oid from pg_database where datname = current_database())
         and (classid::bigint << 32) | objid::bigint = hashtextextended(worker, 0))`,
  )
  const workers = found?.workers ?? []
  if (workers.length > 0) await db.query('select graphile_worker.force_unlock_workers($1)', [workers])
  return workers
}
