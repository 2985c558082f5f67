import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { most } from '../../../contract/limits.ts'
import type { Problem } from '../../../contract/problem.ts'
import type { ProposalView } from '../../../contract/proposal-page.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../testing.ts'

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
const seats = { product: 'BRIDGE-ESSENTIALS', quantity: '2' }

/** A finalized quote: seats between 1 and 5, and a monitor that may be taken. */
async function offered(): Promise<Quote> {
  const draft = await anna.newQuote({ customer, lines: [seats, { product: 'MON-24', optional: true }] })
  const line = draft.lines[0]?.id
  const bound = await anna.commands(draft, [
    { type: 'setLine', line, fields: { customerQuantity: { min: '1', max: '5' } } },
  ])
  expect(bound.status).toBe(200)
  await anna.act(bound.body, 'submit')
  await office.server.settle()
  const approved = (await anna.call('GET', `/quotes/${draft.id}`)).body
  return (await anna.act(approved, 'finalize')).body
}

type Link = { proposal: { id: string }; url: string }
async function linkTo(quote: Quote, body: object = {}): Promise<string> {
  const made = await anna.call<Link>('POST', `/quotes/${quote.id}/proposals`, body)
  expect(made.status).toBe(201)
  return made.body.url.replace(/^.*\/p\//, '/proposals/')
}
const get = (link: string) => office.server.call<ProposalView>('GET', link)
const post = (link: string, what: string, body: object) =>
  office.server.call<ProposalView>('POST', `${link}/${what}`, { body })
const accept = (link: string, total: string, more: object = {}) =>
  post(link, 'accept', {
    name: 'Katrin Behrens',
    signature: { method: 'TYPED' },
    total,
    agreed: true,
    ...more,
  })
const happened = async (quote: Quote) =>
  (await anna.call<{ events: { kind: string; words: string }[] }>('GET', `/quotes/${quote.id}/proposals`))
    .body.events

describe('the customer’s page', () => {
  it('shows the finalized version to whoever has the link, and nothing of what it costs us', async () => {
    const quote = await offered()
    const page = await get(await linkTo(quote, { recipient: { name: 'Katrin Behrens' } }))
    expect(page.body).toMatchObject({ state: 'OPEN', number: quote.number, total: quote.totals.total })
    expect(page.text).not.toMatch(/margin|"cost"|floor/)
    expect((await get(`/proposals/${'x'.repeat(43)}`)).status).toBe(404)
  })

  it('takes names as long as the customer can answer with', async () => {
    const quote = await offered()
    const name = 'K'.repeat(100)
    const link = await linkTo(quote, { recipient: { name } })
    const asked = await post(link, 'questions', { name, text: 'When can you deliver?' })
    expect(asked.status).toBe(201)
    expect((await accept(link, quote.totals.total, { name })).status).toBe(200)

    const refused = await anna.call('POST', `/quotes/${quote.id}/proposals`, {
      recipient: { name: `${name}K` },
    })
    expect(refused.status).toBe(422)
    expect(problem(refused).issues).toMatchObject([{ path: ['recipient', 'name'] }])
  })

  it('cannot be made for a draft', async () => {
    const draft = await anna.newQuote({ customer, lines: [seats] })
    const refused = await anna.call('POST', `/quotes/${draft.id}/proposals`, {})
    expect(problem(refused).code).toBe('quote.wrong-state')
  })

  it('keeps no secret of a link', async () => {
    const token = (await linkTo(await offered())).split('/').at(-1) ?? ''
    const rows = await office.server.app.database.query('select * from proposals')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('tells the seller that it was opened, once for several looks in a row', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    await get(link)
    await get(link)
    expect((await happened(quote)).map(({ kind }) => kind)).toEqual(['VIEWED', 'SENT'])
    const { items } = (
      await anna.call<{ items: { words: string[] }[] }>('GET', `/quotes/${quote.id}/history`)
    ).body
    expect(items[0]?.words).toEqual(['opened the customer’s page'])
  })

  it('accepts nothing by being opened, however often a scanner does', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    await Promise.all(Array.from({ length: 5 }, () => get(link)))
    await office.server.call('GET', `${link}/accept`)
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body).toMatchObject({
      status: 'FINALIZED',
      seq: quote.seq,
    })
  })

  it('ends by its time, and when the seller takes it back', async () => {
    const quote = await offered()
    const made = await anna.call<Link>('POST', `/quotes/${quote.id}/proposals`, {})
    const link = made.body.url.replace(/^.*\/p\//, '/proposals/')
    await anna.call('DELETE', `/quotes/${quote.id}/proposals/${made.body.proposal.id}`)
    expect(problem(await get(link)).code).toBe('proposal.not-found')

    const other = await linkTo(quote)
    office.server.clock.advance({ days: 125 })
    try {
      expect((await get(other)).status).toBe(404)
    } finally {
      office.server.clock.advance({ days: -125 })
    }
  })

  it('prices what the customer takes and how many, within the bounds given', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    const [first, monitor] = quote.lines
    const taken = await post(link, 'choice', {
      lines: [
        { line: first?.id, quantity: '4' },
        { line: monitor?.id, taken: true },
      ],
    })
    expect(taken.status).toBe(200)
    expect(taken.body.chosen).toBe(true)
    expect(Number(taken.body.total)).toBeGreaterThan(Number(quote.totals.total))

    const back = await post(link, 'choice', {
      lines: [
        { line: first?.id, quantity: '2' },
        { line: monitor?.id, taken: false },
      ],
    })
    expect(back.body).toMatchObject({ chosen: false, total: quote.totals.total })

    for (const [line, why] of [
      [{ line: first?.id, quantity: '6' }, /from 1 to 5/],
      [{ line: first?.id, quantity: '1.5' }, /whole numbers/],
      [{ line: first?.id, taken: false }, /not optional/],
      [{ line: monitor?.id, quantity: '2' }, /fixed/],
      [{ line: 'lin_somebodyelses', taken: true }, /not part/],
    ] as const)
      expect(problem(await post(link, 'choice', { lines: [line] })).issues?.[0]?.message).toMatch(why)
  })

  it('brings questions to the seller and answers to the customer', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    await post(link, 'questions', { name: 'Katrin Behrens', text: 'When can you deliver?' })
    const answered = await anna.call('POST', `/quotes/${quote.id}/messages`, { text: 'In two weeks.' })
    expect(answered.status).toBe(201)
    expect((await get(link)).body.messages).toMatchObject([
      { from: 'CUSTOMER', text: 'When can you deliver?' },
      { from: 'SELLER', text: 'In two weeks.' },
    ])
    for (let more = 0; more < 19; more++) await post(link, 'questions', { name: 'K', text: 'And?' })
    expect((await post(link, 'questions', { name: 'K', text: 'And?' })).status).toBe(429)
  })

  it('is not hammered on with one link, whatever node answers; with another link it opens', async () => {
    const quote = await offered()
    const [link, other] = [await linkTo(quote), await linkTo(quote)]
    expect((await get(link)).status).toBe(200)
    // What another node counted meanwhile.
    const counted = await office.server.app.database.query(
      `update rate_counts set count = $2 where what = 'page.link' and who in
         (select id from proposals where quote_id = $1) returning who`,
      [quote.id, most('quotes', 'pageOfLink')],
    )
    expect(counted).toHaveLength(1)
    expect((await get(link)).status).toBe(429)
    expect((await get(other)).status).toBe(200)
    office.server.clock.advance({ minutes: 1.1 })
    expect((await get(link)).status).toBe(200)
  })
})

describe('the customer’s answer', () => {
  it('accepts the version as it was offered, signed with name and time', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    const done = await accept(link, quote.totals.total, { role: 'Head of IT' })
    expect(done.body).toMatchObject({ state: 'ACCEPTED', answer: { name: 'Katrin Behrens' } })
    const now = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(now).toMatchObject({ status: 'ACCEPTED', version: 1, acceptedBy: { name: 'Katrin Behrens' } })
  })

  it('makes a version of what the customer chose, and leaves the finalized one as it is', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    const { total } = (await post(link, 'choice', { lines: [{ line: quote.lines[0]?.id, quantity: '5' }] }))
      .body
    expect((await accept(link, total)).body).toMatchObject({ state: 'ACCEPTED', version: 2, total })
    const now = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(now).toMatchObject({ status: 'ACCEPTED', version: 2, totals: { total } })
    expect(now.lines[0]).toMatchObject({ quantity: '5', status: 'APPROVED' })
    const before = (await anna.call('GET', `/quotes/${quote.id}?version=1`)).body
    expect(before).toMatchObject({ status: 'FINALIZED', totals: quote.totals })
    const order = await anna.act(now, 'convert')
    expect(order.body.order).toBeTruthy()
  })

  it('is taken once: signing twice at the same time or later is refused', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    const both = await Promise.all([accept(link, quote.totals.total), accept(link, quote.totals.total)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(problem(await accept(link, quote.totals.total)).detail).toMatch(/accepted already/)
    expect(problem(await post(link, 'decline', { name: 'K' })).code).toBe('proposal.closed')
  })

  it('is refused for another total than the one that was seen', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    await post(link, 'choice', { lines: [{ line: quote.lines[0]?.id, quantity: '5' }] })
    expect(problem(await accept(link, quote.totals.total)).code).toBe('proposal.changed')
  })

  it('needs agreement, a name, and more than a dot for a drawing', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    for (const wrong of [
      { agreed: false },
      { name: ' ' },
      { signature: { method: 'DRAWN', strokes: [[[1, 1]]] } },
      {
        signature: {
          method: 'DRAWN',
          strokes: [
            [
              [1, 1],
              [9_000, 1],
            ],
          ],
        },
      },
    ])
      expect((await accept(link, quote.totals.total, wrong)).status).toBe(422)
  })

  it('is taken in the last minute of the last day, and not in the first of the next', async () => {
    const [inTime, tooLate] = [await offered(), await offered()]
    const links = [await linkTo(inTime), await linkTo(tooLate)] as const
    const midnight = Date.parse(`${inTime.validUntil}T00:00:00Z`) + 86_400_000
    const minutes = Math.floor((midnight - office.server.clock.now().getTime() - 1) / 60_000)
    office.server.clock.advance({ minutes })
    try {
      expect((await accept(links[0], inTime.totals.total)).body.state).toBe('ACCEPTED')
      office.server.clock.advance({ minutes: 1 })
      // No job has looked at it yet: the day alone decides.
      const late = await office.as('anna')
      expect((await late.call('GET', `/quotes/${tooLate.id}`)).body.status).toBe('FINALIZED')
      expect(problem(await accept(links[1], tooLate.totals.total)).details).toMatchObject({
        state: 'EXPIRED',
      })
    } finally {
      office.server.clock.advance({ minutes: -minutes - 1 })
    }
  })

  it('comes too late for an expired version, and for one that a newer took the place of', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    office.server.clock.advance({ days: 40 })
    try {
      expect((await get(link)).body.state).toBe('EXPIRED')
      expect(problem(await accept(link, quote.totals.total)).details).toMatchObject({ state: 'EXPIRED' })
    } finally {
      office.server.clock.advance({ days: -40 })
    }

    const draft = (await anna.act(quote, 'revise')).body
    expect((await get(link)).body.state).toBe('OPEN')
    await anna.act(draft, 'submit')
    await office.server.settle()
    const approved = (await anna.call('GET', `/quotes/${quote.id}`)).body
    await anna.act(approved, 'finalize')
    expect((await get(link)).body.state).toBe('SUPERSEDED')
    expect(problem(await accept(link, quote.totals.total)).details).toMatchObject({ state: 'SUPERSEDED' })
  })

  it('can be no, with a reason the seller reads', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    const declined = await post(link, 'decline', { name: 'Katrin Behrens', reason: 'Too late for us.' })
    expect(declined.body).toMatchObject({ state: 'DECLINED', answer: { reason: 'Too late for us.' } })
    expect((await happened(quote))[0]).toMatchObject({ kind: 'DECLINED', words: 'Too late for us.' })
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body.status).toBe('DECLINED')
  })

  it('leaves a signed document with the record of the signature', async () => {
    const quote = await offered()
    const link = await linkTo(quote)
    await get(link)
    const strokes = [
      [
        [10, 20],
        [40, 60],
        [80, 15],
        [130, 70],
        [180, 30],
        [220, 55],
      ],
    ]
    await accept(link, quote.totals.total, { signature: { method: 'DRAWN', strokes } })
    await office.server.settle()
    const { items } = (
      await anna.call<{ items: { kind: string; id: string }[] }>('GET', `/quotes/${quote.id}/documents`)
    ).body
    expect(items.map(({ kind }) => kind).sort()).toEqual(['QUOTE', 'SIGNED'])
    const pdf = await get(`${link}/pdf`)
    expect(pdf.headers['content-disposition']).toContain('signed')
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  })
})
