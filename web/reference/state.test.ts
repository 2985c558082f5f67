import { describe, expect, it } from 'vitest'
import { forms } from './forms/index.ts'
import { bodyOf, isChanged, valueAt, withValue } from './state.ts'

describe('the form of a thing', () => {
  it('sends what is filled in and leaves out what is empty', () => {
    const state = {
      code: 'X',
      name: ' Ten ',
      type: 'PERCENTAGE',
      value: '10',
      scope: 'LINE',
      maxAmount: '',
      products: [],
    }
    expect(bodyOf(forms.discounts, state)).toEqual({
      name: 'Ten',
      type: 'PERCENTAGE',
      value: '10',
      scope: 'LINE',
    })
  })

  it('does not send what is not asked in its state', () => {
    const state = {
      plan: 'P',
      currency: 'EUR',
      type: 'ONE_TIME',
      unitAmount: '1',
      recurring: { interval: 'month' },
    }
    expect(bodyOf(forms.prices, state)).not.toHaveProperty('recurring')
    expect(bodyOf(forms.prices, { ...state, type: 'RECURRING' })).toHaveProperty(
      'recurring.interval',
      'month',
    )
  })

  it('reaches into objects by dotted names', () => {
    const state = withValue({}, 'recurring.interval', 'month')
    expect(valueAt(state, 'recurring.interval')).toBe('month')
  })

  it('knows nothing changed where only emptiness did', () => {
    expect(isChanged({ name: 'A' }, { name: 'A ', help: '' })).toBe(false)
    expect(isChanged({ name: 'A' }, { name: 'B' })).toBe(true)
  })
})
