import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { systemContext } from '../make-context.ts'
import { startTestServer, type TestServer } from '../testing.ts'
import { defineJob, enqueue, type Job } from './jobs.ts'
import { releaseOrphans } from './orphaned-jobs.ts'
import { runJobs } from './run-jobs.ts'

const long: Job<{ number: number }> = { name: 'test.long', payload: z.object({ number: z.number() }) }
const short: Job<{ number: number }> = { name: 'test.short', payload: z.object({ number: z.number() }) }

let server: TestServer
let stop: () => Promise<void>
let done: string[]
let finishLong: () => void
beforeEach(async () => {
  done = []
  const finished = new Promise<void>((resolve) => {
    finishLong = resolve
  })
  server = await startTestServer({
    bare: true,
    register(app) {
      defineJob(app, long, async (_, { number }) => {
        done.push(`long ${number} begun`)
        await finished
      })
      defineJob(app, short, async (_, { number }) => void done.push(`short ${number}`))
    },
  })
})
afterEach(async () => {
  finishLong()
  await stop()
  await server.close()
})

const put = (job: Job<{ number: number }>, number: number) =>
  systemContext(server.app).transaction(async (tx) => enqueue(tx, job, { number }))
/** As if a worker had taken everything that waits and died. */
const takeAll = (worker: string) =>
  server.app.database.query(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where locked_by is null',
    [worker],
  )

it('takes up the jobs of a dead worker when a node starts, whatever their kind', async () => {
  await put(long, 1)
  await put(short, 2)
  await takeAll('pool-gone')
  stop = await runJobs(server.app)
  await vi.waitFor(() => expect(done.toSorted()).toEqual(['long 1 begun', 'short 2']), 5000)
})

it('leaves alone what a living worker is at, while jobs of a dead one go on', async () => {
  stop = await runJobs(server.app)
  await put(long, 1)
  await vi.waitFor(() => expect(done).toEqual(['long 1 begun']), 5000)
  await systemContext(server.app).transaction(async (tx) => {
    enqueue(tx, short, { number: 2 }, { runAt: new Date(Date.now() + 60_000) })
  })
  await takeAll('pool-gone')
  await server.app.database.query(
    `update graphile_worker._private_jobs set run_at = now() where locked_by = 'pool-gone'`,
  )
  expect(await releaseOrphans(server.app.database)).toEqual(['pool-gone'])
  expect(await releaseOrphans(server.app.database)).toEqual([])
  await vi.waitFor(() => expect(done).toEqual(['long 1 begun', 'short 2']), 5000)
})

it('knows a worker as alive again after its connection broke', async () => {
  stop = await runJobs(server.app)
  await put(long, 1)
  await vi.waitFor(() => expect(done).toEqual(['long 1 begun']), 5000)
  const held = () =>
    server.app.database.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
  const [before] = await held()
  await server.app.database.query('select pg_terminate_backend($1)', [before?.pid])
  await vi.waitFor(async () => {
    const [after] = await held()
    expect(after?.pid).toBeDefined()
    expect(after?.pid).not.toBe(before?.pid)
  }, 5000)
  expect(await releaseOrphans(server.app.database)).toEqual([])
})
