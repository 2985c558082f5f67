import { describe, expect, it } from 'vitest'
import { sampleQuote } from '../store/sample-quote.ts'
import { nextSort, viewed } from './view.ts'

const { lines } = sampleQuote([
  { id: 'lin_tower00', net: '900.00' },
  { id: 'lin_memory0', productName: 'Memory 64 GB', parent: 'lin_tower00', net: '1200.00' },
  { id: 'lin_cable00', productName: 'Patch cable', product: 'CABLE-1', net: '1000.00' },
])
const ids = (found: typeof lines) => found.map((line) => line.id)

describe('a look at the lines', () => {
  it('finds words in any order, with what a part belongs to', () => {
    expect(ids(viewed(lines, { words: '64 mem', sort: undefined }))).toEqual(['lin_tower00', 'lin_memory0'])
    expect(ids(viewed(lines, { words: 'cable-1', sort: undefined }))).toEqual(['lin_cable00'])
    expect(viewed(lines, { words: 'boat', sort: undefined })).toEqual([])
  })

  it('shows what belongs to a line that fits', () => {
    expect(ids(viewed(lines, { words: 'tower', sort: undefined }))).toEqual(['lin_tower00', 'lin_memory0'])
  })

  it('sorts amounts as amounts, not as text', () => {
    const rising = viewed(lines, { words: '', sort: { column: 'net', down: false } })
    expect(rising.map((line) => line.net)).toEqual(['900.00', '1000.00', '1200.00'])
    const falling = viewed(lines, { words: '', sort: { column: 'net', down: true } })
    expect(falling.map((line) => line.net)).toEqual(['1200.00', '1000.00', '900.00'])
  })

  it('goes from the order of the quote to rising to falling and back', () => {
    const rising = nextSort(undefined, 'net')
    const falling = nextSort(rising, 'net')
    expect([rising, falling, nextSort(falling, 'net')]).toEqual([
      { column: 'net', down: false },
      { column: 'net', down: true },
      undefined,
    ])
  })
})
