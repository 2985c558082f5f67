import type { SecondFactor } from '../../../contract/second-factor.ts'
import { type App, defineSealed, type Queries, type Tx } from '../../platform/index.ts'

export function sealSecrets(app: App): void {
  defineSealed(app, {
    table: 'second_factors',
    key: ['id'],
    column: 'secret',
    row: ({ id }) => String(id),
    form: 'text',
  })
}

/** Where the shared secret of an authenticator app lies sealed. */
export const secretPlace = (row: string) => ({ table: 'second_factors', column: 'secret', row })

type Row = Omit<SecondFactor, 'createdAt' | 'lastUsedAt'> & { createdAt: Date; lastUsedAt: Date | null }

/** The factors of a person that count. */
export async function selectFactors(db: Queries, userId: string): Promise<SecondFactor[]> {
  const rows = await db.query<Row>(
    `select id, kind, name, created_at as "createdAt", last_used_at as "lastUsedAt" from second_factors
     where user_id = $1 and confirmed_at is not null order by created_at`,
    [userId],
  )
  return rows.map(({ lastUsedAt, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
  }))
}

export type Totp = { id: string; secret: string; confirmed: boolean }

/** The authenticator apps of a person, with their secrets opened; `id` for one that is being set up. */
export async function selectTotps(db: Queries, userId: string, id?: string): Promise<Totp[]> {
  const rows = await db.query<Totp>(
    `select id, secret, confirmed_at is not null as confirmed from second_factors
     where user_id = $1 and kind = 'totp' and (id = $2 or ($2::text is null and confirmed_at is not null))`,
    [userId, id ?? null],
  )
  return rows.map((row) => ({ ...row, secret: db.keys.open(row.secret, secretPlace(row.id)) }))
}

export async function insertTotp(tx: Tx, id: string, userId: string, secret: string): Promise<void> {
  await tx.query(`delete from second_factors where user_id = $1 and kind = 'totp' and confirmed_at is null`, [
    userId,
  ])
  await tx.query(
    `insert into second_factors (id, user_id, kind, name, created_at, secret)
     values ($1, $2, 'totp', 'Authenticator app', $3, $4)`,
    [id, userId, tx.ctx.now, tx.keys.seal(secret, secretPlace(id))],
  )
}

/** Takes the code of a period, once: false when one of it, or a later one, was taken before. */
export async function takeStep(tx: Tx, id: string, step: number, name?: string): Promise<boolean> {
  const rows = await tx.query(
    `update second_factors set last_step = $2, last_used_at = $3, confirmed_at = coalesce(confirmed_at, $3),
       name = coalesce($4, name)
     where id = $1 and (last_step is null or last_step < $2) returning id`,
    [id, step, tx.ctx.now, name ?? null],
  )
  return rows.length > 0
}

export type Passkey = {
  id: string
  credentialId: string
  publicKey: Buffer
  counter: string
  transports: string[]
}

export function selectPasskeys(db: Queries, userId: string): Promise<Passkey[]> {
  return db.query<Passkey>(
    `select id, credential_id as "credentialId", public_key as "publicKey", counter::text, transports
     from second_factors where user_id = $1 and kind = 'passkey'`,
    [userId],
  )
}

export async function insertPasskey(
  tx: Tx,
  userId: string,
  passkey: {
    id: string
    name: string
    credentialId: string
    publicKey: Uint8Array
    counter: number
    transports: string[]
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into second_factors (id, user_id, kind, name, created_at, confirmed_at, credential_id, public_key, counter,
       transports)
     values ($1, $2, 'passkey', $3, $4, $4, $5, $6, $7, $8)
     on conflict (credential_id) where credential_id is not null do nothing returning id`,
    [
      passkey.id,
      userId,
      passkey.name,
      tx.ctx.now,
      passkey.credentialId,
      Buffer.from(passkey.publicKey),
      passkey.counter,
      passkey.transports,
    ],
  )
  return rows.length > 0
}

/** Notes the use of a passkey; false when its counter went back, as that of a copy would. */
export async function countPasskey(tx: Tx, id: string, counter: number): Promise<boolean> {
  const rows = await tx.query(
    `update second_factors set counter = $2, last_used_at = $3
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
    [id, counter, tx.ctx.now],
  )
  return rows.length > 0
}

/** Removes one factor, or all; with the last one go the recovery codes. */
export async function removeFactors(tx: Tx, userId: string, id?: string): Promise<number> {
  const rows = await tx.query(
    'delete from second_factors where user_id = $1 and ($2::text is null or id = $2) returning id',
    [userId, id ?? null],
  )
  await tx.query(
    `delete from recovery_codes where user_id = $1
       and not exists (select 1 from second_factors where user_id = $1 and confirmed_at is not null)`,
    [userId],
  )
  await tx.query('delete from sign_in_tickets where user_id = $1', [userId])
  return rows.length
}
