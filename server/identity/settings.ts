import { defaultSettings, type Settings, type SettingsChange } from '../../contract/settings.ts'
import { announce, type Queries, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { insertSettings, lockSettings, selectSettings } from './settings-store.ts'

/** All settings of the company, with the delivered value where nothing else was decided. */
export async function companySettings(db: Queries): Promise<Settings> {
  return withDefaults((await selectSettings(db)).stored)
}

/** The settings together with the number of their state. */
export async function versionedSettings(db: Queries): Promise<Settings & { version: number }> {
  const { stored, version } = await selectSettings(db)
  return { ...withDefaults(stored), version }
}

/** Changes some settings; `check` sees the state that is changed and may refuse. */
export async function changeSettings(
  tx: Tx,
  change: SettingsChange,
  check: (version: number) => void = () => {},
): Promise<Settings & { version: number }> {
  await lockSettings(tx)
  const { stored, version } = await selectSettings(tx)
  check(version)

  return saveSettings(tx, stored, version, merge(stored, change))
}

/** Makes a state the next one: written down, told, and part of the history. */
export async function saveSettings(
  tx: Tx,
  stored: Stored,
  version: number,
  next: Stored,
): Promise<Settings & { version: number }> {
  const before = withDefaults(stored)
  const after = withDefaults(next)
  await insertSettings(tx, next, version + 1)
  const changed = difference(before, after)
  record(tx, { action: 'settings.changed', subject: { kind: 'settings', id: 'company' }, ...changed })
  const groups = Object.keys(changed.after as object)
  announce(tx, 'settings.changed', 'company', { groups, version: version + 1 })
  return { ...after, version: version + 1 }
}

/** Only what was decided is stored, so that a better default of a later version reaches everybody else. */
export type Stored = Record<string, Record<string, unknown>>

export function merge(stored: Stored, change: SettingsChange): Stored {
  const next: Stored = { ...stored }
  for (const [group, fields] of Object.entries(change)) {
    const kept = Object.entries({ ...stored[group], ...fields })
    next[group] = Object.fromEntries(kept.filter(([, value]) => value !== null && value !== undefined))
  }
  return next
}

export function withDefaults(stored: Stored): Settings {
  const groups = Object.entries(defaultSettings).map(([group, fields]) => [
    group,
    { ...fields, ...stored[group] },
  ])
  return Object.fromEntries(groups) as Settings // each group was parsed when it was stored
}

/** The groups that differ, before and after. */
function difference(before: Settings, after: Settings): { before: unknown; after: unknown } {
  const differing = (Object.keys(after) as (keyof Settings)[]).filter(
    (group) => JSON.stringify(before[group]) !== JSON.stringify(after[group]),
  )
  const only = (settings: Settings) => Object.fromEntries(differing.map((group) => [group, settings[group]]))
  return { before: only(before), after: only(after) }
}
