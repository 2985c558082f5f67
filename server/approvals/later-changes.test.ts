import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { above1000, code, type Desk, openDesk, thirty } from './testing.ts'

// What happens around a quote once it is approved: none of it reaches the customer unseen.

let { office, anna, marta, admin, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, admin, customer } = await openDesk())
  await office.only(above1000)
})
afterAll(() => office.server.close())

async function approved(): Promise<Quote> {
  const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
  const done = await marta.act(quote, 'approve')
  expect(done.body.status, done.text).toBe('APPROVED')
  return done.body
}
const loyal = { type: 'applyDiscount', discount: { code: 'LOYAL3' } }

describe('an approved quote', () => {
  it('takes no discount code any more, and with one is asked about again', async () => {
    const quote = await approved()
    expect(code(await anna.commands(quote, [loyal]))).toBe('quote.wrong-state')
    const posted = await anna.call('POST', `/quotes/${quote.id}/discounts`, { code: 'LOYAL3' })
    expect(code(posted)).toBe('quote.wrong-state')
    const draft = (await anna.act(quote, 'recall')).body
    const cheaper = (await anna.commands(draft, [loyal])).body
    expect(Number(cheaper.totals.net)).toBeLessThan(Number(quote.totals.net))
    expect((await office.submit(anna, cheaper)).status).toBe('PENDING_APPROVAL')
  })

  it('keeps its prices when the catalog gets cheaper, and with the new ones is asked about again', async () => {
    const quote = await approved()
    const petra = await office.as('petra')
    const set = await petra.call<{ id: string }>('POST', '/change-sets', { title: 'Cheaper for everybody' })
    const put = await petra.call('PUT', `/change-sets/${set.body.id}/discounts/NEW-TENTH`, {
      code: 'NEW-TENTH',
      name: 'A tenth for everybody',
      type: 'PERCENTAGE',
      value: '10',
      scope: 'QUOTE',
      automatic: true,
      stackable: true,
      priority: 5,
    })
    expect(put.status, put.text).toBe(200)
    const published = await petra.call<{ revision: number }>(
      'POST',
      `/change-sets/${set.body.id}/publish`,
      {},
    )
    expect(published.status, published.text).toBe(200)
    const refresh = [{ type: 'setQuote', fields: { revision: published.body.revision } }]
    expect(code(await anna.commands(quote, refresh))).toBe('quote.wrong-state')
    expect((await office.now(anna, quote)).totals.total).toBe(quote.totals.total)

    const draft = (await anna.act(quote, 'recall')).body
    const cheaper = (await anna.commands(draft, refresh)).body
    expect(Number(cheaper.totals.net)).toBeLessThan(Number(quote.totals.net))
    expect((await office.submit(anna, cheaper)).status).toBe('PENDING_APPROVAL')
  })

  it('made a template of passes on nothing of its approval', async () => {
    const quote = await approved()
    const kept = await anna.call('PATCH', `/quotes/${quote.id}`, { template: true }, { 'if-match': '*' })
    expect(kept.status, kept.text).toBe(200)
    const copy = (await anna.call('POST', `/quotes/${quote.id}/clone`, {})).body
    expect((await anna.act(copy, 'finalize')).status).toBe(409)
    expect((await office.submit(anna, copy)).status).toBe('PENDING_APPROVAL')
  })

  it('goes out as it was approved although its customer became another one meanwhile', async () => {
    const other = await admin.call<{ id: string }>('POST', '/customers', {
      company: 'Merged away',
      segments: ['partner'],
      currency: 'EUR',
    })
    const quote = await approved()
    const merged = await admin.call(
      'POST',
      `/customers/${customer}/merge`,
      { customer: other.body.id },
      { 'if-match': '*' },
    )
    expect(merged.status, merged.text).toBe(200)
    const sent = await anna.act(await office.now(anna, quote), 'finalize')
    expect(sent.body.status, sent.text).toBe('FINALIZED')
    expect(sent.body.totals.total).toBe(quote.totals.total)
  })
})
