import { describe, expect, it } from 'vitest'
import type { Model } from '../../engines/configurator/index.ts'
import { nextOf, reachText } from './reach-text.ts'
import { sessionHost } from './session-host.ts'

const tower: Model = {
  code: 'TOWER',
  variables: [
    { kind: 'choice', code: 'gpu', options: [{ code: 'small' }, { code: 'big', product: 'GPU-BIG' }] },
    { kind: 'choice', code: 'psu', options: [{ code: 'w600' }, { code: 'w1200', product: 'PSU-1200' }] },
    { kind: 'integer', code: 'disks', min: '0', max: '4', product: 'DISK', attributes: { watts: '10' } },
  ],
  constraints: [
    {
      code: 'power',
      sentence: 'The big card needs 1200 W.',
      rule: ['implies', ['is', 'gpu', 'big'], ['is', 'psu', 'w1200']],
    },
  ],
  defaults: [
    { variable: 'gpu', value: 'small' },
    { variable: 'psu', value: 'w600' },
    { variable: 'disks', value: '1' },
  ],
  totals: [{ code: 'watts', value: ['attribute', 'disks', 'watts'] }],
}
const started = () => {
  const host = sessionHost()
  const told = host({ kind: 'load', model: tower, decisions: [] })
  return { host, told }
}

describe('a configuration under way', () => {
  it('begins complete by defaults, with its parts and sums', () => {
    const { told } = started()
    if (told.kind !== 'snapshot') throw new Error(told.kind)
    expect(told.snapshot.completion.configuration.values).toMatchObject({
      gpu: 'small',
      psu: 'w600',
      disks: '1',
    })
    expect(told.snapshot.parts.map((part) => part.product)).toEqual(['DISK'])
    expect(told.snapshot.totals[0]).toMatchObject({ code: 'watts', value: '10', min: '0', max: '40' })
  })

  it('a choice brings what it needs along', () => {
    const { host } = started()
    const told = host({ kind: 'decide', decision: { variable: 'gpu', value: 'big' } })
    if (told.kind !== 'snapshot') throw new Error(told.kind)
    expect(told.snapshot.completion.configuration.values).toMatchObject({ psu: 'w1200' })
    expect(told.snapshot.completion.because).toMatchObject({ psu: 'forced' })
  })

  it('what does not go changes nothing, says why, and is mended with one step', () => {
    const { host } = started()
    host({ kind: 'decide', decision: { variable: 'psu', value: 'w600' } })
    const wanted = { variable: 'gpu', value: 'big' }
    const told = host({ kind: 'decide', decision: wanted })
    if (told.kind !== 'refused') throw new Error(told.kind)
    expect(told.reason.explanation?.constraints.map((one) => one.sentence)).toEqual([
      'The big card needs 1200 W.',
    ])
    const drop = told.reason.repairs[0]?.drop ?? []
    expect(drop).toEqual([{ variable: 'psu', value: 'w600' }])
    const mended = host({ kind: 'repair', wanted, drop })
    if (mended.kind !== 'snapshot') throw new Error(mended.kind)
    expect(mended.snapshot.decisions).toEqual([wanted])
  })

  it('what was filled in is kept, stands in the way of nothing, and gives way to a choice', () => {
    const { host } = started()
    host({ kind: 'decide', decision: { variable: 'disks', value: '3' } })
    const filled = host({ kind: 'complete' })
    if (filled.kind !== 'snapshot') throw new Error(filled.kind)
    expect(filled.snapshot.decisions).toHaveLength(3)
    expect(filled.snapshot.chosen).toEqual([{ variable: 'disks', value: '3' }])
    const gpu = filled.snapshot.domains.find((domain) => domain.variable === 'gpu')
    expect(gpu).toMatchObject({ values: [{ state: 'open' }, { state: 'open' }] })

    const told = host({ kind: 'decide', decision: { variable: 'gpu', value: 'big' } })
    if (told.kind !== 'snapshot') throw new Error(told.kind)
    expect(told.snapshot.completion.configuration.values).toEqual({ gpu: 'big', psu: 'w1200', disks: '3' })
  })

  it('a decision that no longer holds is reported, the others stay', () => {
    const decisions = [
      { variable: 'gpu', value: 'huge' },
      { variable: 'disks', value: '3' },
    ]
    const told = sessionHost()({ kind: 'load', model: tower, decisions })
    if (told.kind !== 'snapshot') throw new Error(told.kind)
    expect(told.dropped.map((one) => one.decision)).toEqual([{ variable: 'gpu', value: 'huge' }])
    expect(told.snapshot.decisions).toEqual([{ variable: 'disks', value: '3' }])
  })

  it('a model with a mistake is not guessed at', () => {
    const broken = {
      ...tower,
      constraints: [{ code: 'x', sentence: 'x', rule: ['is', 'nothing', 'a'] }],
    } as Model
    expect(sessionHost()({ kind: 'load', model: broken, decisions: [] }).kind).toBe('unusable')
  })

  it('a number with many values shows its holes when asked for them', () => {
    const screws: Model = {
      code: 'screws',
      variables: [
        { kind: 'integer', code: 'screws', min: '0', max: '5000' },
        { kind: 'integer', code: 'packs', min: '1', max: '3' },
      ],
      constraints: [
        { code: 'pack', sentence: 'A pack holds 250.', rule: ['=', 'screws', ['*', '250', 'packs']] },
      ],
    }
    const host = sessionHost()
    const loaded = host({ kind: 'load', model: screws, decisions: [] })
    if (loaded.kind !== 'snapshot') throw new Error(loaded.kind)
    expect(loaded.snapshot.domains[0]).toMatchObject({ min: '250', max: '750' })
    const told = host({ kind: 'holes' })
    if (told.kind !== 'holes') throw new Error(told.kind)
    const number = told.domains.find((each) => each.variable === 'screws')
    if (!number || !('min' in number)) throw new Error('no number')
    expect(reachText(number)).toBe('250 or 500 or 750')
    // One step up or down from a value leads over the hole to the next.
    expect([nextOf(number, '251', 1), nextOf(number, '499', -1)]).toEqual(['500', '250'])
    expect(nextOf(number, '751', 1)).toBe('751')
  })
})
