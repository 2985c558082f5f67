import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WaySuggestion } from '../../contract/approvals.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type ApprovalOffice, askManager, askRole, openApprovalOffice } from '../approvals/testing.ts'
import type { Caller } from './testing.ts'

let office: ApprovalOffice
let anna: Caller
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  anna = await office.as('anna')
  customer = await office.customerId('C-10001')
  await office.only(
    {
      code: 'DISCOUNT',
      condition: { field: 'discountPercent', op: 'gt', value: '15' },
      groups: [askManager],
    },
    {
      code: 'DAYS',
      condition: { field: 'paymentTermsDays', op: 'gt', value: '60' },
      groups: [askRole('finance')],
    },
    {
      code: 'TERMS',
      condition: { field: 'termsChanged', op: 'eq', value: true },
      groups: [askRole('legal')],
    },
  )
})
afterAll(() => office.server.close())

type Preview = { steps: unknown[]; suggestions: WaySuggestion[] }
const preview = async (quote: Quote) =>
  (await anna.call<Preview>('GET', `/quotes/${quote.id}/approval-preview?suggest=true`)).body
const quoteWith = async (...commands: unknown[]) => {
  const quote = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] })
  return (await anna.commands(quote, commands)).body
}
const percent = (value: string) => ({
  type: 'applyDiscount',
  discount: { type: 'PERCENTAGE', value, reason: 'Competition' },
})
const terms = (fields: Record<string, unknown>) => ({ type: 'setQuote', fields })

describe('before submitting', () => {
  it('the smallest change that avoids an approval is named, and does so when it is taken', async () => {
    const quote = await quoteWith(percent('20'))
    const [way] = (await preview(quote)).suggestions
    expect(way).toMatchObject({ avoids: ['DISCOUNT'], avoidsAll: true })
    expect(way?.words).toMatch(/^Discount on the quote: 20 % → 1\d/)
    const changed = (await anna.commands(quote, way?.commands ?? [])).body
    expect((await preview(changed)).steps).toEqual([])
    expect(changed.totals.total).toBe(way?.total)
    expect((await office.submit(anna, changed)).status).toBe('APPROVED')
  })

  it('no smaller step of the same kind would have been enough', async () => {
    const quote = await quoteWith(percent('20'))
    const way = (await preview(quote)).suggestions.find((one) =>
      one.words.startsWith('Discount on the quote'),
    )
    const [command] = way?.commands ?? []
    const discount =
      command?.type === 'applyDiscount' && 'value' in command.discount ? command.discount : undefined
    const oneMore = { ...discount, value: String(Number(discount?.value) + 1) }
    const dearer = (await anna.commands(quote, [{ type: 'applyDiscount', discount: oneMore }])).body
    expect((await preview(dearer)).steps).toHaveLength(1)
  })

  it('payment terms, own terms and discounts each have their way out', async () => {
    const quote = await quoteWith(
      percent('20'),
      terms({ paymentTerms: '90 days net', terms: 'Penalties apply.' }),
    )
    const { steps, suggestions } = await preview(quote)
    expect(steps).toHaveLength(3)
    const words = suggestions.map((one) => one.words)
    expect(words).toContain('Payment terms: 90 days net → 60 days net')
    expect(words).toContain('Drop the terms of their own')
    expect(suggestions.every((one) => one.avoids.length > 0)).toBe(true)
  })

  it('nothing is suggested where nothing is asked', async () => {
    expect((await preview(await quoteWith(percent('5')))).suggestions).toEqual([])
  })
})
