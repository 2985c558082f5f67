import { describe, expect, it } from 'vitest'
import type { Model } from '../../engines/configurator/model.ts'
import { readTable, writeTable } from './table-text.ts'

const model: Model = {
  code: 'TOWER',
  variables: [
    {
      code: 'cpu',
      label: 'Processor',
      kind: 'choice',
      options: [{ code: 'big', label: 'Big one' }, { code: 'small' }],
    },
    { code: 'cooling', kind: 'choice', options: [{ code: 'air' }, { code: 'liquid' }] },
  ],
}
const table = {
  variables: ['cpu', 'cooling'],
  rows: [
    ['big', 'liquid'],
    ['small', null],
  ],
}

describe('a compatibility table', () => {
  it('is pasted from a spreadsheet, with codes or with labels', () => {
    expect(readTable('cpu\tcooling\r\nbig\tliquid\r\nsmall\t\r\n', model)).toEqual({ ok: true, table })
    expect(readTable('Processor;cooling\nBig One;liquid\nsmall;*', model)).toEqual({ ok: true, table })
  })

  it('is written in columns, and read again', () => {
    const text = writeTable(table)
    expect(text).toBe('cpu   ; cooling\nbig   ; liquid\nsmall ; *')
    expect(readTable(text, model)).toEqual({ ok: true, table })
  })

  it.each([
    ['cpu\tcooler\nbig\tair', 'Row 1: there is no variable “cooler”. There is cpu, cooling.'],
    ['cpu\tcooling\n\nbig\tsteam', 'Row 3: “cooling” cannot be “steam”.'],
    ['cpu\tcooling\nbig', 'Row 2 has 1 cells, the first row 2.'],
  ])('says in which row it is wrong', (text, message) => {
    expect(readTable(text, model)).toEqual({ ok: false, message })
  })
})
