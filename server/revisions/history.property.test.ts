import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Context, DomainError } from '../platform/index.ts'
import { systemContext } from '../platform/make-context.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { publishChangeSet, putChanges, readSnapshot, startChangeSet } from './index.ts'
import type { PutOrRemoval } from './put-changes.ts'
import { rebaseChangeSet, rollBack } from './settle-change-set.ts'
import { rowsAt } from './store.ts'

let server: TestServer
const now = (): Context => systemContext(server.app)
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Kinds that refer to each other and to nothing else, and what makes a body of each. */
const bodies = {
  segments: (name: string) => ({ name }),
  categories: (name: string) => (name === 'x' ? { name } : { name, parent: 'A' }),
  'price-books': (name: string) => ({ name, currency: 'EUR', ...(name === 'z' && { segments: ['B'] }) }),
  discounts: (name: string) => ({ name, type: 'PERCENTAGE', value: '5', scope: 'LINE', segments: ['A'] }),
} as const
type Kind = keyof typeof bodies
const kinds = Object.keys(bodies) as Kind[]
const codes = ['A', 'B', 'C']

const put = fc
  .record({
    kind: fc.constantFrom(...kinds),
    code: fc.constantFrom(...codes),
    name: fc.option(fc.constantFrom('x', 'y', 'z'), { freq: 4 }),
  })
  .map(
    ({ kind, code, name }): PutOrRemoval => ({
      kind,
      code,
      ...(name !== null && { body: bodies[kind](name) }),
    }),
  )
const puts = fc.array(put, { minLength: 1, maxLength: 4 })
const whose = fc.constantFrom('mine' as const, 'theirs' as const)
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), puts }) },
  // Prepared before another is published, and rebased then.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('overtake' as const), puts, first: puts, whose }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('roll back' as const), back: fc.nat(20), whose }) },
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

it('any sequence of change sets, publications and roll-backs leaves every earlier revision as it was', async () => {
  let rolledBack = 0
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 6 }), async (actions) => {
      const seen = new Map<number, string>()
      for (const each of actions) {
        for (const revision of await carryOut(each, [...seen.keys()])) {
          seen.set(revision, await textOf(revision))
          if (each.do === 'roll back') rolledBack++
          await expectCacheLike(revision)
        }
        for (const [revision, text] of seen) expect(await textOf(revision)).toBe(text)
      }
    }),
    { numRuns: 12 },
  )
  expect(rolledBack).toBeGreaterThan(0)
}, 300_000)

/** The revisions that came of it: none where it was refused. */
async function carryOut(each: Action, known: readonly number[]): Promise<number[]> {
  switch (each.do) {
    case 'publish':
      return published(await prepared(each.puts))
    case 'overtake': {
      const late = await prepared(each.puts)
      return [...(await published(await prepared(each.first))), ...(await published(late, each.whose))]
    }
    case 'roll back': {
      const revision = known[each.back % Math.max(known.length, 1)]
      if (revision === undefined) return []
      return published((await rollBack(now(), revision)).id, each.whose)
    }
  }
}

async function prepared(changes: readonly PutOrRemoval[]): Promise<string> {
  const { id } = await startChangeSet(now(), 'Step')
  // Of what is not there nothing can be removed: that change is left out.
  for (const change of changes) await unlessRefused(putChanges(now(), id, [change]))
  return id
}

async function published(id: string, whoseHolds?: 'mine' | 'theirs'): Promise<number[]> {
  const choices = whoseHolds
    ? kinds.flatMap((kind) => codes.map((code) => ({ kind, code, whose: whoseHolds })))
    : []
  await unlessRefused(rebaseChangeSet(now(), id, choices))
  const set = await unlessRefused(publishChangeSet(now(), id))
  return set?.revision == null ? [] : [set.revision]
}

async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

const textOf = async (revision: number) =>
  JSON.stringify(await Promise.all(kinds.map((kind) => rowsAt(server.app.database, kind, revision))))

async function expectCacheLike(revision: number): Promise<void> {
  const db = server.app.database
  const snapshot = await readSnapshot(db, db, revision)
  expect(JSON.stringify(await Promise.all(kinds.map((kind) => snapshot.all(db, kind))))).toBe(
    await textOf(revision),
  )
  for (const kind of kinds)
    expect(await snapshot.get(db, kind, codes)).toEqual(await rowsAt(db, kind, revision, codes))
}
