import { expect, it } from 'vitest'
import { sideBySide } from './side-by-side.ts'

const row = (label: string, amount: string, kind = 'change') => ({ kind, label, amount })

it('two ways to a total stand side by side, with what only one of them has in its place', () => {
  const before = [
    row('List', '100', 'sum'),
    row('Summer', '-10'),
    row('Total', '90', 'sum'),
    row('VAT 20 %', '18'),
  ]
  const after = [
    row('List', '110', 'sum'),
    row('Partner', '-5'),
    row('Total', '105', 'sum'),
    row('VAT 21 %', '22.05'),
  ]
  expect(sideBySide(before, after)).toEqual([
    { kind: 'sum', label: 'List', before: '100', after: '110' },
    { kind: 'change', label: 'Partner', after: '-5' },
    { kind: 'change', label: 'Summer', before: '-10' },
    { kind: 'sum', label: 'Total', before: '90', after: '105' },
    { kind: 'change', label: 'VAT 21 %', before: '18', after: '22.05' },
  ])
})

it('a step that was passed over is on neither side', () => {
  const passed = { ...row('Winter', '-20'), rejected: true }
  expect(sideBySide([row('List', '1', 'sum'), passed], [row('List', '1', 'sum')])).toEqual([
    { kind: 'sum', label: 'List', before: '1', after: '1' },
  ])
})
