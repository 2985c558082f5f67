import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
})
afterAll(() => office.server.close())

/** From a day on, a monitor costs something else. */
async function raiseFrom(effectiveFrom: string, unitAmount: string): Promise<void> {
  const petra = await office.as('petra')
  const { body } = await petra.call<{
    items: ({ code: string; currency: string } & Record<string, unknown>)[]
  }>('GET', '/prices?product=MON-24')
  const found = body.items.find((each) => each.currency === 'EUR')
  if (!found) throw new Error('MON-24 has no price in euros')
  const { code, revision: _, ...price } = found
  const ctx = systemContext(office.server.app)
  const set = await startChangeSet(ctx, 'A price to come')
  await putChanges(ctx, set.id, [
    { kind: 'prices', code, body: { ...price, effectiveTo: effectiveFrom } },
    { kind: 'prices', code: `${code}.LATER`, body: { ...price, unitAmount, effectiveFrom } },
  ])
  await publishChangeSet(ctx, set.id)
}

it('says what a quote comes to on another day, and leaves it as it is', async () => {
  await raiseFrom('2031-01-01T00:00:00Z', '1234.00')
  const draft = await anna.newQuote({ lines: [{ product: 'MON-24', quantity: '1' }] })
  const asOf = (at: string) => anna.call('GET', `/quotes/${draft.id}/as-of?asOf=${at}`)

  const before = (await asOf('2030-12-31T12:00:00Z')).body
  expect(before.lines[0]?.listUnitPrice).toBe(draft.lines[0]?.listUnitPrice)
  const after = (await asOf('2031-01-01T12:00:00Z')).body
  expect([after.lines[0]?.listUnitPrice, after.asOf]).toEqual(['1234.00', '2031-01-01T12:00:00.000Z'])

  const still = (await anna.call('GET', `/quotes/${draft.id}`)).body
  expect([still.seq, still.totals, still.asOf]).toEqual([draft.seq, draft.totals, draft.asOf])
})

it('needs an instant, and the right to read quotes', async () => {
  const { id } = await anna.newQuote({ lines: [{ product: 'MON-24', quantity: '1' }] })
  const wrong = await anna.call('GET', `/quotes/${id}/as-of?asOf=tomorrow`)
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([422, expect.stringContaining('asOf')])
  const oskar = await office.as('oskar')
  expect((await oskar.call('GET', `/quotes/${id}/as-of?asOf=2031-01-01T12:00:00Z`)).status).toBe(403)
})
