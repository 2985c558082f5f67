import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, Line } from './content.ts'
import { difference, patched } from './patch.ts'

const line = (id: string, quantity = '1', notes?: string): Line => ({
  id: `lin_${id}`,
  product: 'MON-27',
  plan: 'MON-27.BUY',
  quantity,
  perParent: false,
  optional: false,
  discountCodes: [],
  manualDiscounts: [],
  productName: 'Monitor',
  planName: 'Purchase',
  quantityDecimals: 0,
  configurable: false,
  ...(notes !== undefined && { notes }),
})
const content = (lines: Line[], notes?: string): Content => ({
  currency: 'EUR',
  validUntil: '2026-12-24',
  discountCodes: [],
  manualDiscounts: [],
  groups: [],
  revision: 1,
  asOf: '2026-11-20T00:00:00.000Z',
  lines,
  notes,
})
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('the difference between two states of a quote', () => {
  const states = fc
    .record({
      ids: fc.uniqueArray(fc.constantFrom('aaaaaa', 'bbbbbb', 'cccccc', 'dddddd', 'eeeeee', 'ffffff')),
      quantity: fc.constantFrom('1', '2', '3'),
      notes: fc.option(fc.constantFrom('soon', 'later'), { nil: undefined }),
    })
    .map(({ ids, quantity, notes }) =>
      content(
        ids.map((id) => line(id, quantity, notes)),
        notes,
      ),
    )

  it('leads forth to the later state and back to the earlier one, exactly', () => {
    fc.assert(
      fc.property(states, states, (before, after) => {
        // Through JSON, as it is stored.
        const { back, forth } = plain(difference(before, after))
        expect(plain(patched(before, forth))).toEqual(plain(after))
        expect(plain(patched(after, back))).toEqual(plain(before))
      }),
    )
  })

  it('taken back leaves what others changed on other lines and fields', () => {
    const before = content([line('aaaaaa'), line('bbbbbb')])
    const mine = content([line('aaaaaa', '5'), line('bbbbbb')])
    const { back } = difference(before, mine)
    const theirs = content([line('aaaaaa', '5', 'urgent'), line('bbbbbb', '7'), line('cccccc')], 'thanks')
    expect(plain(patched(theirs, back))).toEqual(
      plain(content([line('aaaaaa', '1', 'urgent'), line('bbbbbb', '7'), line('cccccc')], 'thanks')),
    )
  })

  it('of a moved line names that line alone, however long the quote is', () => {
    const lines = Array.from({ length: 500 }, (_, index) => line(String(index).padStart(6, '0')))
    const moved = [...lines.slice(0, 10), ...lines.slice(11), lines[10] as Line]
    const { back, forth } = difference(content(lines), content(moved))
    expect(forth.places).toEqual([['lin_000010', 'lin_000499']])
    expect(back.places).toEqual([['lin_000010', 'lin_000009']])
  })

  it('brings a removed line back to its place, around lines that came meanwhile', () => {
    const before = content([line('aaaaaa'), line('bbbbbb'), line('cccccc')])
    const { back } = difference(before, content([line('aaaaaa'), line('cccccc')]))
    const meanwhile = content([line('aaaaaa'), line('cccccc'), line('dddddd')])
    const ids = patched(meanwhile, back).lines.map((each) => each.id)
    expect(ids).toEqual(['lin_aaaaaa', 'lin_bbbbbb', 'lin_cccccc', 'lin_dddddd'])
  })
})
