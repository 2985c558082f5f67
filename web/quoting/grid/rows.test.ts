import { describe, expect, it } from 'vitest'
import { sampleQuote } from '../store/sample-quote.ts'
import { neighbour, rowsOf } from './rows.ts'

const quote = {
  ...sampleQuote([
    { id: 'lin_tower00' },
    { id: 'lin_memory0', parent: 'lin_tower00' },
    { id: 'lin_disk000', parent: 'lin_tower00' },
    { id: 'lin_suppor0', group: 'grp_service' },
    { id: 'lin_cable00' },
    { id: 'lin_instal0', group: 'grp_service' },
  ]),
  groups: [{ id: 'grp_service' as const, name: 'Services', net: '480.00' }],
}
const shown = (folded: string[] = []) =>
  rowsOf(quote, new Set(folded)).list.map((row) => `${row.level} ${row.key}`)

describe('the rows of a quote', () => {
  it('are a tree: options under their product, grouped lines under their heading', () => {
    expect(shown()).toEqual([
      '1 lin_tower00',
      '2 lin_memory0',
      '2 lin_disk000',
      '1 lin_cable00',
      '1 grp_service',
      '2 lin_suppor0',
      '2 lin_instal0',
    ])
  })

  it('hide what is below a folded row', () => {
    expect(shown(['lin_tower00', 'grp_service'])).toEqual(['1 lin_tower00', '1 lin_cable00', '1 grp_service'])
  })

  it('a folded product shows what it comes to with its parts', () => {
    const priced = sampleQuote([
      { id: 'lin_tower00', net: '1190.00' },
      { id: 'lin_memory0', parent: 'lin_tower00', net: '916.10' },
      { id: 'lin_module0', parent: 'lin_memory0', net: '0.05' },
    ])
    const [folded] = rowsOf(priced, new Set(['lin_tower00'])).list
    expect(folded).toMatchObject({ familyNet: '2106.15' })
    expect(rowsOf(priced, new Set()).list[0]).toMatchObject({ familyNet: undefined })
  })

  it('know their place without a search', () => {
    const { placeOf, list } = rowsOf(quote, new Set())
    expect(placeOf.get('lin_suppor0')).toBe(5)
    expect(list[2]).toMatchObject({ place: 2, of: 2 })
  })

  it('show a part whose parent is gone rather than hide it', () => {
    const orphan = sampleQuote([{ id: 'lin_memory0', parent: 'lin_gone000' }])
    expect(rowsOf(orphan, new Set()).list).toHaveLength(1)
  })
})

describe('moving a line by a step', () => {
  it('passes its neighbour of the same group, not what stands between in the whole quote', () => {
    expect(neighbour(quote.lines, 'lin_tower00', 'down')).toEqual({ after: 'lin_cable00' })
    expect(neighbour(quote.lines, 'lin_cable00', 'up')).toEqual({ after: null })
    expect(neighbour(quote.lines, 'lin_instal0', 'up')).toEqual({ after: 'lin_tower00' })
  })

  it('ends at the ends, and parts stay with their product', () => {
    expect(neighbour(quote.lines, 'lin_tower00', 'up')).toBeUndefined()
    expect(neighbour(quote.lines, 'lin_cable00', 'down')).toBeUndefined()
    expect(neighbour(quote.lines, 'lin_memory0', 'down')).toBeUndefined()
  })
})
