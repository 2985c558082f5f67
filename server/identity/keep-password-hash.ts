import type { Tx } from '../platform/index.ts'
import { savePassword } from './user-store.ts'

/** Gives a user the hash another system made of their password; it is renewed when they next sign in. */
export function keepPasswordHash(tx: Tx, userId: string, hash: string): Promise<void> {
  return savePassword(tx, userId, hash)
}
