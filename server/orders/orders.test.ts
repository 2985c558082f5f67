import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract, Order } from '../../contract/orders.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

let office: SalesOffice
let anna: Caller
let marta: Caller
let customer: string
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  marta = await office.as('marta')
  customer = await office.customerId('C-10001')
})
afterAll(() => office.server.close())

const problem = (response: { body: unknown }) => response.body as Problem

/** The order of a small quote: seats that recur, a monitor that may be left out, another one that is bought. */
async function ordered(): Promise<{ order: Order; quote: Quote }> {
  const lines = [
    { product: 'BRIDGE-ESSENTIALS', quantity: '2' },
    { product: 'MON-24', quantity: '1' },
    { product: 'MON-27', optional: true },
  ]
  const draft = await anna.newQuote({ customer, lines })
  await anna.act(draft, 'submit')
  await office.server.settle()
  const approved = (await anna.call('GET', `/quotes/${draft.id}`)).body
  const finalized = (await anna.act(approved, 'finalize')).body
  const accepted = (await anna.act(finalized, 'accept', { name: 'Katrin Behrens' })).body
  const quote = (await anna.act(accepted, 'convert')).body
  const order = (await marta.call<Order>('GET', `/orders/${quote.order?.id}`)).body
  return { order, quote }
}
const act = (order: Order, action: string, body: object = {}) =>
  marta.call<Order>('POST', `/orders/${order.id}/${action}`, body, { 'if-match': `"${order.version}"` })

describe('lines of several orders', () => {
  it('are noted as delivered at once, and what was delivered before is named', async () => {
    const [one, two] = [await ordered(), await ordered()]
    await act(two.order, 'fulfill', {})
    const lineOf = ({ order }: { order: Order }) => order.lines[1]?.quoteLine
    const { body } = await marta.call<{ changed: string[]; refused: { lines: string[] }[] }>(
      'POST',
      '/quote-lines/fulfill',
      { lines: [lineOf(one), lineOf(two)] },
    )
    expect(body).toMatchObject({ changed: [lineOf(one)], refused: [{ lines: [lineOf(two)] }] })
    const after = (await marta.call<Order>('GET', `/orders/${one.order.id}`)).body
    expect([after.status, ...after.lines.map((line) => line.status)]).toEqual(['OPEN', 'OPEN', 'FULFILLED'])
    const quote = (await anna.call('GET', `/quotes/${one.quote.id}`)).body
    expect(quote.lines[1]?.status).toBe('FULFILLED')
  })
})

describe('an order', () => {
  it('holds what was accepted, without what was only an option, and adds up to its quote', async () => {
    const { order, quote } = await ordered()
    expect(order.lines.map((line) => line.product)).toEqual(['BRIDGE-ESSENTIALS', 'MON-24'])
    expect(order).toMatchObject({ total: quote.totals.total, net: quote.totals.net, status: 'OPEN' })
  })

  it('makes a contract with a subscription for each line that recurs', async () => {
    const { order } = await ordered()
    const contract = (await anna.call<Contract>('GET', `/contracts/${order.contract?.id}`)).body
    expect(contract).toMatchObject({ status: 'ACTIVE', order: { id: order.id } })
    expect(contract.subscriptions).toHaveLength(1)
    expect(contract.subscriptions[0]).toMatchObject({
      orderLine: order.lines[0]?.id,
      product: 'BRIDGE-ESSENTIALS',
      quantity: '2',
      net: order.lines[0]?.net,
    })
    const { items } = (await anna.call<{ items: Contract[] }>('GET', `/contracts?customer=${customer}`)).body
    expect(items.map(({ id }) => id)).toContain(contract.id)
  })

  it('is worked off line by line; the quote’s lines are fulfilled with it', async () => {
    const { order, quote } = await ordered()
    const partly = await act(order, 'fulfill', { lines: [order.lines[1]?.id] })
    expect(partly.body).toMatchObject({ status: 'OPEN' })
    expect(partly.body.lines.map(({ status }) => status)).toEqual(['OPEN', 'FULFILLED'])
    const whole = await act(partly.body, 'fulfill')
    expect(whole.body).toMatchObject({ status: 'FULFILLED' })
    const again = await act(order, 'fulfill')
    expect(again).toMatchObject({ status: 200, body: { version: whole.body.version } })

    const lines = (await anna.call('GET', `/quotes/${quote.id}`)).body.lines
    expect(lines.map(({ status }) => status)).toEqual(['FULFILLED', 'FULFILLED', 'APPROVED'])
  })

  it('that was delivered in part cannot be cancelled; an open one ends with its contract', async () => {
    const { order } = await ordered()
    const partly = await act(order, 'fulfill', { lines: [order.lines[1]?.id] })
    expect(problem(await act(partly.body, 'cancel', { reason: 'Too late' })).code).toBe('order.delivered')

    const other = (await ordered()).order
    expect((await act(other, 'cancel', { reason: 'The customer closed' })).body).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'The customer closed',
    })
    const contract = (await anna.call<Contract>('GET', `/contracts/${other.contract?.id}`)).body
    expect([contract.status, contract.subscriptions[0]?.status]).toEqual(['CANCELLED', 'CANCELLED'])
    expect(problem(await act(other, 'fulfill')).code).toBe('request.stale')
  })

  it('is changed by those with the right, in the state they have seen', async () => {
    const { order } = await ordered()
    const asRep = await anna.call('POST', `/orders/${order.id}/fulfill`, {}, { 'if-match': '"1"' })
    expect(asRep.status).toBe(403)
    expect((await marta.call('POST', `/orders/${order.id}/fulfill`, {})).status).toBe(428)
    expect(problem(await act(order, 'fulfill', { lines: ['orl_somebodyelses1'] })).code).toBe(
      'request.invalid',
    )
  })
})
