import { describe, expect, it } from 'vitest'
import { sampleQuote } from '../store/sample-quote.ts'
import { movedLines, refreshCommands } from './moved-lines.ts'

const quote = sampleQuote([
  { id: 'lin_tower00', unitPrice: '900.00', net: '900.00' },
  { id: 'lin_cable00', unitPrice: '5.00', net: '50.00' },
])
const fresh = sampleQuote([
  { id: 'lin_tower00', unitPrice: '950.00', net: '950.00' },
  { id: 'lin_cable00', unitPrice: '5.00', net: '50.00' },
])

describe('taking over today’s prices', () => {
  it('names the lines that would cost something else', () => {
    expect(movedLines(quote, fresh)).toEqual([
      { id: 'lin_tower00', name: 'Tower workstation', before: '900.00', after: '950.00', canKeep: true },
    ])
  })

  it('keeps the price of a line that is to stay', () => {
    const commands = refreshCommands(5, new Set(movedLines(quote, fresh).map(({ id }) => id)))
    expect(commands).toEqual([
      { type: 'setQuote', fields: { revision: 5 } },
      { type: 'setLine', line: 'lin_tower00', fields: { keepPrice: true } },
    ])
  })
})
