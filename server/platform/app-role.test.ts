import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attachDatabase } from './attach-database.ts'
import { loadConfig } from './config.ts'
import { makeLog } from './log.ts'

test('the program itself cannot change or remove audit entries, nor alter a table; rows it can write', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-role-'))
  const database = await attachDatabase(loadConfig({ QUOIN_DATA: folder }), makeLog('silent'))
  try {
    await database.query(
      `insert into audit_entries (id, at, actor_id, actor_name, via, action, subject_kind, subject_id)
       values ('aud_1', now(), 'usr_1', 'Somebody', 'system', 'test.written', 'test', 'x')`,
    )
    for (const text of [
      `update audit_entries set why = 'other'`,
      `update audit_entries set actor_name = 'Other' where id = 'aud_1'`,
      'delete from audit_entries',
      'truncate audit_entries',
      `update audit_base set position = 7`,
      'alter table audit_entries disable trigger all',
      'drop table audit_entries',
      'alter table users add column more text',
      'delete from migrations',
    ])
      await expect(database.query(text), text).rejects.toThrow(/permission denied|must be owner/)
    await database.query(`update audit_entries set position = 1, hash = '\\x00' where id = 'aud_1'`)
    await database.query(`select graphile_worker.add_job('test.nothing')`)
    expect(await database.query(`select current_setting('shared_preload_libraries')`)).toHaveLength(1)
    expect(await database.query(`select from audit_entries where position = 1`)).toHaveLength(1)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
