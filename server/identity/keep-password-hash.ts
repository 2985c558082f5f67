import type { Tx } from '../platform/index.ts'
import { bcryptHash } from './passwords.ts'
import { savePassword } from './user-store.ts'

/** Gives a user the BCrypt hash another system made of their password. False when it is none that could be checked. */
export async function keepPasswordHash(tx: Tx, userId: string, hash: string): Promise<boolean> {
  if (!bcryptHash.test(hash)) return false
  await savePassword(tx, userId, hash)
  return true
}
