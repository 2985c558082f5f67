import { randomFillSync } from 'node:crypto'
import type { Id } from '../../contract/values.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const pool = Buffer.alloc(1024)
let used = pool.length

/** A fresh id such as "quo_06bqk3v5g1x8m2n4p7r9ta5c1d": 48 bits of time, so that new rows lie together, and 80 random. */
export function newId<Kind extends string>(kind: Kind): Id<Kind> {
  return `${kind}_${timePart(Date.now())}${randomPart()}`
}

function timePart(milliseconds: number): string {
  let rest = milliseconds
  let text = ''
  for (let place = 0; place < 10; place++) {
    text = letters.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** 16 letters of 5 bits. Random bytes are drawn in bulk: one call of the system serves 64 ids. */
function randomPart(): string {
  if (used + 16 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let text = ''
  for (let place = 0; place < 16; place++) text += letters.charAt(pool.readUInt8(used + place) & 31)
  used += 16
  return text
}
