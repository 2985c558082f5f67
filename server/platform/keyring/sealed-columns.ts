import type { App } from '../app.ts'
import type { Keyring, Place } from './keyring.ts'
import { openParts, type SecretParts, sealParts } from './seal-parts.ts'

type Stored = Record<string, unknown>

/** A column that holds sealed values: whoever keeps one says so, and it takes part in every rotation of keys. */
export type SealedColumn = {
  table: string
  /** Columns of the primary key. */
  key: readonly string[]
  column: string
  /** The row as the place of its envelope names it. */
  row(stored: Stored): string
  /** More columns `row` and `parts` look at. */
  also?: readonly string[]
  /** How it is stored: an envelope, an envelope as bytes, or an object of which parts are sealed. */
  form: 'text' | 'bytes' | { parts: SecretParts; type: 'json' | 'jsonb' }
  /** Rows that are read at once, where each is large. */
  atOnce?: number
  /** A column beside it with the sign of the value, and the value's spelling that is signed. */
  sign?: { column: string; spelling(text: string): string }
}

export function defineSealed(app: App, column: SealedColumn): void {
  app.sealed.push(column)
}

/** What a row's column (and its sign) should hold under the present key; nothing when it does already. */
export function resealed(keys: Keyring, sealed: SealedColumn, stored: Stored): unknown[] | undefined {
  const { table, column, form, sign } = sealed
  const value = stored[column]
  if (value === null || value === undefined) return undefined
  const place: Place = { table, column, row: sealed.row(stored) }
  if (form === 'text') {
    const text = String(value)
    if (!keys.isBehind(text)) return undefined
    const opened = keys.open(text, place)
    const signed = sign ? [keys.sign(sign.spelling(opened), { table, column })] : []
    return [keys.seal(opened, place), ...signed]
  }
  if (form === 'bytes') {
    const bytes = value as Buffer
    if (!keys.isBehind(bytes.subarray(0, 64).toString('latin1'))) return undefined
    return [Buffer.from(keys.sealBytes(openBytesOf(keys, bytes, place), place))]
  }
  const body = value as Stored
  if (typeof body.sealed === 'string' && !keys.isBehind(body.sealed)) return undefined
  const open = openParts(keys, body, place)
  const again = sealParts(keys, open, form.parts, place)
  return again === body ? undefined : [JSON.stringify(again)]
}

/** Bytes that may have been stored before they were sealed. */
export function openBytesOf(keys: Keyring, stored: Buffer, place: Place): Buffer {
  const isSealed = stored.subarray(0, 7).toString('latin1') === 'sealed:'
  return isSealed ? keys.openBytes(stored.toString('latin1'), place) : stored
}
