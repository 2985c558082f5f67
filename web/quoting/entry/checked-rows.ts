import { readNumber } from '../values/read-number.ts'
import type { Found } from './look-up-codes.ts'
import { type PastedRow, parsePaste } from './paste.ts'

/** A row with what the catalog says of its code. */
export type CheckedRow = PastedRow & { name?: string; product?: string; configurable?: boolean }
/** What a person put right, by number of the row. */
export type Mended = Record<number, { code?: string; quantity?: string }>

/** A row with what the person put right in it. */
export function mend(row: PastedRow, mended: Mended[number] | undefined): PastedRow {
  if (!mended) return row
  const { code = row.code, quantity = row.quantity } = mended
  const again = parsePaste(`${code}\t${quantity}`).rows[0]
  if (!again) return { ...row, code: '', quantity: '', problem: 'There is no product code in this row.' }
  const { notes } = row
  const kept = { ...again, row: row.row, text: row.text, ...(notes && { notes }) }
  return quantity.trim() === '' ? { ...kept, quantity: '', problem: 'How many?' } : kept
}

/** What stands in the way of adding a row, once its code was looked up. */
export function checkRow(
  row: PastedRow,
  found: (Found & { code?: string }) | undefined,
  looking: boolean,
): CheckedRow {
  if (row.problem !== undefined) return row
  if (!found) return looking ? row : { ...row, problem: `“${row.code}” could not be looked up.` }
  if (found.kind === 'gone') return { ...row, problem: found.sentence }
  const read = readNumber(row.quantity)
  const decimals = read.kind === 'number' ? (read.value.split('.')[1]?.length ?? 0) : 0
  if (decimals > found.quantityDecimals) {
    const allowed =
      found.quantityDecimals === 0 ? 'in whole units' : `with up to ${found.quantityDecimals} decimals`
    return { ...row, problem: `${found.name} is sold ${allowed}.` }
  }
  return { ...row, name: found.name, product: found.code ?? row.code, configurable: found.configurable }
}
