import { describe, expect, it } from 'vitest'
import { readRule, readTable, writeRule } from './model-text.ts'

describe('a rule of a model', () => {
  it.each([
    ['cooling == "liquid"', ['is', 'cooling', 'liquid']],
    ['!(cpu == "big" && cooling == "air")', ['not', ['and', ['is', 'cpu', 'big'], ['is', 'cooling', 'air']]]],
    ['frame in ["steel", "carbon"]', ['in', 'frame', ['steel', 'carbon']]],
    ['memory + cards <= 8', ['<=', ['+', ['variable', 'memory'], ['variable', 'cards']], '8']],
    ['cards > 2', ['>', ['variable', 'cards'], '2']],
  ])('%s is read, and written the same', (text, rule) => {
    expect(readRule(text)).toEqual({ ok: true, rule })
    expect(writeRule(rule as never)).toBe(text)
  })

  it('says where it cannot be read', () => {
    expect(readRule('cooling == ')).toMatchObject({ ok: false, at: expect.any(Number) })
    expect(readRule('memory + "x" <= 8').ok).toBe(false)
  })

  it('that says more than the text can stays as it is', () => {
    expect(writeRule(['every', 'drive', true])).toBeUndefined()
  })

  it('can be a table pasted from a spreadsheet', () => {
    expect(readTable('cpu\tcooling\r\nbig\tliquid\r\nsmall\t\r\n')).toEqual({
      variables: ['cpu', 'cooling'],
      rows: [
        ['big', 'liquid'],
        ['small', null],
      ],
    })
    expect(readTable('cpu\tcooling\nbig')).toBeUndefined()
  })
})
