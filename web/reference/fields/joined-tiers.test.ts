import { expect, it } from 'vitest'
import { joined } from './joined-tiers.ts'

const spans = (tiers: readonly { from: string; to?: string | undefined }[]) =>
  tiers.map(({ from, to }) => `${from}–${to ?? ''}`)

it('a tier ends where the next one begins, to the last digit of what was typed', () => {
  expect(
    spans(joined([{ from: '1' }, { from: '0.10000000000000000001' }, { from: '50' }], undefined)),
  ).toEqual(['1–0.10000000000000000001', '0.10000000000000000001–50', '50–'])
})

it('where sale ends stays when a tier is added before that or the last one is taken out', () => {
  const tiers = joined([{ from: '1' }, { from: '10' }], '100')
  expect(spans(joined([...tiers, { from: '50' }], tiers.at(-1)?.to))).toEqual(['1–10', '10–50', '50–100'])
  expect(spans(joined(tiers.slice(0, 1), tiers.at(-1)?.to))).toEqual(['1–100'])
})

it('without an end the last tier goes on for good', () => {
  const tiers = joined([{ from: '1' }, { from: '10' }], undefined)
  expect(spans(joined(tiers.slice(0, 1), tiers.at(-1)?.to))).toEqual(['1–'])
})
