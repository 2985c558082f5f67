import { describe, expect, it } from 'vitest'
import { toJson, toText } from '../../engines/expressions/index.ts'
import type { Condition } from '../../engines/expressions/types.ts'
import { asGroup, isBuildable, readOperand, simplified, writeOperand } from './condition-tree.ts'

const condition: Condition = {
  operator: 'and',
  conditions: [
    { field: 'quantity', op: 'gte', value: '10' },
    {
      operator: 'or',
      conditions: [
        { field: 'customer.region', op: 'in', value: ['DE', 'AT'] },
        { operator: 'not', conditions: [{ field: 'customer.segments', op: 'contains', value: 'GOLD' }] },
      ],
    },
  ],
}

describe('the condition builder', () => {
  it('shows what it made from text, and says the same in text', () => {
    const text = toText(condition)
    if (!text.ok) throw new Error('no text')
    const back = toJson(text.text)
    expect(back).toEqual({ ok: true, condition })
    expect(isBuildable(condition)).toBe(true)
  })

  it('leaves sums and functions to the text', () => {
    const read = toJson('sum(quote.products) > 1 && quantity > 2')
    if (!read.ok) throw new Error('not read')
    expect(isBuildable(read.condition)).toBe(false)
  })

  it('keeps a single comparison as it is', () => {
    const one: Condition = { field: 'quantity', op: 'gt', value: '5' }
    expect(simplified(asGroup(one))).toEqual(one)
    expect(simplified(asGroup(undefined))).toBeUndefined()
  })

  it('reads lists, yes and no, and texts', () => {
    expect(readOperand('DE, AT', 'in', undefined)).toEqual(['DE', 'AT'])
    expect(readOperand('false', 'exists', undefined)).toBe(false)
    expect(readOperand('50', 'gte', { type: 'quantity' })).toBe(50)
    expect(readOperand('2.5', 'gte', { type: 'quantity' })).toBe('2.5')
    expect(writeOperand(['DE', 'AT'])).toBe('DE, AT')
  })
})
