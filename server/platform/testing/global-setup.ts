import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { withDirectConnection } from '../database.ts'
import { migrate } from '../migrate.ts'
import { type EmbeddedPostgres, startPostgres } from '../postgres/start-postgres.ts'
import { templateName } from './test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

const root = join(import.meta.dirname, '../../..')
type Opened = { server: EmbeddedPostgres; close: () => Promise<void> }

/**
 * One server for the whole run, without the care for durability, and one migrated database to copy. Runs of single
 * tests keep it, so that the demo company is not made anew each time; the whole suite (`npm test`) begins from nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, close } =
    process.env.TEST_DATABASES === 'fresh' ? await openFresh() : await openKept().catch(openFresh)
  await withDirectConnection(server.url('postgres'), async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
    for (const { datname } of rows) {
      if (datname.startsWith('test_')) await client.query(`drop database ${datname} with (force)`)
    }
    if (!rows.some(({ datname }) => datname === templateName))
      await client.query(`create database ${templateName}`)
  })
  await migrate(server.url(templateName))
  project.provide('postgresUrl', server.url('postgres'))
  return close
}

async function openFresh(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-test-'))
  const server = await startPostgres({ folder, durable: false })
  return {
    server,
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The folder of an earlier run, as long as neither the schema nor the demo company changed since. */
async function openKept(): Promise<Opened> {
  const hash = createHash('sha256')
  for (const file of globSync('{server/migrations,demo}/**/*.{sql,ts}', { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  const kept = join(root, 'node_modules/.cache/test-databases')
  const folder = join(kept, hash.digest('hex').slice(0, 16))
  const server = await startPostgres({ folder, durable: false })
  for (const other of globSync('*', { cwd: kept })) {
    if (join(kept, other) !== folder) rmSync(join(kept, other), { recursive: true, force: true })
  }
  return { server, close: () => server.stop() }
}
