import { describe, expect, it } from 'vitest'
import { sampleLine } from '../store/sample-quote.ts'
import { setDiscount, typedInto } from './edit-line.ts'

const tower = sampleLine({ quantity: '2' })
const own = { id: 'dis_before0' as const, type: 'PERCENTAGE' as const, value: '5', reason: 'Volume' }

describe('typing into a cell', () => {
  it('a quantity becomes a command, in any spelling', () => {
    expect(typedInto(tower, 'quantity', '1.250,0')).toMatchObject({
      commands: [{ type: 'setQuantity', line: tower.id, quantity: '1250' }],
    })
    expect(typedInto(tower, 'quantity', ' 2 ')).toEqual({ kind: 'same' })
  })

  it.each([
    ['abc', '“abc” is not a number.'],
    ['0', 'A quantity is more than zero. Press Delete to remove the line.'],
    ['-1', 'A quantity is more than zero. Press Delete to remove the line.'],
    ['2.5', 'Tower workstation is sold in whole units.'],
    ['1.000', '1.000 could be 1 or 1000. Type one of them.'],
  ])('the quantity %j is refused with a sentence', (text, sentence) => {
    expect(typedInto(tower, 'quantity', text)).toEqual({ kind: 'wrong', sentence })
  })

  it('a discount asks for its reason, none or 0 takes it away', () => {
    expect(typedInto(tower, 'discount', '7,5 %')).toEqual({ kind: 'reason', percent: '7.5' })
    expect(typedInto(tower, 'discount', '')).toEqual({ kind: 'same' })
    expect(typedInto(tower, 'discount', '101')).toMatchObject({ kind: 'wrong' })
    const discounted = sampleLine({ manualDiscounts: [own] })
    expect(typedInto(discounted, 'discount', '5')).toEqual({ kind: 'same' })
    expect(typedInto(discounted, 'discount', '0')).toMatchObject({
      commands: [{ type: 'removeDiscount', discount: own.id }],
    })
  })

  it('a new discount replaces the person’s former one instead of coming on top', () => {
    const commands = setDiscount(sampleLine({ manualDiscounts: [own] }), '8', 'Large order')
    expect(commands.map((command) => command.type)).toEqual(['removeDiscount', 'applyDiscount'])
  })

  it('an emptied note is removed', () => {
    expect(typedInto(sampleLine({ notes: 'black' }), 'notes', ' ')).toMatchObject({
      commands: [{ fields: { notes: null } }],
    })
  })
})
