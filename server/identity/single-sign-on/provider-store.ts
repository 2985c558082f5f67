import type { Provider } from '../../../contract/single-sign-on.ts'
import { type App, defineSealed, type Queries, type Tx } from '../../platform/index.ts'

export type StoredProvider = Omit<Provider, 'hasSecret' | 'addresses'> & { secret: string | null }

const secretPlace = (row: string) => ({ table: 'identity_providers', column: 'secret', row })

export function sealProviders(app: App): void {
  defineSealed(app, {
    table: 'identity_providers',
    key: ['id'],
    column: 'secret',
    row: ({ id }) => String(id),
    form: 'text',
  })
}

export async function selectProviders(
  db: Queries,
  condition = 'true',
  values: readonly unknown[] = [],
): Promise<StoredProvider[]> {
  const rows = await db.query<StoredProvider>(
    `select id, version, code, name, enabled, settings, mapping, secret from identity_providers
     where ${condition} order by name, id`,
    values,
  )
  return rows.map((row) => ({ ...row, secret: row.secret && db.keys.open(row.secret, secretPlace(row.id)) }))
}

export async function saveProvider(tx: Tx, provider: StoredProvider): Promise<void> {
  const { id, version, code, name, enabled, settings, mapping, secret } = provider
  await tx.query(
    `insert into identity_providers (id, version, code, kind, name, enabled, settings, mapping, secret, created_at,
       updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
     on conflict (id) do update set version = $2, code = $3, kind = $4, name = $5, enabled = $6, settings = $7,
       mapping = $8, secret = $9, updated_at = $10`,
    [
      id,
      version,
      code,
      settings.kind,
      name,
      enabled,
      JSON.stringify(settings),
      JSON.stringify(mapping),
      secret && tx.keys.seal(secret, secretPlace(id)),
      tx.ctx.now,
    ],
  )
}

export async function removeProvider(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('delete from identity_providers where id = $1 returning id', [id])).length > 0
}
