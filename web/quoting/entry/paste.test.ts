import { describe, expect, it } from 'vitest'
import { looksLikeRows, parsePaste } from './paste.ts'

const plain = (text: string) =>
  parsePaste(text).rows.map(({ code, quantity, problem }) => [code, quantity, problem])

describe('rows pasted from a spreadsheet', () => {
  it('are codes and quantities', () => {
    expect(plain('WS-TOWER\t2\nCABLE-1\t10\n')).toEqual([
      ['WS-TOWER', '2', undefined],
      ['CABLE-1', '10', undefined],
    ])
  })

  it('may have the quantity first, names in between, or a heading that says which is which', () => {
    expect(plain('2\tWS-TOWER')).toEqual([['WS-TOWER', '2', undefined]])
    expect(plain('Menge\tBezeichnung\tArtikelnummer\n3\tTower\tWS-TOWER')).toEqual([
      ['WS-TOWER', '3', undefined],
    ])
    expect(parsePaste('Code\tQty\nA1\t1').header).toBe(true)
  })

  it('are one of each where no quantity stands', () => {
    expect(plain('WS-TOWER\nCABLE-1')).toEqual([
      ['WS-TOWER', '1', undefined],
      ['CABLE-1', '1', undefined],
    ])
  })

  it('keep the totals row out and say so', () => {
    expect(plain('WS-TOWER\t2\nTotal\t2')[1]?.[2]).toBe('This looks like a total, not like a product.')
  })

  it.each([
    'Total … 12,345.00',
    'Gesamtsumme\t\t12.345,00',
    'Zwischensumme:\t2',
    'Sub-total (EUR)\t9',
    '\tNet total\t12,345.00',
    'Total HT ........ 12 345,00',
  ])('see a sum in “%s”', (row) => {
    expect(plain(`WS-TOWER\tTower\t2\n${row}`)[1]?.[2]).toBe('This looks like a total, not like a product.')
  })

  it('keep a product in that has a sum in its name', () => {
    expect(plain('SEC-1\tTotal protection\t2\nTOTAL-CARE\tCare\t1')).toEqual([
      ['SEC-1', '2', undefined],
      ['TOTAL-CARE', '1', undefined],
    ])
  })

  it('are told apart by commas too, and by where the price stands', () => {
    expect(plain('MON-27,"Monitor, 27 inch",3\nMON-24,Monitor,2')).toEqual([
      ['MON-27', '3', undefined],
      ['MON-24', '2', undefined],
    ])
    expect(plain('MON-27\t299,00\t3\nMON-24\t199,50\t2').map(([, quantity]) => quantity)).toEqual(['3', '2'])
  })

  it('understand quantities of other countries and ask where they can mean two things', () => {
    expect(plain('WS-TOWER\t1.000,5')).toEqual([['WS-TOWER', '1000.5', undefined]])
    const [unclear] = parsePaste('WS-TOWER\t1.000').rows
    expect(unclear).toMatchObject({
      quantity: '1.000',
      problem: '1.000 could be 1 or 1000.',
      either: ['1', '1000'],
    })
  })

  it('name what stands in the way, row by row', () => {
    const rows = parsePaste(`WS-TOWER\tmany\n\nCABLE 1\t3\nA2\t0\nA3\t-2\nA4\t${'9'.repeat(40)}`).rows
    expect(rows.map((row) => row.problem)).toEqual([
      '“many” is not a quantity.',
      '“CABLE 1” is not a product code.',
      'The quantity 0 cannot be sold.',
      'The quantity -2 cannot be sold.',
      'That is more than can be sold.',
    ])
    expect(rows.map((row) => row.row)).toEqual([1, 3, 4, 5, 6])
  })

  it('are told from a single value for the cell at hand', () => {
    expect(looksLikeRows('12')).toBe(false)
    expect(looksLikeRows('12\n')).toBe(false)
    expect(looksLikeRows('A\t1')).toBe(true)
  })
})
