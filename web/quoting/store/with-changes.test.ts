import { describe, expect, it } from 'vitest'
import type { Quote, QuoteChanges } from '../../../contract/quotes.ts'
import { sampleLine, sampleQuote } from './sample-quote.ts'
import { withChanges } from './with-changes.ts'

const known = sampleQuote([{ id: 'lin_tower00' }, { id: 'lin_cable00' }, { id: 'lin_suppor0' }])
const changes = (more: Partial<QuoteChanges>): QuoteChanges => {
  const { lines: _, ...rest } = known as Quote
  return { ...rest, seq: 8, since: 7, changed: [], ...more }
}

describe('what became of a quote', () => {
  it('replaces the lines that changed and leaves the others the same objects', () => {
    const changed = [sampleLine({ id: 'lin_cable00', quantity: '5' }, 1)]
    const next = withChanges(known, changes({ changed }))
    expect(next?.lines.map((line) => line.quantity)).toEqual(['1', '5', '1'])
    expect(next?.lines[0]).toBe(known.lines[0])
    expect(next?.seq).toBe(8)
  })

  it('puts lines where they are now and drops those that went', () => {
    const next = withChanges(known, changes({ lineOrder: ['lin_suppor0', 'lin_tower00'] }))
    expect(next?.lines.map((line) => [line.id, line.position])).toEqual([
      ['lin_suppor0', 0],
      ['lin_tower00', 1],
    ])
  })

  it('is not enough when it is of another version or knows lines that were never seen', () => {
    expect(withChanges(known, changes({ version: 2 }))).toBeUndefined()
    expect(withChanges(known, changes({ since: 9 }))).toBeUndefined()
    expect(withChanges(known, changes({ lineOrder: ['lin_other000'] }))).toBeUndefined()
  })
})
