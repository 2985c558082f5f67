import { afterEach, beforeEach, expect, test } from 'vitest'
import { withDirectConnection } from './database.ts'
import { exitCodes } from './domain-error.ts'
import { migrate } from './migrate.ts'
import { copyTemplate, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await copyTemplate('template0')
})
afterEach(() => database.drop())

const ask = <Row extends object>(text: string) =>
  withDirectConnection(database.url, async (client) => (await client.query<Row>(text)).rows)

test('three nodes that start at once migrate an empty database one time', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url)))
  expect(runs.filter((names) => names.length > 0)).toHaveLength(1)
  const rows = await ask<{ name: string }>('select name from migrations order by number')
  expect(rows[0]?.name).toBe('001-platform.sql')
  expect(await migrate(database.url)).toEqual([])
})

test('a database that a newer program has migrated is refused and left as it is', async () => {
  await migrate(database.url)
  await ask(`insert into migrations (number, name) values (999, '999-of-tomorrow.sql')`)
  await expect(migrate(database.url)).rejects.toMatchObject({
    exitCode: exitCodes.databaseNewer,
    message: expect.stringContaining('999-of-tomorrow.sql') as string,
  })
})

test('a migration that fails is undone, and what came before it stays', async () => {
  await ask('create table event_sequence (taken boolean)')
  await expect(migrate(database.url)).rejects.toMatchObject({ exitCode: exitCodes.migrationFailed })
  expect(await ask(`select from pg_tables where tablename = 'idempotency_keys'`)).toEqual([])
  await ask('drop table event_sequence')
  expect((await migrate(database.url))[0]).toBe('001-platform.sql')
})

test('a database out of reach is said to be so', async () => {
  const url = new URL(database.url)
  url.port = '1'
  await expect(migrate(url.href)).rejects.toMatchObject({
    exitCode: exitCodes.databaseUnreachable,
    message: expect.stringContaining('cannot be reached') as string,
  })
})
