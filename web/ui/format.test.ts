import { describe, expect, it } from 'vitest'
import { unitFor } from './format.ts'

describe('a unit beside its quantity', () => {
  it.each([
    ['seat', '1', 'seat'],
    ['seat', '1.0', 'seat'],
    ['seat', '25', 'seats'],
    ['seat', '0', 'seats'],
    ['box', '2', 'boxes'],
    ['GB', '500', 'GB'],
    ['kg', '3', 'kg'],
    ['working day', '4', 'working day'],
  ])('%s of %s is %s', (unit, quantity, word) => {
    expect(unitFor(unit, quantity)).toBe(word)
  })
})
