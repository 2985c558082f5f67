import { describe, expect, it } from 'vitest'
import { effectOf, type ListPrices, listTotal, priceOf } from './list-prices.ts'

const prices: ListPrices = new Map([
  ['TOWER', { name: 'Tower', amount: '1490.00', image: undefined }],
  ['MEM-32', { name: '32 GB', amount: '129.90', image: undefined }],
  ['SPECIAL', { name: 'On request', amount: undefined, image: undefined }],
])

describe('what options cost by list', () => {
  it('as many as the option stands for, exactly', () => {
    expect(priceOf(prices, { product: 'MEM-32', quantity: '3' })).toBe('389.7')
    expect(priceOf(prices, {})).toBe('0')
    expect(priceOf(prices, { product: 'SPECIAL' })).toBeUndefined()
  })

  it('is said as the difference to what is chosen now', () => {
    expect(effectOf('129.90', '259.80')).toBe('129.9')
    expect(effectOf('129.90', '0')).toBe('-129.9')
    expect(effectOf(undefined, '5')).toBeUndefined()
  })

  it('adds up to the whole, and says what has no price', () => {
    const part = (product: string, quantity: string) => ({ product, quantity, variable: 'x' })
    expect(listTotal(prices, 'TOWER', [part('MEM-32', '2'), part('SPECIAL', '1')])).toEqual({
      amount: '1749.8',
      missing: ['SPECIAL'],
    })
  })
})
