import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { withDirectConnection } from '../database.ts'

export const templateName = 'quoin_template'
const demoTemplateName = 'quoin_demo'

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A database of its own, as migrated; copying the files takes some 25 ms. */
export function copyTemplate(template: string = templateName): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  return onServer(async (query) => {
    await query(`create database ${name} template ${template} strategy file_copy`)
    return {
      url: urlOf(name),
      drop: () =>
        onServer(async (run) => {
          await run(`drop database if exists ${name} with (force)`)
        }),
    }
  })
}

/** Like `copyTemplate`, filled by `seed`: once in the whole run, then copied. */
export async function copySeeded(seed: (url: string) => Promise<void>): Promise<TestDatabase> {
  await onServer(async (query) => {
    await query('select pg_advisory_lock(1)') // several test files may come first at once
    const [found] = await query(`select 1 from pg_database where datname = '${demoTemplateName}'`)
    if (found) return
    const unfinished = `${demoTemplateName}_unfinished`
    await query(`drop database if exists ${unfinished} with (force)`)
    await query(`create database ${unfinished} template ${templateName} strategy file_copy`)
    await seed(urlOf(unfinished))
    await query(`alter database ${unfinished} rename to ${demoTemplateName}`)
  })
  return copyTemplate(demoTemplateName)
}

function onServer<Result>(
  work: (query: (text: string) => Promise<unknown[]>) => Promise<Result>,
): Promise<Result> {
  return withDirectConnection(inject('postgresUrl'), (client) =>
    work(async (text) => (await client.query<Record<string, unknown>>(text)).rows),
  )
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return url.href
}
