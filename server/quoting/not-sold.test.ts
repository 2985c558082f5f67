import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
}, 240_000)
afterAll(() => office.server.close())

/** Ends the sale of a product from the next revision on. */
async function end(code: string, lifecycle: 'deprecated' | 'retired', successor: string): Promise<void> {
  const { body } = await anna.call('GET', `/products/${code}`)
  const { revision: _, ...product } = (body as unknown as { product: Record<string, unknown> }).product
  const set = await startChangeSet(systemContext(office.server.app), `No more ${code}`)
  const put = { kind: 'products' as const, code, body: { ...product, lifecycle, successor } }
  await putChanges(systemContext(office.server.app), set.id, [put])
  await publishChangeSet(systemContext(office.server.app), set.id)
}

/** What a refusal says of the first thing that is wrong. */
const said = (body: unknown) => (body as Problem).issues?.[0]?.message

describe('a deprecated product', () => {
  it('is not sold anew, alone or in a bundle, and what is quoted already goes on', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-24' }] })
    await end('MON-24', 'deprecated', 'MON-27')

    const alone = await anna.call('POST', '/quotes', { lines: [{ product: 'MON-24' }] })
    expect([alone.status, said(alone.body)]).toEqual([
      422,
      expect.stringMatching(/is deprecated and not sold; MON-27 takes its place/),
    ])
    const bundle = await anna.call('POST', '/quotes', { lines: [{ product: 'DESK-STANDARD' }] })
    expect([bundle.status, said(bundle.body)]).toEqual([
      422,
      expect.stringMatching(/^Desk bundle Standard cannot be sold: .* is deprecated/),
    ])

    const line = quote.lines[0]?.id
    const changed = await anna.commands(quote, [{ type: 'setQuantity', line, quantity: '3' }])
    expect(changed.status).toBe(200)
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body.lines[0]?.quantity).toBe('3')
  })
})

describe('a draft on an older revision', () => {
  it('takes nothing that is retired by now', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'BRIDGE-ESSENTIALS' }] })
    await end('MON-34-UW', 'retired', 'MON-40-UW')
    const added = await anna.commands(quote, [{ type: 'addLine', line: { product: 'MON-34-UW' } }])
    expect([added.status, (added.body as unknown as Problem).detail]).toEqual([
      422,
      expect.stringMatching(/is retired and not sold; MON-40-UW takes its place/),
    ])
  })
})

describe('a subscription', () => {
  it('is renewed while its product is deprecated, and no more once that is retired', async () => {
    const { id } = await contractFor('BRIDGE-ESSENTIALS')
    await end('BRIDGE-ESSENTIALS', 'deprecated', 'BRIDGE-PRO')
    const renewal = () =>
      anna.call<{ lines?: { product: string }[]; detail: string }>('POST', `/contracts/${id}/renew`, {
        months: 12,
        price: { mode: 'SAME' },
      })
    const renewed = await renewal()
    expect([renewed.status, renewed.body.lines?.[0]?.product]).toEqual([201, 'BRIDGE-ESSENTIALS'])
    await end('BRIDGE-ESSENTIALS', 'retired', 'BRIDGE-PRO')
    const refused = await renewal()
    expect(refused.status).toBe(422)
    expect(refused.body.detail).toContain('is retired; BRIDGE-PRO takes its place')
  })
})

/** The contract of a customer who has bought a year of it. */
async function contractFor(product: string): Promise<{ id: string }> {
  const customer = await office.customerId('C-10001')
  const lines = [{ product, quantity: '10', term: { start: '2027-01-01', months: 12 } }]
  const draft = await anna.newQuote({ customer, lines })
  await anna.act(draft, 'submit')
  await office.server.settle()
  let quote = (await anna.call('GET', `/quotes/${draft.id}`)).body
  if (quote.status === 'PENDING_APPROVAL')
    quote = (await (await office.as('marta')).act(quote, 'approve')).body
  for (const action of ['finalize', 'accept', 'convert'])
    quote = (await anna.act(quote, action, action === 'accept' ? { name: 'Katrin Behrens' } : {})).body
  const order = await anna.call<{ contract: { id: string } }>('GET', `/orders/${quote.order?.id}`)
  return order.body.contract
}
