import { z } from 'zod'
import type { Settings, SettingsState } from '../../contract/settings.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Tx } from '../platform/index.ts'
import { findUsers } from './people.ts'
import { type Stored, saveSettings, withDefaults } from './settings.ts'
import { lockSettings, selectSettings, selectStates } from './settings-store.ts'

/** Every state there was, newest first, with what it changed. */
export async function listSettingsHistory(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: SettingsState[]; next?: string }> {
  const [before] = decodeCursor(cursor, z.tuple([z.number()])) ?? [2 ** 31 - 1]
  // One more than shown: what the last one changed is told by the state before it.
  const rows = await selectStates(ctx.db, before, limit + 1)
  const people = await findUsers(
    ctx.db,
    rows.map(({ changedBy }) => changedBy),
  )
  const shown = rows.slice(0, limit)
  const items = shown.map((row, index) => ({
    version: row.version,
    at: row.changedAt.toISOString(),
    by: { id: row.changedBy, name: people.get(row.changedBy)?.name ?? 'Quoin' },
    changes: changesBetween(rows[index + 1]?.settings ?? {}, row.settings),
  }))
  const last = shown.at(-1)
  return rows.length > limit && last ? { items, next: encodeCursor([last.version]) } : { items }
}

/** Brings a state back as the next one; 0 is that of delivery. */
export async function restoreSettings(
  tx: Tx,
  version: number,
  check: (version: number) => void,
): Promise<Settings & { version: number }> {
  await lockSettings(tx)
  const now = await selectSettings(tx)
  check(now.version)
  const [wanted] = version === 0 ? [{ settings: {} }] : await selectStates(tx, version + 1, 1)
  if (!wanted || ('version' in wanted && wanted.version !== version))
    throw new DomainError('reference.not-found', { kind: 'state of the settings', code: String(version) })
  return saveSettings(tx, now.stored, now.version, wanted.settings)
}

function changesBetween(before: Stored, after: Stored): SettingsState['changes'] {
  const [from, to] = [flat(withDefaults(before)), flat(withDefaults(after))]
  return [...new Set([...from.keys(), ...to.keys()])]
    .sort()
    .filter((field) => from.get(field) !== to.get(field))
    .map((field) => ({ field, from: shortened(from.get(field)), to: shortened(to.get(field)) }))
}

function flat(settings: Settings): Map<string, string> {
  return new Map(
    Object.entries(settings).flatMap(([group, fields]) =>
      Object.entries(fields as object).map(([name, value]) => [`${group}.${name}`, String(value)] as const),
    ),
  )
}

/** A logo is told by that there is one. */
const shortened = (text: string | undefined) =>
  text !== undefined && text.length > 200 ? `${text.slice(0, 40)}…` : text
