import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Quote, QuoteLine } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
let oskar: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  oskar = await office.as('oskar')
}, 240_000)
afterAll(() => office.server.close())

const holds = ({ lines }: Quote) =>
  lines.filter((line) => line.parent).map(({ product, quantity }) => `${quantity} ${product}`)
const head = ({ lines }: Quote) => lines[0] as QuoteLine
const why = (body: unknown) => (body as Problem).issues?.[0]?.message ?? (body as Problem).detail
const room = (more: object = {}) => ({ currency: 'EUR', lines: [{ product: 'MEETING-ROOM', ...more }] })

describe('a bundle with variants', () => {
  it('is sold in its first variant unless another is chosen, each with its own contents and price', async () => {
    const small = await anna.newQuote(room())
    expect(head(small)).toMatchObject({
      variant: 'SMALL',
      productName: 'Meeting room bundle, Small room',
      unitPrice: '1490.00',
    })
    expect(holds(small)).toEqual(['1 MON-40-UW', '1 CAM-4K', '1 SPEAKER', '1 DOCK-TB'])

    const large = await anna.newQuote(room({ variant: 'LARGE' }))
    expect(head(large)).toMatchObject({ variant: 'LARGE', unitPrice: '3290.00' })
    expect(holds(large)).toEqual(['2 MON-32-4K', '2 CAM-4K', '2 SPEAKER', '1 DOCK-TB'])
  })

  it('becomes another one on the quote, and what stays in it keeps its notes', async () => {
    const quote = await anna.newQuote(room())
    const camera = quote.lines.find((line) => line.product === 'CAM-4K')
    const noted = await anna.commands(quote, [
      { type: 'setLine', line: camera?.id, fields: { notes: 'White' } },
      { type: 'setLine', line: head(quote).id, fields: { variant: 'LARGE' } },
    ])
    expect(noted.status).toBe(200)
    const { body } = await anna.call('GET', `/quotes/${quote.id}`)
    expect(holds(body)).toContain('2 CAM-4K')
    expect(body.lines.find((line) => line.product === 'CAM-4K')).toMatchObject({
      id: camera?.id,
      notes: 'White',
    })
    expect(head(body).unitPrice).toBe('3290.00')
  })

  it('holds one of the alternatives of a group', async () => {
    const components = [{ product: 'CBL-DP2', quantity: '2' }]
    expect(holds(await anna.newQuote(room({ components })))).toContain('2 CBL-DP2')
    expect(holds(await anna.newQuote(room({ components })))).not.toContain('1 DOCK-TB')
    const both = room({ components: [...components, { product: 'DOCK-TB', quantity: '1' }] })
    expect(why((await anna.call('POST', '/quotes', both)).body)).toContain(
      'DOCK-TB and CBL-DP2 are alternatives (Connection); one of them can be chosen',
    )
  })

  it('is refused in a variant it does not have', async () => {
    const { status, body } = await anna.call('POST', '/quotes', room({ variant: 'HUGE' }))
    expect(status).toBe(422)
    expect(why(body)).toContain('MEETING-ROOM has no variant HUGE; there are SMALL, LARGE')
  })

  it('is priced by its variant through the API too', async () => {
    const priced = async (variant?: string) => {
      const body = { currency: 'EUR', ...(variant && { variant }) }
      const answer = await anna.call<{ priced: { totals: { list: string } } }>(
        'POST',
        '/products/MEETING-ROOM/price',
        body,
      )
      return answer.body.priced.totals.list
    }
    expect([await priced(), await priced('LARGE')]).toEqual(['1490.00', '3290.00'])
    expect((await anna.call('POST', '/products/MEETING-ROOM/price', { variant: 'HUGE' })).status).toBe(404)
  })
})

describe('a bundle priced without a quote', () => {
  it('costs what a quote of it would say, with all it usually holds', async () => {
    for (const product of ['RACK-STARTER', 'MEETING-ROOM']) {
      const quote = await anna.newQuote({ lines: [{ product }] })
      const answer = await anna.call<{ priced: { lines: { net?: string }[]; totals: { total: string } } }>(
        'POST',
        `/products/${product}/price`,
        { currency: quote.currency, customer: quote.customer?.id },
      )
      expect(answer.body.priced.lines).toHaveLength(quote.lines.length)
      expect(answer.body.priced.totals.total).toBe(quote.totals?.total)
    }
  })
})

describe('the quantity of a part', () => {
  it('stays within what the bundle may hold of it', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'RACK-STARTER' }] })
    const part = (product: string) => quote.lines.find((line) => line.product === product)?.id
    const set = (product: string, quantity: string) =>
      anna.commands(quote, [{ type: 'setQuantity', line: part(product), quantity }], { dryRun: true })
    expect((await set('RAIL-SLIDE', '8')).status).toBe(200)
    expect(why((await set('RAIL-SLIDE', '9')).body)).toContain('holds 0 to 8 of RAIL-SLIDE, not 9')
    expect(why((await set('UPS-3000R', '2')).body)).toContain('holds 1 of UPS-3000R, not 2')
  })

  it('is nothing where the bundle may do without it', async () => {
    const components = [{ product: 'RAIL-SLIDE', quantity: '0' }]
    const quote = await anna.newQuote({ lines: [{ product: 'RACK-STARTER', components }] })
    expect(holds(quote).some((part) => part.endsWith('RAIL-SLIDE'))).toBe(false)
  })
})

it('what names a variant that is not there is not published', async () => {
  const { body: set } = await oskar.call<{ id: string }>('POST', '/change-sets', { title: 'Rooms' })
  const { body } = await oskar.call<{ product: object }>('GET', '/products/MEETING-ROOM')
  const { revision: _, code: __, ...product } = body.product as Record<string, unknown>
  await oskar.call('PUT', `/change-sets/${set.id}/products/MEETING-ROOM`, {
    ...product,
    components: [
      { product: 'CAM-4K', minQuantity: '1', defaultQuantity: '1', pricing: 'INCLUDED', variants: ['HUGE'] },
    ],
  })
  const price = {
    plan: 'MEETING-ROOM.BUY',
    variant: 'HUGE',
    currency: 'EUR',
    type: 'ONE_TIME',
    unitAmount: '1',
  }
  await oskar.call('PUT', `/change-sets/${set.id}/prices/HUGE`, price)
  const { body: shown } = await oskar.call<Problem>('GET', `/change-sets/${set.id}`)
  expect(shown.issues?.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      'MEETING-ROOM holds CAM-4K in the variant HUGE, which it does not have',
      'MEETING-ROOM has no variant HUGE; there are SMALL, LARGE',
    ]),
  )
})
