import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SystemState } from '../../contract/system.ts'
import type { App, Context, Queries } from '../platform/index.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version?: string
}

/** How this node and the database are, now. */
export async function readSystem(app: App, ctx: Context, startedAt: Date): Promise<SystemState> {
  const { db } = ctx
  const { pool } = app.database
  const [about, waiting, failedJobs, slowRoutes, slowQueries, storage] = await Promise.all([
    aboutDatabase(db),
    countWaiting(db),
    listFailedJobs(db),
    slowRoutesOf(app),
    slowQueriesOf(db),
    storageOf(db),
  ])
  return {
    version: version ?? '0',
    node: process.versions.node,
    ...about,
    startedAt: startedAt.toISOString(),
    memoryBytes: process.memoryUsage().rss,
    connections: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    waiting,
    failedJobs,
    slowRoutes,
    ...(slowQueries && { slowQueries }),
    storage,
  }
}

async function aboutDatabase(db: Queries): Promise<{ database: string; schema: string }> {
  const [row] = await db.query<{ database: string; schema: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') as database,
       (select name from migrations order by number desc limit 1) as schema`,
  )
  return row ?? { database: '', schema: '' }
}

async function countWaiting(db: Queries): Promise<SystemState['waiting']> {
  const [row] = await db.query<Record<keyof SystemState['waiting'], string>>(
    `select
       (select count(*) from graphile_worker.jobs where run_at <= now() and attempts < max_attempts) as "jobsDue",
       (select count(*) from graphile_worker.jobs where attempts >= max_attempts) as "jobsGivenUp",
       (select count(*) from events where sequence is null) as "eventsUnnumbered",
       (select count(*) from event_retries) as "eventsRetried",
       (select count(*) from mails where status = 'WAITING') as mails,
       (select count(*) from audit_entries where position is null) as "auditUnsealed"`,
  )
  const counted = Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)])
  return Object.fromEntries(counted) as SystemState['waiting'] // the columns above
}

async function listFailedJobs(db: Queries): Promise<SystemState['failedJobs']> {
  const rows = await db.query<{
    id: string
    job: string
    attempts: number
    givenUp: boolean
    nextAt: Date
    error: string
  }>(
    `select id::text, task_identifier as job, attempts, attempts >= max_attempts as "givenUp", run_at as "nextAt",
       split_part(last_error, E'\\n', 1) as error
     from graphile_worker.jobs where last_error is not null order by attempts desc, id desc limit 20`,
  )
  return rows.map((row) => ({ ...row, nextAt: row.nextAt.toISOString(), error: row.error.slice(0, 300) }))
}

/** From the node's own measurements. */
async function slowRoutesOf(app: App): Promise<SystemState['slowRoutes']> {
  const { values } = await app.metrics.requests.get()
  const sums = new Map<string, { requests: number; seconds: number }>()
  for (const { metricName, labels, value } of values as ((typeof values)[number] & {
    metricName?: string
  })[]) {
    const route = `${labels.method} ${labels.route}`
    const sum = sums.get(route) ?? { requests: 0, seconds: 0 }
    if (metricName?.endsWith('_sum')) sum.seconds += value
    if (metricName?.endsWith('_count')) sum.requests += value
    sums.set(route, sum)
  }
  return [...sums]
    .filter(([route, { requests }]) => requests > 0 && !route.includes('/events'))
    .map(([route, { requests, seconds }]) => ({
      route,
      requests,
      meanMs: rounded((seconds / requests) * 1000),
      totalSeconds: rounded(seconds),
    }))
    .toSorted((a, b) => b.meanMs - a.meanMs)
    .slice(0, 15)
}

/** Where the extension that counts statements is there and may be read. */
async function slowQueriesOf(db: Queries): Promise<SystemState['slowQueries']> {
  const [there] = await db.query(
    `select 1 from pg_extension where extname = 'pg_stat_statements'
       and current_setting('shared_preload_libraries') like '%pg_stat_statements%'`,
  )
  if (!there) return undefined
  const rows = await db.query<{ query: string; calls: string; meanMs: number; totalSeconds: number }>(
    `select left(regexp_replace(query, '\\s+', ' ', 'g'), 300) as query, calls, mean_exec_time as "meanMs",
       total_exec_time / 1000 as "totalSeconds"
     from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
     order by mean_exec_time desc limit 15`,
  )
  return rows.map((row) => ({
    query: row.query,
    calls: Number(row.calls),
    meanMs: rounded(row.meanMs),
    totalSeconds: rounded(row.totalSeconds),
  }))
}

async function storageOf(db: Queries): Promise<SystemState['storage']> {
  const [[size], tables] = await Promise.all([
    db.query<{ bytes: string; hits: number | null }>(
      `select pg_database_size(current_database()) as bytes,
         blks_hit::float / nullif(blks_hit + blks_read, 0) as hits
       from pg_stat_database where datname = current_database()`,
    ),
    db.query<{ table: string; bytes: string; rows: string }>(
      `select relname as table, pg_total_relation_size(oid) as bytes, greatest(reltuples, 0)::bigint as rows
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       order by pg_total_relation_size(oid) desc limit 12`,
    ),
  ])
  return {
    databaseBytes: Number(size?.bytes ?? 0),
    ...(size?.hits != null && { cacheHits: size.hits }),
    tables: tables.map((row) => ({ ...row, bytes: Number(row.bytes), rows: Number(row.rows) })),
  }
}

const rounded = (value: number) => Math.round(value * 10) / 10
