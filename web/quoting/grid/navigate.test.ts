import { describe, expect, it } from 'vitest'
import { moveFrom, types, within } from './navigate.ts'

const extent = { rows: 100, columns: 8, page: 20 }
const from = (row: number, column: number) => ({ row, column })

describe('the keyboard in the grid', () => {
  it.each([
    [{ key: 'ArrowDown' }, from(6, 2)],
    [{ key: 'ArrowUp' }, from(4, 2)],
    [{ key: 'ArrowLeft' }, from(5, 1)],
    [{ key: 'ArrowRight' }, from(5, 3)],
    [{ key: 'ArrowDown', ctrl: true }, from(99, 2)],
    [{ key: 'ArrowUp', ctrl: true }, from(0, 2)],
    [{ key: 'ArrowLeft', ctrl: true }, from(5, 0)],
    [{ key: 'ArrowRight', ctrl: true }, from(5, 7)],
    [{ key: 'Home' }, from(5, 0)],
    [{ key: 'End' }, from(5, 7)],
    [{ key: 'Home', ctrl: true }, from(0, 0)],
    [{ key: 'End', ctrl: true }, from(99, 7)],
    [{ key: 'PageDown' }, from(25, 2)],
    [{ key: 'PageUp' }, from(0, 2)],
    [{ key: 'Enter' }, from(6, 2)],
    [{ key: 'Enter', shift: true }, from(4, 2)],
    [{ key: 'Tab' }, from(5, 3)],
    [{ key: 'Tab', shift: true }, from(5, 1)],
  ])('%j goes where a spreadsheet goes', (pressed, to) => {
    expect(moveFrom(from(5, 2), pressed, extent)).toEqual(to)
  })

  it('Tab goes on in the next row and lets go of the grid at its ends', () => {
    expect(moveFrom(from(5, 7), { key: 'Tab' }, extent)).toEqual(from(6, 0))
    expect(moveFrom(from(5, 0), { key: 'Tab', shift: true }, extent)).toEqual(from(4, 7))
    expect(moveFrom(from(99, 7), { key: 'Tab' }, extent)).toBeUndefined()
    expect(moveFrom(from(0, 0), { key: 'Tab', shift: true }, extent)).toBeUndefined()
  })

  it('stays inside, also when rows went away', () => {
    expect(moveFrom(from(99, 2), { key: 'ArrowDown' }, extent)).toBeUndefined()
    expect(moveFrom(from(0, 0), { key: 'ArrowDown' }, { ...extent, rows: 0 })).toBeUndefined()
    expect(within(from(99, 9), { rows: 3, columns: 4, page: 1 })).toEqual(from(2, 3))
  })

  it('letters and digits type, shortcuts do not', () => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false }
    expect(types({ key: '5', ...plain })).toBe(true)
    expect(types({ key: 'd', ...plain, ctrlKey: true })).toBe(false)
    expect(types({ key: 'ArrowUp', ...plain })).toBe(false)
  })
})
