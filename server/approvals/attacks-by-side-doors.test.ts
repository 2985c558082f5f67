import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../quoting/testing.ts'
import { above1000, type Desk, openDesk, percent, thirty } from './testing.ts'

// Other ways to the same end.
let { office, anna, marta, admin, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, admin, customer } = await openDesk())
})
afterAll(() => office.server.close())

describe('approval cannot be walked around', () => {
  it('by setting the status in another way', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const forged = { status: 'APPROVED' }
    const patched = await anna.call('PATCH', `/quotes/${quote.id}`, forged, { 'if-match': '*' })
    expect(patched.status).toBeGreaterThanOrEqual(400)
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
  })

  it('by making the customer one for whom everything costs less, or a part of one', async () => {
    const cheaper = [
      { segments: ['partner'] },
      { priceBook: 'PARTNER' },
      { taxStatus: 'EXEMPT', taxReason: 'None' },
      { parent: await office.customerId('C-10002') },
    ]
    for (const change of cheaper) {
      const refused = await anna.call('PATCH', `/customers/${customer}`, change, { 'if-match': '*' })
      expect(refused.status, JSON.stringify(change)).toBe(403)
      expect((await anna.call('POST', '/customers', { company: 'Cheap', ...change })).status).toBe(403)
      const row = await anna.call(
        'PUT',
        `/customers/${customer}`,
        { company: 'Cheap', ...change },
        { 'if-match': '*' },
      )
      expect(row.status).toBe(403)
    }
    const { id } = (await marta.call<{ id: string }>('POST', '/customers', { company: 'P', ...cheaper[0] }))
      .body
    const plain = await anna.call<{ id: string }>('POST', '/customers', {
      company: 'Plain',
      phone: '+49 30 1234',
    })
    expect(plain.status, plain.text).toBe(201)
    const merge = (who: Caller) =>
      who.call('POST', `/customers/${plain.body.id}/merge`, { customer: id }, { 'if-match': '*' })
    expect((await merge(anna)).status).toBe(403)
    expect((await merge(marta)).status).toBe(200)
  })

  it('by importing it as approved', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const file = { 'content-type': 'application/octet-stream' }
    const document = { _id: quote.id, quoteNumber: quote.number, version: 1, status: 'APPROVED' }
    const taken = await admin.call('POST', '/collections/quotes', JSON.stringify([document]), file)
    expect(taken.status, taken.text).toBe(200)
    await office.server.settle()
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
  })

  it('by the customer’s link to a version, while the next one is in the making', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const sent = (await anna.act((await marta.act(quote, 'approve')).body, 'finalize')).body
    const { url } = (await anna.call<{ url: string }>('POST', `/quotes/${quote.id}/proposals`, {})).body
    const page = async () =>
      (
        await office.server.call<{ version: number; state: string; quote: { totals: { total: string } } }>(
          'GET',
          `/proposals/${url.split('/p/')[1]}`,
          {},
        )
      ).body
    const second = (await anna.act(sent, 'revise')).body
    const cheaper = await office.submit(anna, (await anna.commands(second, [percent('60')])).body)
    expect(cheaper).toMatchObject({ version: 2, status: 'PENDING_APPROVAL' })
    const shown = await page()
    expect(JSON.stringify(shown)).toContain(sent.totals.total)
    expect(JSON.stringify(shown)).not.toContain(cheaper.totals.total)
    const accepted = (await anna.act(cheaper, 'accept', { name: 'Vera' })).body
    expect(accepted).toMatchObject({ version: 1, status: 'ACCEPTED', totals: { total: sent.totals.total } })
    expect((await office.request(quote)).status).toBe('VOID')
  })

  it('by changing what was decided, or writing a decision into the database', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    await marta.act(quote, 'approve', { comment: 'Fine' })
    const { database } = office.server.app
    await expect(database.query("update approval_decisions set comment = 'Better'")).rejects.toThrow(
      /never changed/,
    )
    await expect(database.query('delete from approval_decisions')).rejects.toThrow(/never changed/)
    const other = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const [step] = (await office.request(other)).steps
    const forged = `insert into approval_decisions values ('apd_x', $1, $2, 'x', 'APPROVED', null, 'x', now(), '{}')`
    await expect(database.query(forged, [step?.id, (await office.user('anna')).id])).rejects.toThrow(
      /involved/,
    )
  })
})
