import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { signInAs } from '../identity/testing.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
})
afterAll(() => office.server.close())

/** Publishes rows of reference data as the pricing administrator would. */
async function publish(...rows: { path: string; body: Record<string, unknown> }[]): Promise<void> {
  const petra = await signInAs(office.server.app, 'pricing-admin')
  const call = (path: string, body: unknown) =>
    office.server.call<{ id: string }>('POST', path, { token: petra.token, body })
  const set = (await call('/change-sets', { title: 'Unusual prices' })).body.id
  for (const { path, body } of rows) expect((await call(path, body)).status).toBe(201)
  const published = await call(`/change-sets/${set}/publish`, {})
  expect(published.body).toMatchObject({ status: 'published' })
}

const line = (quote: Quote, at: number) => quote.lines[at] as Quote['lines'][number]
const discount = (body: Record<string, unknown>) => ({
  path: '/discounts',
  body: { name: body.code, scope: 'LINE', ...body },
})

it('discounts of every kind the pricer knows are published, entered and explained', async () => {
  await publish(
    discount({ code: 'ALL-FOR-3500', type: 'FIXED_TOTAL', value: '3500', currency: 'EUR', scope: 'QUOTE' }),
    discount({ code: 'FIRST-TWO', type: 'PERCENTAGE', value: '50', maxUnits: '2', products: ['MON-27'] }),
    discount({ code: 'EACH-TEN', type: 'PERCENTAGE', value: '10', scope: 'QUOTE', spread: 'EACH' }),
  )
  const lines = [{ product: 'MON-27', quantity: '10' }]
  const plain = await anna.newQuote({ lines })
  const unit = Number(line(plain, 0).unitPrice)

  const capped = await anna.newQuote({ lines, discountCodes: ['FIRST-TWO'] })
  const given = line(capped, 0).discounts.find(({ code }) => code === 'FIRST-TWO')
  expect(Number(given?.amount)).toBeCloseTo(unit, 2) // half of two units

  const total = await anna.newQuote({ lines, discountCodes: ['ALL-FOR-3500'] })
  expect(line(total, 0).net).toBe('3500.00')

  const each = await anna.newQuote({ lines, discountCodes: ['EACH-TEN'] })
  expect(each.issues).toEqual([])
  expect(Number(line(each, 0).net)).toBeCloseTo(Number(line(plain, 0).net) * 0.9, 2)
})

it('a rule rounds the price it makes and keeps it between two ends', async () => {
  await publish({
    path: '/rules',
    body: {
      code: 'NEAT',
      name: 'Neat prices',
      kind: 'CONDITIONAL',
      products: ['MON-24'],
      priority: 900,
      factor: '0.913',
      rounding: { step: '5', mode: 'DOWN' },
    },
  })
  const quote = await anna.newQuote({ lines: [{ product: 'MON-24', quantity: '1' }] })
  const { listUnitPrice, unitPrice } = line(quote, 0)
  expect(Number(unitPrice)).toBe(Math.floor((Number(listUnitPrice) * 0.913) / 5) * 5)
})
