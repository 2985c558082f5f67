import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database.ts'

export type Metrics = {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  jobs: Counter<'job' | 'outcome'>
}

/** What operators watch: requests by route, event loop and memory, connections, jobs and events that wait. */
export function makeMetrics(database: Database): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const { pool } = database
  const connections = new Gauge({
    name: 'quoin_database_connections',
    help: 'Connections of this node by state; "waiting" counts requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'total' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  void connections
  const waiting = new Gauge({
    name: 'quoin_waiting',
    help: 'Jobs due, jobs given up, events without a sequence, events whose handler failed',
    labelNames: ['what'],
    registers,
    async collect() {
      for (const [what, count] of Object.entries(await countWaiting(database)))
        this.set({ what }, Number(count))
    },
  })
  void waiting

  return {
    registry,
    requests: new Histogram({
      name: 'quoin_http_request_seconds',
      help: 'Duration of requests by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    jobs: new Counter({
      name: 'quoin_jobs_total',
      help: 'Jobs run on this node',
      labelNames: ['job', 'outcome'],
      registers,
    }),
  }
}

async function countWaiting(database: Database): Promise<Record<string, string>> {
  const [row] = await database.query<Record<string, string>>(`
    select
      (select count(*) from graphile_worker.jobs where run_at <= now() and attempts < max_attempts) as jobs_due,
      (select count(*) from graphile_worker.jobs where attempts >= max_attempts) as jobs_given_up,
      (select count(*) from events where sequence is null) as events_unnumbered,
      (select count(*) from event_retries) as events_retried`)
  return row ?? {}
}
