import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Where a sealed value stands. It opens only there: moved to another row or column it is refused. */
export type Place = { table: string; column: string; row: string }

const prefix = 'sealed:'
const nonceBytes = 12
const tagBytes = 16

/** "sealed:KEY:…": nonce, ciphertext and tag of AES-256-GCM, bound to a place. */
export function sealUnder(id: string, key: Buffer, content: Buffer, place: Place): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(place))
  const sealed = Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
  return `${prefix}${id}:${sealed.toString('base64')}`
}

/** Opens an envelope, or throws when one bit of it, its key or its place is not right. */
export function openUnder(key: Buffer, envelope: string, place: Place): Buffer {
  const sealed = Buffer.from(envelope.slice(envelope.lastIndexOf(':') + 1), 'base64')
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(bound(place)).setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()])
}

/** The key an envelope names; none for what is no envelope. */
export function keyNamedBy(text: string): string | undefined {
  if (!text.startsWith(prefix)) return undefined
  const end = text.indexOf(':', prefix.length)
  return end < 0 ? undefined : text.slice(prefix.length, end)
}

const bound = ({ table, column, row }: Place) => Buffer.from(JSON.stringify([table, column, row]))
