import { describe, expect, test } from 'vitest'
import { lockMinutes } from './lock-out.ts'

describe('wrong passwords', () => {
  test('four of them lock nothing', () => {
    expect([1, 2, 3, 4].map((n) => lockMinutes('pair', n))).toEqual([0, 0, 0, 0])
  })

  test('from the fifth on each one locks twice as long, up to an hour', () => {
    expect([5, 6, 7, 8, 9, 10, 11, 12, 5000].map((n) => lockMinutes('pair', n))).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60, 60,
    ])
  })

  test('an address is locked later and shorter, since many people may sit behind it', () => {
    expect([49, 50, 51, 52, 53, 54, 5000].map((n) => lockMinutes('address', n))).toEqual([
      0, 1, 2, 4, 8, 15, 15,
    ])
  })
})
