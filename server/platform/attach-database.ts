import type { Logger } from 'pino'
import { grantToOther, workAsOwnRole } from './app-role.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase, withDirectConnection } from './database.ts'
import { unlock } from './keyring/data-keys.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres/start-postgres.ts'

/** The database the configuration names, or the embedded one: reachable, migrated, open. `close` leaves nothing behind. */
export async function attachDatabase(config: Config, log: Logger): Promise<Database> {
  const onError = (error: Error) => log.warn({ err: error }, 'An idle database connection broke')
  const pool = { poolSize: config.poolSize, namedStatements: config.namedStatements, onError }

  if (config.databaseUrl !== undefined) {
    const directUrl = config.directDatabaseUrl ?? config.databaseUrl
    await migrate(directUrl, (line) => log.info(line))
    await grantToOther(directUrl, config.databaseUrl)
    const database = openDatabase(config.databaseUrl, { ...pool, directUrl })
    await unlock(directUrl, config, database.keys)
    return database
  }

  const server = await startPostgres({
    folder: config.dataFolder,
    ownerUrl: config.publicUrl,
    log: (line) => log.debug({ part: 'postgres' }, line),
  })
  try {
    await ensureDatabase(server.url('postgres'), 'quoin')
    await migrate(server.url('quoin'), (line) => log.info(line))
    // Nobody stands between us and our own server: statements can have names.
    const url = await workAsOwnRole(server.url('quoin'))
    const database = openDatabase(url, { ...pool, namedStatements: true, directUrl: server.url('quoin') })
    await unlock(server.url('quoin'), config, database.keys)
    return {
      ...database,
      async close() {
        await database.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withDirectConnection(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${name}`)
  })
}
