import { describe, expect, it } from 'vitest'
import { spansOf } from './bars-of.ts'

const row = (kind: string, amount: string, running: string) => ({ kind, amount, running })

describe('the bars of a waterfall', () => {
  it('sums stand on the ground, changes hang where the running amount was', () => {
    const spans = spansOf([
      row('start', '100.00', '100.00'),
      row('change', '-20.00', '80.00'),
      row('change', '15.20', '95.20'),
      row('sum', '95.20', '95.20'),
    ])
    expect(spans.map((span) => [span.from, span.to].map((value) => value.toFixed(3)))).toEqual([
      ['0.000', '1.000'],
      ['1.000', '0.800'],
      ['0.800', '0.952'],
      ['0.000', '0.952'],
    ])
    expect(spans.map((span) => span.tone)).toEqual(['total', 'down', 'up', 'total'])
  })

  it('an amount below nothing moves the ground into the chart', () => {
    const [first] = spansOf([row('start', '-50', '-50'), row('change', '100', '50')])
    expect(first).toEqual({ from: 0.5, to: 0, tone: 'total' })
  })

  it('nothing at all is no reason to divide by nothing', () => {
    expect(spansOf([row('start', '0', '0')])[0]).toMatchObject({ from: 0, to: 0 })
  })
})
