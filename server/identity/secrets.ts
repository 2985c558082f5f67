import { createHash } from 'node:crypto'

/** What is kept of a random secret of 256 bits: enough to know it again, nothing to guess it from. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
