import { randomInt } from 'node:crypto'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number such as QT-2026-7K3M9QXA; the eight letters are random and cannot be mistaken for one another. */
export function quoteNumber(prefix: string, now: Date): string {
  let text = ''
  for (let place = 0; place < 8; place++) text += letters.charAt(randomInt(32))
  return `${prefix}-${now.getUTCFullYear()}-${text}`
}
