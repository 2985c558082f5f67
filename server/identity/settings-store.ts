import type { Queries, Tx } from '../platform/index.ts'
import type { Stored } from './settings.ts'

/** What was decided, by group, and the number of the last save (0 before the first). */
export async function selectSettings(db: Queries): Promise<{ stored: Stored; version: number }> {
  const rows = await db.query<{ stored: Stored; version: number }>(
    `select coalesce((select jsonb_object_agg(key, value) from settings), '{}') as stored,
       coalesce((select max(version) from settings_history), 0) as version`,
  )
  return rows[0] ?? { stored: {}, version: 0 }
}

/** Savers wait for each other; readers do not. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.query('lock table settings_history in share row exclusive mode')
}

export async function insertSettings(tx: Tx, stored: Stored, version: number): Promise<void> {
  const json = JSON.stringify(stored)
  await tx.query(
    `insert into settings (key, value) select key, value from jsonb_each($1::jsonb)
     on conflict (key) do update set value = excluded.value`,
    [json],
  )
  await tx.query(
    'insert into settings_history (version, settings, changed_by, changed_at) values ($1, $2, $3, $4)',
    [version, json, tx.ctx.actor.id, tx.ctx.now],
  )
}
