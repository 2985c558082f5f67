import { type App, defineSealed, type Queries, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'

/** Secrets that belong to settings, such as the password for the mail server. */
export type SettingsSecret = 'mail.password'

const placeOf = (key: string) => ({ table: 'settings_secrets', column: 'value', row: key })

export function sealSettingsSecrets(app: App): void {
  defineSealed(app, {
    table: 'settings_secrets',
    key: ['key'],
    column: 'value',
    row: ({ key }) => String(key),
    form: 'text',
  })
}

export async function settingsSecret(db: Queries, key: SettingsSecret): Promise<string | undefined> {
  const [row] = await db.query<{ value: string }>('select value from settings_secrets where key = $1', [key])
  return row && db.keys.open(row.value, placeOf(key))
}

/** Keeps a secret in place of the one before; without one it is forgotten. */
export async function saveSettingsSecret(tx: Tx, key: SettingsSecret, secret: string | null): Promise<void> {
  if (secret === null) await tx.query('delete from settings_secrets where key = $1', [key])
  else
    await tx.query(
      `insert into settings_secrets (key, value, changed_by, changed_at) values ($1, $2, $3, $4)
       on conflict (key) do update set value = $2, changed_by = $3, changed_at = $4`,
      [key, tx.keys.seal(secret, placeOf(key)), tx.ctx.actor.id, tx.ctx.now],
    )
  record(tx, {
    action: 'settings.changed',
    subject: { kind: 'settings', id: key },
    why: secret === null ? 'the secret was forgotten' : 'another secret was set',
  })
}
