import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import {
  type App,
  defineSealed,
  newId,
  openParts,
  type Queries,
  sealParts,
  type Tx,
} from '../platform/index.ts'

/** The one algorithm tokens are signed with; a token that names another is refused before anything else is looked at. */
export const algorithm = 'EdDSA'

type KeyRow = { id: string; publicKey: JWK; privateKey: JWK; createdAt: Date }
export type SigningKey = { id: string; privateKey: CryptoKey; createdAt: Date }

const columns = 'id, public_key as "publicKey", private_key as "privateKey", created_at as "createdAt"'

/** What makes a key private; it lies sealed. */
const secretPart = { fields: ['d'] }
const placeOf = (id: string) => ({ table: 'signing_keys', column: 'private_key', row: id })

export function sealSigningKeys(app: App): void {
  const form = { parts: secretPart, type: 'jsonb' } as const
  defineSealed(app, {
    table: 'signing_keys',
    key: ['id'],
    column: 'private_key',
    row: ({ id }) => String(id),
    form,
  })
}

export async function findCurrentKey(db: Queries): Promise<SigningKey | undefined> {
  const rows = await db.query<KeyRow>(`select ${columns} from signing_keys where retired_at is null`)
  const [row] = rows
  return row && { ...row, privateKey: await imported(openParts(db.keys, row.privateKey, placeOf(row.id))) }
}

/** The public half of a key; retired ones count until the last token they signed has expired. */
export async function findPublicKey(db: Queries, id: string): Promise<CryptoKey | undefined> {
  const rows = await db.query<KeyRow>(`select ${columns} from signing_keys where id = $1`, [id])
  return rows[0] && (await imported(rows[0].publicKey))
}

/** Makes a key and retires the one before. `because` is the age that asks for it; a younger one stays. */
export async function renewSigningKey(tx: Tx, olderThan: Date): Promise<void> {
  await tx.query('lock table signing_keys in share row exclusive mode')
  const current = await findCurrentKey(tx)
  if (current && current.createdAt >= olderThan) return

  const { publicKey, privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
  await tx.query('update signing_keys set retired_at = $1 where retired_at is null', [tx.ctx.now])
  const id = newId('key')
  const sealed = sealParts(tx.keys, await exportJWK(privateKey), secretPart, placeOf(id))
  await tx.query(
    `insert into signing_keys (id, algorithm, public_key, private_key, created_at) values ($1, $2, $3, $4, $5)`,
    [id, algorithm, await exportJWK(publicKey), sealed, tx.ctx.now],
  )
}

export async function deleteOldKeys(tx: Tx, retiredBefore: Date): Promise<void> {
  await tx.query('delete from signing_keys where retired_at < $1', [retiredBefore])
}

async function imported(key: JWK): Promise<CryptoKey> {
  return (await importJWK(key, algorithm)) as CryptoKey // a public or private key, never a shared secret
}
