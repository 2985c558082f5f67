import { expect, it } from 'vitest'
import { fromSheet, toSheet } from './quote-sheet.ts'
import type { Quote } from './quotes.ts'

const line = (fields: object, position: number) => ({ position, optional: false, taxes: [], ...fields })
const quoteOf = (...lines: object[]) => ({ number: 'QT-1', lines: lines.map(line) }) as unknown as Quote

it.each([
  ['no line', quoteOf()],
  ['one line', quoteOf({ id: 'a', quantity: '1' })],
  ['lines that differ', quoteOf({ id: 'a', quantity: '1' }, { id: 'b', quantity: '2' })],
  [
    'lines alike',
    quoteOf({ id: 'a', quantity: '1' }, { id: 'b', quantity: '1' }, { id: 'c', quantity: '2' }),
  ],
  ['fields some lines lack', quoteOf({ id: 'a', notes: 'x' }, { id: 'b' }, { id: 'c', notes: 'y' })],
  ['a field only the second has', quoteOf({ id: 'a' }, { id: 'b', notes: 'x' })],
  [
    'values that hold others',
    quoteOf({ id: 'a', taxes: [{ rate: '19' }] }, { id: 'b', taxes: [{ rate: '19' }] }),
  ],
])('a quote with %s is the same after going through columns', (_, quote) => {
  expect(fromSheet(JSON.parse(JSON.stringify(toSheet(quote))))).toEqual(quote)
})

it('what lines share is sent once', () => {
  const lines = Array.from({ length: 1000 }, (_, at) => ({ id: `lin_${at}`, productName: 'Monitor 24' }))
  expect(toSheet(quoteOf(...lines)).columns.productName).toEqual({ values: ['Monitor 24'] })
})
