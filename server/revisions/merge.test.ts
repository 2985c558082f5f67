import { describe, expect, it } from 'vitest'
import { mergeThing } from './merge.ts'

const base = { code: 'GOLD', name: 'Gold', rank: '1' }

describe('bringing a change up to what others published', () => {
  it('takes what only one side changed', () => {
    const merged = mergeThing(base, { ...base, name: 'Golden' }, { ...base, rank: '2' })
    expect(merged).toEqual({
      body: { code: 'GOLD', name: 'Golden', rank: '2' },
      conflicts: [],
      undecided: [],
    })
  })

  it('asks only about fields both changed to something else', () => {
    const mine = { ...base, name: 'Mine', rank: '2' }
    const theirs = { ...base, name: 'Theirs', rank: '2' }
    const { undecided } = mergeThing(base, mine, theirs)
    expect(undecided).toEqual([{ field: 'name', base: 'Gold', mine: 'Mine', theirs: 'Theirs' }])
    expect(mergeThing(base, mine, theirs, () => 'theirs').body).toEqual({
      ...base,
      name: 'Theirs',
      rank: '2',
    })
  })

  it('lets a field go that one side took away', () => {
    const { rank: _, ...without } = base
    expect(mergeThing(base, without, { ...base, name: 'Golden' }).body).toEqual({
      code: 'GOLD',
      name: 'Golden',
    })
  })

  it('asks about the whole thing where one side removed what the other changed', () => {
    const { undecided } = mergeThing(base, undefined, { ...base, name: 'Golden' })
    expect(undecided.map((each) => each.field)).toEqual([''])
    expect(mergeThing(base, undefined, { ...base, name: 'Golden' }, () => 'mine').body).toBeUndefined()
  })
})
