import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Context } from '../platform/index.ts'
import { systemContext } from '../platform/make-context.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { publishChangeSet, putChanges, readSnapshot, startChangeSet } from './index.ts'
import { removeThing } from './put-changes.ts'
import { rebaseChangeSet, rollBack } from './settle-change-set.ts'
import { rowsAt } from './store.ts'

let server: TestServer
/** Each step at a request of its own, as it would come in. */
const now = (): Context => systemContext(server.app)
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const segment = (code: string, name: string) => ({ kind: 'segments' as const, code, body: { name } })
async function publish(
  title: string,
  puts: { kind: ReferenceKind; code: string; body: Record<string, unknown> }[],
) {
  const set = await startChangeSet(now(), title)
  await putChanges(now(), set.id, puts)
  return publishChangeSet(now(), set.id)
}

describe('a change set', () => {
  it('published becomes the next revision; earlier ones read as before', async () => {
    const one = await publish('One', [segment('GOLD', 'Gold')])
    const two = await publish('Two', [segment('GOLD', 'Golden')])
    expect(two.revision).toBe((one.revision ?? 0) + 1)
    const [before] = await rowsAt(server.app.database, 'segments', one.revision ?? 0, ['GOLD'])
    const [after] = await rowsAt(server.app.database, 'segments', two.revision ?? 0, ['GOLD'])
    expect([before?.name, after?.name]).toEqual(['Gold', 'Golden'])
  })

  it('changes nothing for others before it is published', async () => {
    const set = await startChangeSet(now(), 'Prepared')
    await putChanges(now(), set.id, [segment('SILVER', 'Silver')])
    const revision = (await publish('Other', [segment('BRONZE', 'Bronze')])).revision ?? 0
    expect(await rowsAt(server.app.database, 'segments', revision, ['SILVER'])).toEqual([])
  })

  it('is refused where others published changes of the same thing, until somebody decides', async () => {
    await publish('Base', [segment('TEAL', 'Teal')])
    const mine = await startChangeSet(now(), 'Mine')
    await putChanges(now(), mine.id, [segment('TEAL', 'My teal')])
    await publish('Theirs', [segment('TEAL', 'Their teal')])
    await expect(publishChangeSet(now(), mine.id)).rejects.toMatchObject({ code: 'change-set.behind' })
    await expect(rebaseChangeSet(now(), mine.id, [])).rejects.toMatchObject({ code: 'change-set.behind' })
    await rebaseChangeSet(now(), mine.id, [{ kind: 'segments', code: 'TEAL', whose: 'mine' }])
    const { revision } = await publishChangeSet(now(), mine.id)
    const [row] = await rowsAt(server.app.database, 'segments', revision ?? 0, ['TEAL'])
    expect(row?.name).toBe('My teal')
  })

  it('read ahead by product gives the same as read one by one', async () => {
    const price = { plan: 'AHEAD.BUY', currency: 'EUR', type: 'ONE_TIME' }
    const { revision } = await publish('Ahead', [
      { kind: 'products', code: 'AHEAD', body: { name: 'Ahead' } },
      { kind: 'plans', code: 'AHEAD.BUY', body: { product: 'AHEAD', name: 'Purchase' } },
      { kind: 'prices', code: 'AHEAD.EUR', body: { ...price, unitAmount: '10.00', cost: '6.00' } },
      { kind: 'prices', code: 'AHEAD.USD', body: { ...price, currency: 'USD', unitAmount: '11.00' } },
    ])
    const db = server.app.database
    const [ahead, singly] = await Promise.all([
      readSnapshot({}, db, revision ?? 0),
      readSnapshot({}, db, revision ?? 0),
    ])
    await ahead.ahead(db, ['AHEAD', 'NO-SUCH'])
    for (const snapshot of [ahead, singly]) {
      expect(await snapshot.get(db, 'products', ['AHEAD', 'NO-SUCH'])).toMatchObject([{ name: 'Ahead' }])
      expect(await snapshot.of(db, 'plans', ['AHEAD'])).toMatchObject([{ code: 'AHEAD.BUY' }])
    }
    expect(await ahead.of(db, 'prices', ['AHEAD.BUY'])).toEqual(await singly.of(db, 'prices', ['AHEAD.BUY']))
    expect(await ahead.of(db, 'prices', ['AHEAD.BUY'])).toMatchObject([{ cost: '6.00' }, { currency: 'USD' }])
  })

  it('is refused while a code names nothing, and says which', async () => {
    const set = await startChangeSet(now(), 'Loose end')
    await putChanges(now(), set.id, [
      { kind: 'plans', code: 'P1', body: { product: 'NO-PRODUCT', name: 'Purchase' } },
    ])
    await expect(publishChangeSet(now(), set.id)).rejects.toMatchObject({
      code: 'change-set.checks-failed',
      issues: expect.arrayContaining([
        expect.objectContaining({ message: 'plan P1 names the product NO-PRODUCT, which is not there' }),
      ]),
    })
  })

  it('is refused when it would leave a product without a plan or a plan without a price', async () => {
    const set = await startChangeSet(now(), 'Bare product')
    await putChanges(now(), set.id, [{ kind: 'products', code: 'BARE', body: { name: 'Bare' } }])
    await expect(publishChangeSet(now(), set.id)).rejects.toThrow(/BARE needs at least one plan/)
    await putChanges(now(), set.id, [
      { kind: 'plans', code: 'BARE.BUY', body: { product: 'BARE', name: 'Purchase' } },
      {
        kind: 'prices',
        code: 'BARE.BUY.EUR',
        body: { plan: 'BARE.BUY', currency: 'eur', type: 'ONE_TIME', unitAmount: '10.00' },
      },
    ])
    await expect(publishChangeSet(now(), set.id)).resolves.toMatchObject({ status: 'published' })

    const removal = await startChangeSet(now(), 'Without its product')
    await removeThing(now(), removal.id, 'products', 'BARE')
    await expect(publishChangeSet(now(), removal.id)).rejects.toThrow(/the plan BARE.BUY needs it/)
  })

  it('refuses values that do not parse, with their place', async () => {
    const set = await startChangeSet(now(), 'Nonsense')
    const body = { plan: 'BARE.BUY', currency: 'EUR', type: 'ONE_TIME', unitAmount: '1'.repeat(40) }
    await expect(putChanges(now(), set.id, [{ kind: 'prices', code: 'LONG', body }])).rejects.toMatchObject({
      code: 'request.invalid',
      issues: [expect.objectContaining({ path: ['prices', 'LONG', 'unitAmount'] })],
    })
  })

  it('rolled back restores what it replaced and removes what it added', async () => {
    await publish('Before', [segment('ROLL', 'As it was')])
    const { revision } = await publish('Mistake', [segment('ROLL', 'Wrong'), segment('EXTRA', 'Extra')])
    const set = await rollBack(now(), revision ?? 0)
    const restored = (await publishChangeSet(now(), set.id)).revision ?? 0
    const rows = await rowsAt(server.app.database, 'segments', restored, ['ROLL', 'EXTRA'])
    expect(rows.map((row) => [row.code, row.name])).toEqual([['ROLL', 'As it was']])
  })
})

describe('whatever is published', () => {
  it('leaves every earlier revision readable and byte-identical, in the cache as in the database', async () => {
    const codes = ['A1', 'B2', 'C3', 'D4']
    const step = fc.array(fc.tuple(fc.constantFrom(...codes), fc.option(fc.constantFrom('x', 'y', 'z'))), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const seen = new Map<number, string>()
        for (const changes of steps) {
          const set = await startChangeSet(now(), 'Step')
          for (const [code, name] of changes) {
            if (name !== null) await putChanges(now(), set.id, [segment(code, name)])
            else await removeThing(now(), set.id, 'segments', code).catch(() => {})
          }
          const { revision } = await publishChangeSet(now(), set.id).catch(() => ({ revision: null }))
          if (revision === null) continue
          const db = server.app.database
          seen.set(revision, JSON.stringify(await rowsAt(db, 'segments', revision)))
          const snapshot = await readSnapshot(db, db, revision)
          expect(JSON.stringify(await snapshot.all(db, 'segments'))).toBe(seen.get(revision))
          const some = await snapshot.get(db, 'segments', codes)
          expect(some).toEqual(await rowsAt(db, 'segments', revision, codes))
          for (const [earlier, text] of seen)
            expect(JSON.stringify(await rowsAt(db, 'segments', earlier))).toBe(text)
        }
      }),
      { numRuns: 15 },
    )
  })
})
