import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract, Order } from '../../contract/orders.ts'
import type { Quote } from '../../contract/quotes.ts'
import { above1000, askRole, type Desk, openDesk, percent } from './testing.ts'

// What a contract gives back stands beside what it goes on with, and makes it look small.

const discounts = {
  code: 'DISCOUNT',
  condition: { field: 'discountPercent', op: 'gt', value: '15' },
  groups: [askRole('finance')],
}
let { office, anna, marta, customer } = {} as Desk
let contract: Contract
beforeAll(async () => {
  ;({ office, anna, marta, customer } = await openDesk())
  await office.only(above1000)
  const term = { start: '2027-01-01', months: 12 }
  const lines = [{ product: 'BRIDGE-ESSENTIALS', quantity: '500', term }]
  const asked = await office.submit(anna, await anna.newQuote({ customer, lines }))
  let quote = (await marta.act(asked, 'approve')).body
  for (const [action, body] of [['finalize'], ['accept', { name: 'Katrin Behrens' }], ['convert']] as const)
    quote = (await anna.act(quote, action, body)).body
  const order = (await anna.call<Order>('GET', `/orders/${quote.order?.id}`)).body
  contract = (await anna.call<Contract>('GET', `/contracts/${order.contract?.id}`)).body
})
afterAll(() => office.server.close())

async function amended(quantity: string): Promise<{ quote: Quote; line: string }> {
  const changes = [{ subscription: contract.subscriptions[0]?.id, quantity }]
  const made = await anna.call<Quote>('POST', `/contracts/${contract.id}/amend`, {
    from: '2027-01-02',
    changes,
  })
  expect(made.status, made.text).toBe(201)
  const line = made.body.lines.find((each) => !each.quantity.startsWith('-'))?.id as string
  return { quote: made.body, line }
}

describe('approval cannot be walked around by amending a contract', () => {
  it('that was approved, for less money', async () => {
    await office.only(above1000)
    const { quote } = await amended('300')
    expect(Number(quote.totals.total)).toBeLessThan(-1000)
    const submitted = await office.submit(anna, quote)
    expect(submitted.status).toBe('PENDING_APPROVAL')
    const [step] = (await office.request(submitted)).steps
    expect(step?.policies[0]?.because.join()).toMatch(/total €\d.* is at least €1,000/)
  })

  it('with a price set, or a discount on the line, that is nothing beside what is given back', async () => {
    await office.only(discounts)
    const given: ((line: string) => unknown)[] = [
      (line) => percent('40', line),
      (line) => ({
        type: 'setLine',
        line,
        fields: { unitPriceOverride: { value: '0', reason: 'Friends' } },
      }),
    ]
    for (const quantity of ['300', '501'])
      for (const give of given) {
        const { quote, line } = await amended(quantity)
        const cheap = await anna.commands(quote, [give(line)])
        expect(cheap.status, cheap.text).toBe(200)
        const submitted = await office.submit(anna, cheap.body)
        expect(submitted.status, `${quantity}: ${JSON.stringify(give('line'))}`).toBe('PENDING_APPROVAL')
        expect(Number((await office.request(submitted)).quote.discountPercent)).toBeLessThanOrEqual(100)
      }
  })

  it('and what changes little goes through, also for who asks about what is given back', async () => {
    await office.only(above1000, discounts)
    expect((await office.submit(anna, (await amended('501')).quote)).status).toBe('APPROVED')
    await office.only({ code: 'BACK', condition: { field: 'givenBack', op: 'gt', value: '20000' } })
    expect((await office.submit(anna, (await amended('501')).quote)).status).toBe('PENDING_APPROVAL')
  })
})
