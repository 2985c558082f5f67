import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { askRole, type Desk, openDesk, percent, thirty } from './testing.ts'

// A quote is taken back, changed and handed in again: only what got worse is asked.
let { office, anna, marta, admin, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, admin, customer } = await openDesk())
})
afterAll(() => office.server.close())

describe('an approval stands', () => {
  const discounts = { code: 'DISCOUNT', condition: { field: 'discountPercent', op: 'gt', value: '15' } }
  const days = {
    code: 'DAYS',
    condition: { field: 'paymentTermsDays', op: 'gt', value: '60' },
    groups: [askRole('finance')],
  }

  /** A quote with 20 % off and 90 days to pay, approved by both, and taken back into draft. */
  async function approvedAndRecalled(): Promise<Quote> {
    await office.only(discounts, days)
    const quote = await anna.newQuote(thirty(customer))
    const terms = { type: 'setQuote', fields: { paymentTerms: '90 days net' } }
    const asked = await office.submit(anna, (await anna.commands(quote, [percent('20'), terms])).body)
    expect((await office.request(asked)).steps).toHaveLength(2)
    const half = (await marta.act(asked, 'approve')).body
    expect(half.status).toBe('PENDING_APPROVAL')
    const done = (await (await office.as('frieda')).act(half, 'approve')).body
    expect(done.status).toBe('APPROVED')
    return (await anna.act(done, 'recall')).body
  }
  const open = async (quote: Quote) =>
    (await office.request(quote)).steps.filter((step) => step.status === 'OPEN').map((step) => step.asked)
  const discountTo = (quote: Quote, value: string) => {
    const { id } = quote.manualDiscounts[0] as { id: string }
    return { type: 'applyDiscount', discount: { id, type: 'PERCENTAGE', value, reason: 'Competition' } }
  }

  it('while nothing of what it looked at changes, or it only gets better', async () => {
    const draft = await approvedAndRecalled()
    const better = (await anna.commands(draft, [discountTo(draft, '18')])).body
    expect((await office.submit(anna, better)).status).toBe('APPROVED')
  })

  it('where only something else got worse', async () => {
    const draft = await approvedAndRecalled()
    const worse = (await anna.commands(draft, [discountTo(draft, '22')])).body
    expect((await office.submit(anna, worse)).status).toBe('PENDING_APPROVAL')
    expect(await open(worse)).toEqual(['the owner’s manager'])
  })

  it('for shorter terms in the same words, not for longer or other ones', async () => {
    for (const [paymentTerms, asked] of [
      ['75 days net', []],
      ['120 days net', ['finance']],
      ['75 days after the end of the project', ['finance']],
    ] as const) {
      const draft = await approvedAndRecalled()
      const next = (await anna.commands(draft, [{ type: 'setQuote', fields: { paymentTerms } }])).body
      await office.submit(anna, next)
      expect(await open(next), paymentTerms).toEqual(asked)
    }
  })

  it('not for another product, another quantity, another currency or another customer', async () => {
    const other = await office.customerId('C-10002')
    const changes: ((quote: Quote) => unknown[])[] = [
      (quote) => [{ type: 'setQuantity', line: quote.lines[0]?.id, quantity: '10' }],
      (quote) => [
        { type: 'addLine', line: { product: 'BRIDGE-ENTERPRISE', quantity: '30' } },
        { type: 'removeLine', line: quote.lines[0]?.id },
      ],
      () => [{ type: 'setQuote', fields: { currency: 'CHF' } }],
      () => [{ type: 'setQuote', fields: { customer: other, paymentTerms: '90 days net' } }],
    ]
    for (const change of changes) {
      const draft = await approvedAndRecalled()
      const next = (await anna.commands(draft, change(draft))).body
      await office.submit(anna, next)
      const shown = await office.request(next)
      expect(await open(next), JSON.stringify(shown.quote)).toContain('the owner’s manager')
    }
  })

  it('for this quote only: a copy has none', async () => {
    const draft = await approvedAndRecalled()
    const copy = (await anna.call('POST', `/quotes/${draft.id}/clone`, {})).body
    await office.submit(anna, copy)
    expect(await open(copy)).toContain('the owner’s manager')
  })

  it('never for any content because its policy asks about every quote', async () => {
    for (const condition of [{ operator: 'and', conditions: [] }, { expression: 'true' }]) {
      await office.only({ code: 'EVERY', condition })
      const approve = async () => {
        const asked = await office.submit(anna, await anna.newQuote(thirty(customer)))
        return (await anna.act((await marta.act(asked, 'approve')).body, 'recall')).body
      }
      expect((await office.submit(anna, await approve())).status).toBe('APPROVED')
      const cheap = (await anna.commands(await approve(), [percent('40')])).body
      expect((await office.submit(anna, cheap)).status).toBe('PENDING_APPROVAL')
    }
  })

  it('not where the same content is worth less: its customer became one about whom somebody is asked', async () => {
    const condition = { field: 'customer.segments', op: 'contains', value: 'enterprise' }
    await office.only({ code: 'SEGMENT', condition })
    const asked = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const draft = (await anna.act((await marta.act(asked, 'approve')).body, 'recall')).body
    const changed = await admin.call(
      'PATCH',
      `/customers/${customer}`,
      { segments: ['enterprise', 'engineering', 'blocked'] },
      { 'if-match': '*' },
    )
    expect(changed.status, changed.text).toBe(200)
    expect((await office.submit(anna, draft)).status).toBe('PENDING_APPROVAL')
  })
})
