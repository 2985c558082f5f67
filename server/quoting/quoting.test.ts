import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Quote, QuoteChanges, QuoteLine, QuoteSummary } from '../../contract/quotes.ts'
import { add, exact, toText, zero } from '../../engines/money/index.ts'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

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

const monitor = { product: 'MON-27', quantity: '3' }
const first = (quote: Quote) => quote.lines[0] as Quote['lines'][number]
const problem = (response: { body: unknown }) => response.body as Problem
const sum = (amounts: (string | undefined)[]) =>
  toText(amounts.reduce((total, each) => add(total, exact(each ?? '0')), zero))

describe('a quote', () => {
  it('is priced when it is made, and its totals are the sums of its lines', async () => {
    const quote = await anna.newQuote({
      customer,
      lines: [monitor, { product: 'BRIDGE-ESSENTIALS', quantity: '30' }],
    })
    expect(quote.number).toMatch(/^QT-\d{4}-[0-9A-Z]{8}$/)
    expect(quote.lines).toHaveLength(2)
    const counted = quote.lines.filter((line) => line.counted)
    const charges = quote.charges.map((charge) => charge.net)
    expect(sum([...counted.map((line) => line.net), ...charges])).toBe(toText(exact(quote.totals.net)))
    expect(sum([...counted.map((line) => line.tax), ...quote.charges.map((charge) => charge.tax)])).toBe(
      toText(exact(quote.totals.tax)),
    )
    expect(quote.issues).toEqual([])
  })

  it('takes the currency, price book and payment terms of its customer', async () => {
    const quote = await anna.newQuote({ customer: await office.customerId('C-10006'), lines: [monitor] })
    expect(quote.customer?.company).toBeTruthy()
    expect(quote.priceBook).toBe('PARTNER')
  })

  it('changes by commands, all or none', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const changed = await anna.commands(quote, [
      { type: 'setQuantity', line: first(quote).id, quantity: '5' },
      { type: 'addLine', line: { product: 'MON-24' } },
    ])
    expect(changed.status).toBe(200)
    expect(changed.body.lines.map((line) => line.quantity)).toEqual(['5', '1'])

    const refused = await anna.commands(changed.body, [
      { type: 'setQuantity', line: first(quote).id, quantity: '9' },
      { type: 'addLine', line: { product: 'NO-SUCH-THING' } },
    ])
    expect(refused.status).toBe(422)
    expect(problem(refused).detail).toBe(
      'Command 2 (addLine) cannot be carried out: there is no product NO-SUCH-THING',
    )
    const now = await anna.call('GET', `/quotes/${quote.id}`)
    expect(first(now.body).quantity).toBe('5')
  })

  it('is put in order by groups that are split off and merged', async () => {
    const quote = await anna.newQuote({ lines: [monitor, { product: 'MON-24' }] })
    const [one, two] = quote.lines as [QuoteLine, QuoteLine]
    const [desks, rest] = ['grp_desks0000', 'grp_rest00000']
    const split = await anna.commands(quote, [
      { type: 'splitGroup', lines: [one.id], group: desks, name: 'Desks' },
      { type: 'splitGroup', lines: [two.id], group: rest, name: 'Rest' },
    ])
    expect(split.body.groups.map((group) => [group.name, group.net])).toEqual([
      ['Desks', first(split.body).net],
      ['Rest', split.body.lines[1]?.net],
    ])
    const merged = await anna.commands(split.body, [{ type: 'mergeGroups', group: rest, into: desks }])
    expect(merged.body.groups.map((group) => toText(exact(group.net)))).toEqual([
      toText(exact(merged.body.totals.net)),
    ])
    const back = (await anna.call('POST', `/quotes/${quote.id}/undo`)).body
    expect(back.groups).toEqual(split.body.groups)
  })

  it('is ramped: each period is a line with its own term, quantity and discount', async () => {
    const quote = await anna.newQuote({
      customer,
      term: { start: '2027-01-31', months: 36 },
      lines: [{ product: 'BRIDGE-PRO', quantity: '10' }],
    })
    const ramped = await anna.commands(quote, [
      {
        type: 'rampLine',
        line: first(quote).id,
        periods: [
          { months: 12, discount: '20' },
          { months: 12, quantity: '20' },
          { months: 12, quantity: '30' },
        ],
      },
    ])
    expect(
      ramped.body.lines.map((line) => [line.quantity, line.serviceTerm?.start, line.manualDiscounts.length]),
    ).toEqual([
      ['10', '2027-01-31', 1],
      ['20', '2028-01-31', 1],
      ['30', '2029-01-31', 1],
    ])
    expect(sum(ramped.body.lines.map((line) => line.net))).toBe(toText(exact(ramped.body.totals.net)))
  })

  it('counts an alternative only when it is taken', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const other = 'lin_other00000'
    const offered = await anna.commands(quote, [
      {
        type: 'addLine',
        line: { id: other, product: 'MON-24', quantity: '3', alternativeTo: first(quote).id },
      },
    ])
    expect(offered.body.totals.net).toBe(quote.totals.net)
    const taken = (await anna.commands(offered.body, [{ type: 'takeAlternative', line: other }])).body
    expect(taken.lines.map((line) => [line.id, line.counted, line.alternativeTo])).toEqual([
      [first(quote).id, false, other],
      [other, true, undefined],
    ])
    expect(toText(exact(taken.totals.net))).toBe(toText(exact(taken.lines[1]?.net ?? '0')))
  })

  it('answers a dry run with new totals and saves nothing', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const tried = await anna.commands(
      quote,
      [{ type: 'setQuantity', line: first(quote).id, quantity: '6' }],
      { dryRun: true },
    )
    expect(toText(exact(first(tried.body).net ?? '0'))).toBe(sum([first(quote).net, first(quote).net]))
    const now = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(now.seq).toBe(quote.seq)
    expect(first(now).quantity).toBe('3')
  })

  it('takes changes back and does them again', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const removed = (await anna.commands(quote, [{ type: 'removeLine', line: first(quote).id }])).body
    expect(removed.lines).toEqual([])
    const back = (await anna.call('POST', `/quotes/${quote.id}/undo`)).body
    expect(first(back)).toMatchObject({ id: first(quote).id, net: first(quote).net })
    expect(back).toMatchObject({ canUndo: false, canRedo: true })
    const again = (await anna.call('POST', `/quotes/${quote.id}/redo`)).body
    expect(again.lines).toEqual([])
    expect((await anna.call('POST', `/quotes/${quote.id}/redo`)).status).toBe(409)
  })

  it('tells who has seen a state only what became of it since, others’ changes too', async () => {
    const quote = await anna.newQuote({ lines: [monitor, { product: 'MON-24' }, { product: 'DOCK-TB' }] })
    const [one, two, three] = quote.lines as [QuoteLine, QuoteLine, QuoteLine]
    await marta.commands(quote, [{ type: 'setLine', line: two.id, fields: { notes: 'black' } }])
    const changed = await anna.call<QuoteChanges>('POST', `/quotes/${quote.id}/changes`, {
      seq: quote.seq,
      commands: [{ type: 'setQuantity', line: one.id, quantity: '4' }],
    })
    expect(changed.body).toMatchObject({ since: quote.seq, seq: quote.seq + 2 })
    expect(changed.body.changed.map((line) => [line.id, line.quantity, line.notes])).toEqual([
      [one.id, '4', undefined],
      [two.id, '1', 'black'],
    ])
    expect(changed.body.lineOrder).toBeUndefined()
    expect('lines' in changed.body).toBe(false)

    const back = await anna.call<QuoteChanges>('POST', `/quotes/${quote.id}/changes`, {
      seq: changed.body.seq,
      turn: 'undo',
    })
    expect(back.body.changed.map((line) => line.quantity)).toEqual(['3'])
    await anna.commands({ ...quote, seq: back.body.seq }, [{ type: 'removeLine', line: two.id }])
    const seen = await anna.call<QuoteChanges>('GET', `/quotes/${quote.id}/changes?since=${back.body.seq}`)
    expect(seen.body.changed).toEqual([])
    expect(seen.body.lineOrder).toEqual([one.id, three.id])
    const whole = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(seen.body.totals).toEqual(whole.totals)
  })

  it('is the same whether priced step by step on one node or read by another that knows nothing', async () => {
    const quote = await anna.newQuote({ customer, lines: [monitor, { product: 'BRIDGE-ESSENTIALS' }] })
    for (const quantity of ['5', '12', '2']) {
      const seen = (await anna.call('GET', `/quotes/${quote.id}`)).body
      await anna.commands(seen, [{ type: 'setQuantity', line: first(quote).id, quantity }])
    }
    const warm = (await anna.call('GET', `/quotes/${quote.id}`)).body
    const other = await import('./working-copies.ts')
    other.forgetWorkingCopies(office.server.app.database)
    const cold = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(cold).toEqual(warm)
    const again = await anna.commands(cold, [{ type: 'setQuantity', line: first(quote).id, quantity: '3' }])
    const {
      id: _,
      number: __,
      ...fresh
    } = await anna.newQuote({
      customer,
      lines: [monitor, { product: 'BRIDGE-ESSENTIALS' }],
    })
    expect(again.body.totals).toEqual(fresh.totals)
  })

  it('keeps what two people change in different places, and shows both values where they meet', async () => {
    const quote = await anna.newQuote({ lines: [monitor, { product: 'MON-24' }] })
    const [one, two] = quote.lines as [Quote['lines'][number], Quote['lines'][number]]
    await anna.commands(quote, [{ type: 'setQuantity', line: one.id, quantity: '4' }])
    const merged = await marta.commands(quote, [{ type: 'setQuantity', line: two.id, quantity: '8' }])
    expect(merged.body.lines.map((line) => line.quantity)).toEqual(['4', '8'])

    const refused = await marta.commands(quote, [{ type: 'setQuantity', line: one.id, quantity: '7' }])
    expect(refused.status).toBe(409)
    expect(problem(refused)).toMatchObject({ code: 'command.conflict', details: { theirs: '4', yours: '7' } })
  })

  it.each(['-1', '0', '1e308', 'abc', '', '1.5'])(
    'refuses the quantity %j on a sold line and loses nothing',
    async (quantity) => {
      const quote = await anna.newQuote({ lines: [monitor] })
      const refused = await anna.commands(quote, [{ type: 'setQuantity', line: first(quote).id, quantity }])
      expect(refused.status).toBe(422)
      expect(first((await anna.call('GET', `/quotes/${quote.id}`)).body).quantity).toBe('3')
    },
  )

  it('refuses a wrong currency and amounts nobody may set, with their places', async () => {
    const wrong = await anna.call('POST', '/quotes', {
      currency: 'euro',
      total: '1.00',
      lines: [{ ...monitor, unitPrice: '1' }],
    })
    expect(wrong.status).toBe(422)
    expect(problem(wrong).issues?.map((issue) => issue.path.join('.'))).toEqual(
      expect.arrayContaining(['currency', 'total', 'lines.0.unitPrice']),
    )
  })

  it('is made once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'once-and-once-only' }
    const made = await anna.call('POST', '/quotes', { lines: [monitor] }, headers)
    const again = await anna.call('POST', '/quotes', { lines: [monitor] }, headers)
    expect(again.status).toBe(201)
    expect(again.body.id).toBe(made.body.id)
  })

  it('refuses an action on a state that was not seen', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    await anna.commands(quote, [{ type: 'setQuantity', line: first(quote).id, quantity: '4' }])
    expect((await anna.act(quote, 'submit')).status).toBe(412)
    expect((await anna.call('POST', `/quotes/${quote.id}/submit`, {})).status).toBe(428)
  })

  it('shows costs and margins to nobody without the right, in no answer', async () => {
    const quote = await anna.newQuote({ customer, lines: [monitor] })
    const answers = await Promise.all([
      anna.call('GET', `/quotes/${quote.id}`),
      anna.call('GET', '/quotes'),
      anna.call('GET', `/quotes/${quote.id}/waterfall`),
      anna.call('GET', `/quotes/${quote.id}/waterfall?line=${first(quote).id}`),
      anna.call('GET', '/prices?product=MON-27'),
      anna.call('POST', '/products/MON-27/price', { quantity: '2' }),
    ])
    for (const { status, text } of answers) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/"(cost|margin|marginPercent|floor|target)"/)
    }
    const seen = await marta.call('GET', `/quotes/${quote.id}`)
    expect(first(seen.body).cost).toBeTruthy()
    expect(seen.body.totals.marginPercent).toBeTruthy()
  })

  it('is found by its opportunity, in the list and by its words', async () => {
    const [one, other] = [
      await anna.newQuote({ opportunity: 'OPP-7781 Port office' }),
      await anna.newQuote({}),
    ]
    const fields = { opportunity: 'OPP-7782' }
    await anna.commands(other, [{ type: 'setQuote', fields }])
    const found = async (query: string) =>
      (await anna.call<{ items: QuoteSummary[] }>('GET', `/quotes?${query}`)).body.items
    expect((await found('opportunity=OPP-7782')).map(({ id }) => id)).toEqual([other.id])
    expect(await found('search=7781%20port')).toMatchObject([
      { id: one.id, opportunity: 'OPP-7781 Port office' },
    ])
    expect((await found('search=opp-778')).length).toBe(2)
  })

  it('is listed under the customer its own one became by merging', async () => {
    const company = async (name: string) =>
      (await anna.call<{ id: string; version: number }>('POST', '/customers', { company: name })).body
    const [kept, other] = [await company('Fjordwerk AG'), await company('Fjordwerk Aktiengesellschaft')]
    const quote = await anna.newQuote({ customer: other.id })
    const headers = { 'if-match': `"${kept.version}"` }
    await anna.call('POST', `/customers/${kept.id}/merge`, { customer: other.id }, headers)
    const { items } = (await anna.call<{ items: QuoteSummary[] }>('GET', `/quotes?customer=${kept.id}`)).body
    expect(items.map(({ id, customer }) => [id, customer?.id])).toEqual([[quote.id, other.id]])
  })

  it('is not there for a rep of another team', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const other = await office.as('haruka')
    expect((await other.call('GET', `/quotes/${quote.id}`)).status).toBe(404)
    expect((await other.commands(quote, [{ type: 'removeLine', line: first(quote).id }])).status).toBe(404)
  })

  it('keeps its prices when the catalog moves on, until it is refreshed', async () => {
    const quote = await anna.newQuote({ lines: [monitor] })
    const ctx = systemContext(office.server.app)
    const petra = await office.as('petra')
    const { items } = (await petra.call('GET', '/prices?product=MON-27')).body as unknown as {
      items: { code: string; revision: number }[]
    }
    const { code, revision: _, ...price } = items.find((each) => each.code === first(quote).price)!
    const set = await startChangeSet(ctx, 'Monitors cost more')
    await putChanges(ctx, set.id, [{ kind: 'prices', code, body: { ...price, unitAmount: '999.00' } }])
    const published = await publishChangeSet(ctx, set.id)

    const kept = (
      await anna.commands(quote, [{ type: 'setLine', line: first(quote).id, fields: { notes: 'as agreed' } }])
    ).body
    expect(first(kept).net).toBe(first(quote).net)
    expect(kept.latestRevision).toBe(published.revision)
    const fresh = (
      await anna.commands(kept, [{ type: 'setQuote', fields: { revision: published.revision } }])
    ).body
    expect(first(fresh).listUnitPrice).toBe('999.00')
  })
})

describe('a discount code', () => {
  it('is never used more often than allowed, however many redeem it at once', {
    timeout: 90_000,
  }, async () => {
    const ctx = systemContext(office.server.app)
    const set = await startChangeSet(ctx, 'A code for fifty')
    const body = { name: 'First fifty', type: 'PERCENTAGE', value: '3', scope: 'QUOTE', maxUsageCount: 50 }
    await putChanges(ctx, set.id, [{ kind: 'discounts', code: 'FIRST-FIFTY', body }])
    await publishChangeSet(ctx, set.id)

    const redeem = () => anna.call('POST', '/quotes', { lines: [monitor], discountCodes: ['FIRST-FIFTY'] })
    const answers = await Promise.all(Array.from({ length: 200 }, redeem))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(50)
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(150)

    const used = answers.find((answer) => answer.status === 201)?.body as Quote
    expect(Number(used.totals.quoteDiscount)).toBeGreaterThan(0)
    expect((await anna.act(used, 'cancel')).status).toBe(200)
    expect((await redeem()).status).toBe(201)
  })

  it('that does not exist is refused by name', async () => {
    const refused = await anna.call('POST', '/quotes', { lines: [monitor], discountCodes: ['NOPE'] })
    expect(problem(refused)).toMatchObject({ code: 'discount.not-found', status: 422 })
  })
})
