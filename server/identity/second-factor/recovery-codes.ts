import { createHash, randomBytes } from 'node:crypto'
import type { Queries, Tx } from '../../platform/index.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const howMany = 10

/** Ten new codes such as "7k3m-9qxa-w2c4-h8tn", of 80 random bits each; the ones before end. Only hashes are kept. */
export async function renewCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await tx.query('delete from recovery_codes where user_id = $1', [userId])
  await tx.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    codes.map(hashOf),
  ])
  return codes
}

/** Uses a code up; false when it is none, or was used. */
export async function useCode(tx: Tx, userId: string, code: string): Promise<boolean> {
  const rows = await tx.query(
    'update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null returning 1',
    [userId, hashOf(code), tx.ctx.now],
  )
  return rows.length > 0
}

export async function codesLeft(db: Queries, userId: string): Promise<number> {
  const rows = await db.query<{ count: number }>(
    'select count(*)::integer as count from recovery_codes where user_id = $1 and used_at is null',
    [userId],
  )
  return rows[0]?.count ?? 0
}

function newCode(): string {
  const text = [...randomBytes(16)].map((byte) => letters.charAt(byte & 31)).join('')
  return text.match(/.{4}/g)?.join('-') ?? text
}

function hashOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest()
}
