import { parseCronItems, run, runOnce, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { App } from '../app.ts'
import { systemContext } from '../make-context.ts'
import { jobLogger } from './job-logger.ts'
import { jobPool } from './job-pool.ts'
import { lifeSign, releaseOrphansRegularly } from './orphaned-jobs.ts'

/** Works off the queue on this node until the returned function is called; that waits for jobs under way. */
export async function runJobs(app: App): Promise<() => Promise<void>> {
  const pool = workerPool(app)
  const life = lifeSign(app)
  const runner = await run({
    preset: life.preset,
    pgPool: pool,
    concurrency: app.config.workerConcurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    noPreparedStatements: true,
    logger: jobLogger(app.log),
    taskList: tasks(app),
    parsedCronItems: parseCronItems(
      app.jobs.crons.map(({ name, pattern }) => ({ task: name, match: pattern, identifier: name })),
    ),
  })
  const stopReleasing = await releaseOrphansRegularly(app)
  return async () => {
    await stopReleasing()
    await runner.stop()
    await life.end()
    pool.removeAllListeners('error')
    pool.on('error', () => {}) // what breaks from here on was to be closed
    await pool.end()
  }
}

/** Works off what is due now, and returns. For tests. */
export async function runDueJobs(app: App): Promise<void> {
  const pool = workerPool(app)
  try {
    await runOnce({
      pgPool: pool,
      noPreparedStatements: true,
      logger: jobLogger(app.log),
      taskList: tasks(app),
    })
  } finally {
    await pool.end()
  }
}

function workerPool(app: App): pg.Pool {
  return jobPool(app.database.directUrl, app.config.workerConcurrency + 2, (error) =>
    app.log.warn({ err: error }, 'A connection of the job queue broke'),
  )
}

function tasks(app: App): TaskList {
  const list: TaskList = {}
  for (const [name, handler] of app.jobs.handlers) {
    list[name] = async (payload, { job }) => {
      const ctx = systemContext(app, `job-${job.id}-${job.attempts}`)
      try {
        await handler(ctx, payload)
        app.metrics.jobs.inc({ job: name, outcome: 'done' })
      } catch (error) {
        app.metrics.jobs.inc({ job: name, outcome: 'failed' })
        app.log.error({ err: error, job: name, requestId: ctx.requestId }, 'A job failed; it is tried again')
        throw error
      }
    }
  }
  return list
}
