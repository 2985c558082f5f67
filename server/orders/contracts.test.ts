import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract, Order } from '../../contract/orders.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { add, divide, exact, multiply, round, toPlaces } from '../../engines/money/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

let office: SalesOffice
let anna: Caller
let customer: string
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  customer = await office.customerId('C-10001')
})
afterAll(() => office.server.close())

const problem = (response: { body: unknown }) => response.body as Problem
const term = { start: '2027-01-01', months: 12 }

/** Takes a draft to its order, and reads the contract it made or changed. */
async function sold(draft: Quote): Promise<{ quote: Quote; contract: Contract }> {
  await anna.act(draft, 'submit')
  await office.server.settle()
  let quote = (await anna.call('GET', `/quotes/${draft.id}`)).body
  if (quote.status === 'PENDING_APPROVAL') {
    const marta = await office.as('marta')
    quote = (await marta.act(quote, 'approve')).body
  }
  quote = (await anna.act(quote, 'finalize')).body
  quote = (await anna.act(quote, 'accept', { name: 'Katrin Behrens' })).body
  quote = (await anna.act(quote, 'convert')).body
  const order = (await anna.call<Order>('GET', `/orders/${quote.order?.id}`)).body
  return { quote, contract: await contractOf(order.contract?.id) }
}
async function contractOf(id: string | undefined): Promise<Contract> {
  return (await anna.call<Contract>('GET', `/contracts/${id}`)).body
}
async function tenSeats(): Promise<Contract> {
  const lines = [{ product: 'BRIDGE-ESSENTIALS', quantity: '10', term }, { product: 'MON-24' }]
  return (await sold(await anna.newQuote({ customer, lines }))).contract
}
const amend = (contract: Contract, body: object) =>
  anna.call<Quote>('POST', `/contracts/${contract.id}/amend`, body)
const sum = (...amounts: string[]) => toPlaces(amounts.map(exact).reduce(add), 2)

describe('an amendment', () => {
  it('gives back what is not earned and charges the new quantity for the rest, at the price agreed', async () => {
    const contract = await tenSeats()
    const [seats] = contract.subscriptions
    const changes = [{ subscription: seats?.id, quantity: '15' }]
    const { status, body: quote } = await amend(contract, { from: '2027-07-01', changes })
    expect(status).toBe(201)
    expect(quote.contract).toEqual({
      kind: 'AMENDMENT',
      id: contract.id,
      number: contract.number,
      from: '2027-07-01',
    })
    const [credit, next] = quote.lines
    // Six of twelve months are earned: half goes back, and five more seats cost half a year.
    expect([credit?.quantity, next?.quantity]).toEqual(['-10', '15'])
    expect(sum(credit?.net ?? '', credit?.net ?? '', seats?.net ?? '')).toBe('0.00')
    expect(sum(next?.net ?? '', credit?.net ?? '')).toBe(quote.totals.net)
    expect(next?.periodNet).toBe(sum(...Array.from({ length: 15 }, () => next?.unitPrice ?? '')))
  })

  it('becomes part of the contract with its order: earned, given back and new are the whole to the cent', async () => {
    const contract = await tenSeats()
    const [seats] = contract.subscriptions
    const changes = [{ subscription: seats?.id, quantity: '4' }]
    const draft = (await amend(contract, { from: '2027-04-16', changes })).body
    expect(draft.totals.net.startsWith('-')).toBe(true)
    const { quote, contract: after } = await sold(draft)
    expect(quote.status).toBe('CONVERTED')
    expect(after.id).toBe(contract.id)
    expect(
      after.subscriptions.map(({ quantity, status, startsOn, endsOn }) => [
        quantity,
        status,
        startsOn,
        endsOn,
      ]),
    ).toEqual([
      ['10', 'ENDED', '2027-01-01', '2027-04-16'],
      ['4', 'ACTIVE', '2027-04-16', '2028-01-01'],
    ])
    expect(after.quotes).toMatchObject([{ id: quote.id, kind: 'AMENDMENT', status: 'CONVERTED' }])
    const again = await amend(after, { from: '2027-06-01', changes })
    expect(problem(again).code).toBe('contract.cannot-change')
  })

  it('can end everything; then the contract has ended', async () => {
    const contract = await tenSeats()
    const changes = [{ subscription: contract.subscriptions[0]?.id, quantity: null }]
    const draft = (await amend(contract, { from: '2027-03-01', changes })).body
    expect(draft.lines).toHaveLength(1)
    // The order has no subscription of its own, and still says which contract it ended.
    const { contract: after } = await sold(draft)
    expect([after.id, after.status, after.endsOn]).toEqual([contract.id, 'ENDED', '2027-03-01'])
    expect(problem(await amend(after, { from: '2027-04-01', changes })).code).toBe('contract.wrong-state')
  })

  it('that is overtaken by another one makes no order', async () => {
    const contract = await tenSeats()
    const changes = [{ subscription: contract.subscriptions[0]?.id, quantity: '11' }]
    const [one, two] = [
      (await amend(contract, { from: '2027-05-01', changes })).body,
      (await amend(contract, { from: '2027-06-01', changes })).body,
    ]
    await sold(one)
    await anna.act(two, 'submit')
    await office.server.settle()
    let late = (await anna.call('GET', `/quotes/${two.id}`)).body
    if (late.status === 'PENDING_APPROVAL')
      late = (await (await office.as('marta')).act(late, 'approve')).body
    late = (await anna.act(late, 'finalize')).body
    late = (await anna.act(late, 'accept', { name: 'Katrin Behrens' })).body
    expect(problem(await anna.act(late, 'convert')).code).toBe('contract.changed')
  })

  it('is refused where it makes no sense, and its credits stay as they are', async () => {
    const contract = await tenSeats()
    const subscription = contract.subscriptions[0]?.id
    const reasonOf = async (body: object) => problem(await amend(contract, body)).detail
    expect(await reasonOf({ from: '2028-02-01', changes: [{ subscription, quantity: '5' }] })).toMatch(
      /ends on 2028-01-01/,
    )
    expect(await reasonOf({ from: '2026-12-01', changes: [{ subscription, quantity: '5' }] })).toMatch(
      /begins only on/,
    )
    expect(await reasonOf({ from: '2027-02-01', changes: [{ subscription, quantity: '10' }] })).toMatch(
      /nothing is different/,
    )
    const draft = (await amend(contract, { from: '2027-02-01', changes: [{ subscription, quantity: '5' }] }))
      .body
    const commands = [{ type: 'removeLine', line: draft.lines[0]?.id }]
    const removed = await anna.call('POST', `/quotes/${draft.id}/commands`, { seq: draft.seq, commands })
    expect(problem(removed).detail).toMatch(/follows from the contract/)
    const copy = (await anna.call('POST', `/quotes/${draft.id}/clone`)).body
    expect([copy.contract, copy.lines.map((line) => line.quantity)]).toEqual([undefined, ['5']])
  })
})

describe('a renewal', () => {
  it.each([
    [{ mode: 'SAME' }, '100'],
    [{ mode: 'UPLIFT', percent: '5' }, '105'],
  ])('goes on where the contract ends, priced %o', async (price, percent) => {
    const contract = await tenSeats()
    const [seats] = contract.subscriptions
    const { body: draft } = await anna.call<Quote>('POST', `/contracts/${contract.id}/renew`, { price })
    expect(draft.lines.map(({ product, quantity }) => [product, quantity])).toEqual([
      ['BRIDGE-ESSENTIALS', '10'],
    ])
    expect(draft.lines[0]?.serviceTerm).toEqual({ start: '2028-01-01', end: '2029-01-01' })
    const cents = (text: string | undefined) => BigInt((text ?? '').replace('.', ''))
    expect(cents(draft.totals.net) * 100n).toBe(cents(seats?.net) * BigInt(percent))
    const { contract: after } = await sold(draft)
    expect(after.renews).toEqual({ id: contract.id, number: contract.number })
    expect((await contractOf(contract.id)).renewedBy).toEqual({ id: after.id, number: after.number })
    const again = await anna.call('POST', `/contracts/${contract.id}/renew`, {})
    expect(problem(again).detail).toMatch(/goes on as/)
  })
})

describe('what has no end', () => {
  /** Two seats, the first 31 days free, sold without an end. */
  async function endless(): Promise<Contract> {
    const term = { start: '2027-01-01', evergreen: true, trialDays: 31 }
    const lines = [{ product: 'BRIDGE-ESSENTIALS', quantity: '2', term }]
    return (await sold(await anna.newQuote({ customer, lines }))).contract
  }
  const notice = async (contract: Contract, body: object) =>
    (await office.as('ingrid')).call<Contract>('POST', `/contracts/${contract.id}/give-notice`, body)

  it('says its free days, ends with notice, and goes on when the notice is taken back', async () => {
    const contract = await endless()
    expect(contract.subscriptions[0]).toMatchObject({ trialDays: 31, quantity: '2' })
    expect(contract.endsOn).toBeUndefined()
    const order = (await anna.call<Order>('GET', `/orders/${contract.order.id}`)).body
    expect(order.lines[0]?.trialDays).toBe(31)

    const given = (await notice(contract, { endsOn: '2027-04-01' })).body
    expect([given.status, given.endsOn]).toEqual(['ACTIVE', '2027-04-01'])
    expect(given.subscriptions[0]).toMatchObject({ endsOn: '2027-04-01', noticeAt: expect.any(String) })

    const back = (await notice(contract, { endsOn: null })).body
    expect([back.endsOn, back.subscriptions[0]?.endsOn]).toEqual([undefined, undefined])
    expect(back.subscriptions[0]?.noticeAt).toBeUndefined()
  })

  it('has nothing to renew, and is amended without an end', async () => {
    const contract = await endless()
    const renewal = await anna.call('POST', `/contracts/${contract.id}/renew`, {})
    expect(problem(renewal).detail).toMatch(/no end and goes on by itself, so there is nothing to renew/)
    const changes = [{ subscription: contract.subscriptions[0]?.id, quantity: '3' }]
    const inside = (await amend(contract, { from: '2027-07-16', changes })).body
    // Half of July is left, and no more of it was charged yet.
    const month = contract.subscriptions[0]?.periodNet ?? ''
    const credit = toPlaces(round(multiply(exact(month), divide(exact('-16'), exact('31'))), 2), 2)
    expect(inside.lines.map(({ net }) => net)[0]).toBe(credit)
    // On the first nothing of the month was charged: there is nothing to give back.
    const { status, body: quote } = await amend(contract, { from: '2027-07-01', changes })
    expect([status, quote.lines.map(({ quantity }) => quantity)]).toEqual([201, ['3']])
    const { contract: after } = await sold(quote)
    expect(after.subscriptions.at(-1)).toMatchObject({ quantity: '3', status: 'ACTIVE' })
    expect([after.endsOn, after.subscriptions.at(-1)?.endsOn]).toEqual([undefined, undefined])
  })

  it('is the only thing notice is given of', async () => {
    const contract = await tenSeats()
    const given = await notice(contract, { endsOn: '2027-04-01' })
    expect(problem(given).code).toBe('contract.cannot-change')
    const subscriptions = contract.subscriptions.map(({ id }) => id)
    const named = await notice(contract, { endsOn: '2027-04-01', subscriptions })
    expect(problem(named).detail).toMatch(/has an end; amend the contract instead/)
  })
})
