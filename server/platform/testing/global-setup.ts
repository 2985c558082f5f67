import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { withDirectConnection } from '../database.ts'
import { migrate } from '../migrate.ts'
import { startPostgres } from '../postgres/start-postgres.ts'
import { templateName } from './test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One server for the whole run, without the care for durability, and one migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-test-'))
  const server = await startPostgres({ folder, durable: false })
  await withDirectConnection(server.url('postgres'), (client) =>
    client.query(`create database ${templateName}`),
  )
  await migrate(server.url(templateName))
  project.provide('postgresUrl', server.url('postgres'))
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
