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
  await tx.query('delete from settings where not $1::jsonb ? key', [json])
  await tx.query(
    'insert into settings_history (version, settings, changed_by, changed_at) values ($1, $2, $3, $4)',
    [version, json, tx.ctx.actor.id, tx.ctx.now],
  )
}

type StateRow = { version: number; settings: Stored; changedBy: string; changedAt: Date }

/** States up to a number, newest first, each with the one before it at hand in the next row. */
export function selectStates(db: Queries, before: number, limit: number): Promise<StateRow[]> {
  return db.query<StateRow>(
    `select version, settings, changed_by as "changedBy", changed_at as "changedAt" from settings_history
     where version < $1 order by version desc limit $2`,
    [before, limit],
  )
}
