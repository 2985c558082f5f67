import { describe, expect, it } from 'vitest'
import { checkRow, mend } from './checked-rows.ts'
import { type PastedRow, parsePaste } from './paste.ts'

const row = (text: string): PastedRow => {
  const [read] = parsePaste(text).rows
  if (!read) throw new Error(`Nothing in ${text}`)
  return read
}
const monitor = { kind: 'found', name: 'Monitor', quantityDecimals: 0, configurable: false } as const

describe('a pasted row that is put right', () => {
  it('keeps its quantity where only the code was wrong, and the other way round', () => {
    expect(mend(row('MON 24\t3'), { code: 'MON-24' })).toMatchObject({ code: 'MON-24', quantity: '3' })
    expect(mend(row('MON-24\tmany'), { quantity: '5' })).toMatchObject({ code: 'MON-24', quantity: '5' })
  })

  it('is not sold once because its quantity is unclear or empty', () => {
    expect(mend(row('MON 24\t1.000'), { code: 'MON-24' }).problem).toBe('1.000 could be 1 or 1000.')
    expect(mend(row('MON-24\tmany'), { quantity: '' }).problem).toBe('How many?')
  })

  it('is told what the catalog says of it', () => {
    expect(checkRow(row('MON-24\t1.5'), monitor, false).problem).toBe('Monitor is sold in whole units.')
    expect(checkRow(row('MON-24\t2'), { kind: 'gone', sentence: 'Gone.' }, false).problem).toBe('Gone.')
    expect(checkRow(row('MON-24\t2'), undefined, false).problem).toBe('“MON-24” could not be looked up.')
    expect(checkRow(row('MON-24\t2'), monitor, false)).toMatchObject({ name: 'Monitor', product: 'MON-24' })
  })
})
