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

  it('understand quantities of other countries and ask where they can mean two things', () => {
    expect(plain('WS-TOWER\t1.000,5')).toEqual([['WS-TOWER', '1000.5', undefined]])
    expect(plain('WS-TOWER\t1.000')[0]?.[2]).toBe('1.000 could be 1 or 1000.')
  })

  it('name what stands in the way, row by row', () => {
    const rows = parsePaste('WS-TOWER\tmany\n\nCABLE 1\t3\nA2\t0\nA3\t-2').rows
    expect(rows.map((row) => row.problem)).toEqual([
      '“many” is not a quantity.',
      '“CABLE 1” is not a product code.',
      'The quantity 0 cannot be sold.',
      'The quantity -2 cannot be sold.',
    ])
    expect(rows.map((row) => row.row)).toEqual([1, 3, 4, 5])
  })

  it('are told from a single value for the cell at hand', () => {
    expect(looksLikeRows('12')).toBe(false)
    expect(looksLikeRows('12\n')).toBe(false)
    expect(looksLikeRows('A\t1')).toBe(true)
  })
})
