import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

type Followed = {
  complete: boolean
  questions: { code: string; answered: string[] }[]
  offers: { product: string; because: string; reasons: string[]; decisions: unknown[] }[]
}
let office: SalesOffice
let anna: Caller
let marta: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  marta = await office.as('marta')
})
afterAll(() => office.server.close())

const answer = (answers: Record<string, string[]>) =>
  anna.call<Followed>('POST', '/guides/WORKSTATION/answers', { answers })

test('a guide asks what matters for the answers so far', async () => {
  const codes = async (answers: Record<string, string[]>) =>
    (await answer(answers)).body.questions.map((question) => question.code)
  expect(await codes({})).toEqual(['work', 'place', 'needs'])
  expect(await codes({ work: ['cad'] })).toEqual(['work', 'assembly', 'place', 'needs'])
  expect(await codes({ work: ['learning'] })).toEqual(['work', 'cards', 'place', 'needs'])
})

test('answers lead to the products that fit, with the reason and the first options', async () => {
  const { body } = await answer({
    work: ['cad'],
    assembly: ['large'],
    place: ['desk'],
    needs: ['quiet', 'mirror'],
  })
  expect(body.complete).toBe(true)
  expect(body.offers.map((offer) => offer.product)).toEqual(['PILOT-T2'])
  expect(body.offers[0]?.reasons).toEqual(['CAD and GIS', 'At the desk'])
  expect(body.offers[0]?.decisions).toContainEqual({ variable: 'memory', value: '2xMEM-U48' })
  expect(body.offers[0]?.decisions).not.toContainEqual({ variable: 'wifi', value: true })
})

test('what a guide decides can be had on the product it leads to', async () => {
  for (const work of ['viewing', 'cad', 'simulation', 'rendering', 'learning']) {
    for (const place of ['desk', 'rack']) {
      const more = { assembly: ['large'], cards: ['one'], needs: ['quiet', 'mirror', 'wireless'] }
      const { body } = await answer({ work: [work], place: [place], ...more })
      expect(body.offers.length, `${work} ${place}`).toBeGreaterThan(0)
      for (const { product, decisions } of body.offers) {
        const { body: state } = await anna.call('POST', `/products/${product}/configure`, { decisions })
        expect(state, `${product} for ${work}`).toMatchObject({ refused: [] })
      }
    }
  }
})

test('an answer that was never offered is refused with those there are', async () => {
  const { status, body } = await anna.call<{ detail: string }>('POST', '/guides/WORKSTATION/answers', {
    answers: { work: ['gaming'] },
  })
  expect(status).toBe(422)
  expect(body.detail).toBe(
    '"gaming" is no answer here; there can be one of viewing, cad, simulation, rendering, learning.',
  )
})

test('a guide that speaks of a question nobody asks is not published', async () => {
  const oskar = await office.as('oskar')
  const { body: set } = await oskar.call<{ id: string }>('POST', '/change-sets', {
    title: 'Guides',
    why: 'Test',
  })
  const body = {
    name: 'Servers',
    questions: [
      {
        code: 'use',
        text: 'What for?',
        answers: [
          { code: 'web', label: 'Web' },
          { code: 'db', label: 'Databases' },
        ],
      },
    ],
    offers: [{ product: 'BEACON-R1', because: 'Small', when: { expression: 'usage == "web"' } }],
  }
  const put = await oskar.call('PUT', `/change-sets/${set.id}/guides/SERVER`, body)
  expect(put.status).toBe(200)
  const { status, body: problem } = await oskar.call<{ issues: { path: string[]; message: string }[] }>(
    'POST',
    `/change-sets/${set.id}/publish`,
    {},
  )
  expect(status).toBe(422)
  expect(problem.issues[0]?.path).toEqual(['guides', 'SERVER', 'offers', '0', 'when'])
  expect(problem.issues[0]?.message).toContain('usage')
})

test('a customer buys from the price book of their segment, unless they have one of their own', async () => {
  const book = async (customer: object) => {
    const made = await marta.call<{ id: string }>('POST', '/customers', customer)
    const quote = await anna.newQuote({ customer: made.body.id, lines: [{ product: 'PILOT-T2' }] })
    return quote.priceBook
  }
  const partner = { segments: ['partner'], currency: 'EUR' }
  expect(await book({ company: 'A partner', ...partner })).toBe('PARTNER')
  expect(await book({ company: 'Another', ...partner, priceBook: 'EUROPE' })).toBe('EUROPE')
  expect(await book({ company: 'Elsewhere', ...partner, currency: 'USD' })).toBeUndefined()
})

test('stock comes from the warehouse, and is told where it is known', async () => {
  const erp = await office.as('erp')
  const said = { product: 'PILOT-T2', available: '12', leadTimeDays: 3 }
  expect((await erp.call('PUT', '/stock', { items: [said] })).body).toEqual({ count: 1 })
  const { body } = await anna.call<{ items: object[] }>('POST', '/stock/look-up', {
    products: ['PILOT-T2', 'CONSULT'],
  })
  expect(body.items).toMatchObject([said])
})

test('stock of a product that is not there is refused, and then none is taken over', async () => {
  const erp = await office.as('erp')
  const items = [
    { product: 'PILOT-T4', available: '99' },
    { product: 'NO-SUCH', available: '1' },
  ]
  expect((await erp.call('PUT', '/stock', { items })).status).toBe(404)
  const { body } = await anna.call<{ items: { available: string }[] }>('POST', '/stock/look-up', {
    products: ['PILOT-T4'],
  })
  expect(body.items[0]?.available).not.toBe('99')
})

test('a sales rep does not say what is in stock', async () => {
  const items = [{ product: 'PILOT-T2', available: '1' }]
  expect((await anna.call('PUT', '/stock', { items })).status).toBe(403)
})
