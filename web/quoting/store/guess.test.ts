import { describe, expect, it } from 'vitest'
import { guess } from './guess.ts'
import { sampleQuote } from './sample-quote.ts'

const quote = sampleQuote([
  { id: 'lin_tower00' },
  { id: 'lin_memory0', parent: 'lin_tower00', perParent: true },
  { id: 'lin_cable00' },
  { id: 'lin_suppor0' },
])
const order = (of: typeof quote) => of.lines.map((line) => line.id)

describe('what an edit looks like before the server has answered', () => {
  it('a quantity is shown at once, amounts stay until they are known', () => {
    const next = guess(quote, { type: 'setQuantity', line: 'lin_cable00', quantity: '12' })
    expect(next.lines[2]?.quantity).toBe('12')
    expect(next.totals).toBe(quote.totals)
    expect(next.lines[0]).toBe(quote.lines[0])
  })

  it('a removed line takes its parts along', () => {
    const next = guess(quote, { type: 'removeLine', line: 'lin_tower00' })
    expect(order(next)).toEqual(['lin_cable00', 'lin_suppor0'])
  })

  it('a moved line takes its parts along and passes the parts of others', () => {
    const last = guess(quote, { type: 'moveLine', line: 'lin_tower00', after: 'lin_suppor0' })
    expect(order(last)).toEqual(['lin_cable00', 'lin_suppor0', 'lin_tower00', 'lin_memory0'])
    const second = guess(quote, { type: 'moveLine', line: 'lin_suppor0', after: 'lin_tower00' })
    expect(order(second)).toEqual(['lin_tower00', 'lin_memory0', 'lin_suppor0', 'lin_cable00'])
    const first = guess(quote, { type: 'moveLine', line: 'lin_cable00', after: null })
    expect(order(first)[0]).toBe('lin_cable00')
  })

  it('null empties a field', () => {
    const noted = guess(quote, { type: 'setLine', line: 'lin_cable00', fields: { notes: 'black' } })
    expect(noted.lines[2]?.notes).toBe('black')
    const emptied = guess(noted, { type: 'setLine', line: 'lin_cable00', fields: { notes: null } })
    expect(emptied.lines[2]).not.toHaveProperty('notes')
  })

  it('a command on a line that is gone changes nothing', () => {
    expect(guess(quote, { type: 'setQuantity', line: 'lin_gone000', quantity: '2' })).toBe(quote)
  })
})
