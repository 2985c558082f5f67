import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { withDirectConnection } from './database.ts'
import { exitCodes, StartupError } from './domain-error.ts'
import { silentJobLogger } from './jobs/job-logger.ts'
import { jobPool } from './jobs/job-pool.ts'

type Migration = { number: number; name: string; text: string; online: boolean }

const folder = join(import.meta.dirname, '../migrations')
/** Any number, the same in every node: whoever holds it migrates. */
const migrationLock = 7_140_113

/**
 * Brings the database to the state this program needs, one file after the other; nodes that start at the same time wait for
 * the first. Refuses a database that a newer program has migrated. Returns the names of the files it ran.
 */
export async function migrate(directUrl: string, log: (line: string) => void = () => {}): Promise<string[]> {
  const migrations = readMigrations()
  return withDirectConnection(directUrl, async (client) => {
    await waitForLock(client)
    await client.query(
      'create table if not exists migrations (number integer primary key, name text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ number: number; name: string }>(
      'select number, name from migrations',
    )
    refuseNewer(rows, migrations)

    const applied = new Set(rows.map((row) => row.number))
    const missing = migrations.filter(({ number }) => !applied.has(number))
    await migrateJobs(directUrl)
    for (const migration of missing) {
      await apply(client, migration)
      log(`Migrated: ${migration.name}`)
    }
    return missing.map(({ name }) => name)
  })
}

/** `NNN-name.sql` in order of its number. "-- online" in the first line: outside a transaction, for indexes on busy tables. */
function readMigrations(): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return { number: Number.parseInt(file, 10), name: file, text, online: text.startsWith('-- online') }
    })
    .sort((a, b) => a.number - b.number)
  for (const [index, { number, name }] of migrations.entries()) {
    if (!number || number === migrations[index - 1]?.number)
      throw new Error(`${name} needs a number of its own`)
  }
  return migrations
}

/** Tries again and again rather than waiting in the server: a waiting statement would block an index built online. */
async function waitForLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
      migrationLock,
    ])
    if (rows[0]?.free) return
    await new Promise((done) => setTimeout(done, 100))
  }
}

function refuseNewer(applied: { number: number; name: string }[], known: Migration[]): void {
  const newest = applied
    .filter(({ number }) => !known.some((migration) => migration.number === number))
    .at(-1)
  if (!newest) return
  throw new StartupError(
    `The database is newer than this program: it holds "${newest.name}", which this program does not know. ` +
      'Start the newer program again, or restore a backup from before. Nothing was changed.',
    exitCodes.databaseNewer,
  )
}

async function apply(client: pg.Client, { number, name, text, online }: Migration): Promise<void> {
  try {
    if (!online) await client.query('begin')
    // Several statements sent at once share a transaction, so online ones go one by one.
    const steps = online ? text.split(/;\s*$/m).filter((step) => step.replace(/--.*$/gm, '').trim()) : [text]
    for (const step of steps) await client.query(step)
    await client.query('insert into migrations (number, name) values ($1, $2)', [number, name])
    if (!online) await client.query('commit')
  } catch (error) {
    if (!online) await client.query('rollback').catch(() => {})
    throw new StartupError(
      `The migration ${name} failed and was undone: ${(error as Error).message}`,
      exitCodes.migrationFailed,
    )
  }
}

/** The job queue brings its own tables. */
async function migrateJobs(directUrl: string): Promise<void> {
  const pool = jobPool(directUrl, 1, () => {})
  try {
    await runMigrations({ pgPool: pool, logger: silentJobLogger })
  } finally {
    await pool.end()
  }
}
