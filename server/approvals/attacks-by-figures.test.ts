import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fires } from './route.ts'
import { above1000, askManager, type Desk, openDesk, percent, thirty } from './testing.ts'

// What a quote says, in a form that policies might not see.
let { office, anna, marta, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, customer } = await openDesk())
})
afterAll(() => office.server.close())

describe('approval cannot be walked around', () => {
  it('by splitting a deal in two, where a policy looks at what the customer got lately', async () => {
    const made = await anna.call<{ id: string }>('POST', '/customers', { company: 'Split Brothers' })
    const alone = made.body.id
    await office.only({
      code: 'RECENT',
      condition: { field: 'recentTotal', op: 'gte', value: '1000' },
      groups: [askManager],
    })
    const half = { customer: alone, lines: [{ product: 'MON-24', quantity: '3' }] }
    const first = await anna.newQuote(half)
    expect(Number(first.totals.total)).toBeLessThan(1000)
    expect((await office.submit(anna, first)).status).toBe('APPROVED')
    expect((await office.submit(anna, await anna.newQuote(half))).status).toBe('PENDING_APPROVAL')
  })

  it('by splitting it over two customers that become one, or leaving most of it to be ticked', async () => {
    await office.only({ code: 'RECENT', condition: { field: 'recentTotal', op: 'gte', value: '1000' } })
    const make = async (company: string) =>
      (await anna.call<{ id: string }>('POST', '/customers', { company })).body.id
    const [one, two] = [await make('Halves in the North'), await make('Halves in the South')]
    const half = (whose: string) => ({ customer: whose, lines: [{ product: 'MON-24', quantity: '3' }] })
    expect((await office.submit(anna, await anna.newQuote(half(one)))).status).toBe('APPROVED')
    const merged = await anna.call('POST', `/customers/${two}/merge`, { customer: one }, { 'if-match': '*' })
    expect(merged.status, merged.text).toBe(200)
    expect((await office.submit(anna, await anna.newQuote(half(two)))).status).toBe('PENDING_APPROVAL')

    const third = await make('Ticks the rest')
    const option = { product: 'MON-24', quantity: '3', optional: true }
    const ticked = { customer: third, lines: [{ product: 'BRIDGE-ESSENTIALS' }, option] }
    const first = await anna.newQuote(ticked)
    expect(Number(first.totals.total)).toBeLessThan(200)
    expect((await office.submit(anna, first)).status).toBe('APPROVED')
    expect((await office.submit(anna, await anna.newQuote(half(third)))).status).toBe('PENDING_APPROVAL')
  })

  it('by selling from the price book of others', async () => {
    await office.only({ code: 'BOOK', condition: { field: 'otherPriceBook', op: 'eq', value: true } })
    const own = await anna.newQuote({ customer, lines: [{ product: 'DOCK-TB', quantity: '5' }] })
    const cheap = await anna.commands(own, [{ type: 'setQuote', fields: { priceBook: 'PARTNER' } }])
    expect(cheap.status, cheap.text).toBe(200)
    expect(Number(cheap.body.totals.net)).toBeLessThan(Number(own.totals.net))
    expect((await office.submit(anna, cheap.body)).status).toBe('PENDING_APPROVAL')

    const partner = await office.customerId('C-10006')
    const theirs = await marta.newQuote({ customer: partner, lines: [{ product: 'DOCK-TB' }] })
    expect(theirs.priceBook).toBe('PARTNER')
    expect((await office.submit(marta, theirs)).status).toBe('APPROVED')
  })

  it('by giving the discount on the whole quote in place of the line', async () => {
    await office.only({ code: 'LINE', condition: { field: 'maxLineDiscountPercent', op: 'gt', value: '20' } })
    const quote = await anna.newQuote(thirty(customer))
    const onQuote = (await anna.commands(quote, [percent('25')])).body
    expect((await office.submit(anna, onQuote)).status).toBe('PENDING_APPROVAL')
    const two = await anna.newQuote(thirty(customer))
    const both = (await anna.commands(two, [percent('15', two.lines[0]?.id), percent('15')])).body
    expect((await office.submit(anna, both)).status).toBe('PENDING_APPROVAL')
  })

  it('by a line that counts backwards', async () => {
    const quote = await anna.newQuote(thirty(customer))
    const line = quote.lines[0]?.id
    for (const quantity of ['-5', '0']) {
      expect((await anna.commands(quote, [{ type: 'setQuantity', line, quantity }])).status).toBe(422)
      const added = { type: 'addLine', line: { product: 'MON-24', quantity } }
      expect((await anna.commands(quote, [added])).status).toBe(422)
    }
    expect((await anna.commands(quote, [percent('-10')])).status).toBe(422)
  })

  it('by quoting in a currency whose numbers are smaller', async () => {
    await office.only(above1000)
    const quote = await anna.newQuote({
      customer,
      currency: 'GBP',
      lines: [{ product: 'MON-24', quantity: '1' }],
    })
    // As many as stay below a thousand pounds, which is more than a thousand euros.
    const each = Number(quote.totals.total)
    const quantity = String(Math.floor(999 / each))
    const many = (await anna.commands(quote, [{ type: 'setQuantity', line: quote.lines[0]?.id, quantity }]))
      .body
    expect(Number(many.totals.total)).toBeLessThan(1000)
    expect(Number(many.totals.total)).toBeGreaterThan(900)
    expect((await office.submit(anna, many)).status).toBe('PENDING_APPROVAL')
  })

  it('by quoting in a currency nobody knows the worth of', () => {
    const noRate = 'there is no exchange rate from KWD to EUR'
    const facts = { currency: 'KWD', noRate } as never
    expect(
      fires({ ...above1000, condition: above1000.condition as never, automatic: false }, facts),
    ).toMatchObject({
      because: [noRate],
    })
    const small = { condition: { field: 'total', op: 'lt', value: '1000' } as never, automatic: true }
    expect(fires(small, facts)).toBeUndefined()
  })

  it('by words about payment that hide how long it takes', async () => {
    await office.only({ code: 'DAYS', condition: { field: 'paymentTermsDays', op: 'gt', value: '60' } })
    for (const paymentTerms of ['2 % within 10 days, net 90 days', 'net 3 months', '12 weeks']) {
      const quote = await anna.newQuote(thirty(customer))
      const changed = (await anna.commands(quote, [{ type: 'setQuote', fields: { paymentTerms } }])).body
      expect((await office.submit(anna, changed)).status, paymentTerms).toBe('PENDING_APPROVAL')
    }
  })

  it('by saying how long a term is in another way', async () => {
    await office.only({ code: 'LONG', condition: { field: 'termMonths', op: 'gt', value: '24' } })
    const terms = [
      { start: '2027-01-01', months: 24 },
      { start: '2027-01-01', months: 60 },
      { start: '2027-01-01', end: '2032-01-01' },
    ]
    const asked = []
    for (const term of terms) {
      asked.push((await office.submit(anna, await anna.newQuote({ ...thirty(customer), term }))).status)
      const lines = [{ product: 'BRIDGE-PRO', quantity: '30', term }]
      asked.push((await office.submit(anna, await anna.newQuote({ customer, lines }))).status)
    }
    const [pending, approved] = ['PENDING_APPROVAL', 'APPROVED']
    expect(asked).toEqual([approved, approved, pending, pending, pending, pending])
  })

  it('by writing terms into the note of a line', async () => {
    await office.only({ code: 'NOTES', condition: { field: 'notesWritten', op: 'eq', value: true } })
    const quote = await anna.newQuote(thirty(customer))
    const note = (notes: string) => ({ type: 'setLine', line: quote.lines[0]?.id, fields: { notes } })
    const noted = (await anna.commands(quote, [note('Delivered by noon')])).body
    const submitted = await office.submit(anna, noted)
    expect(submitted.status).toBe('PENDING_APPROVAL')
    const approved = (await marta.act(submitted, 'approve')).body
    const draft = (await anna.act(approved, 'recall')).body
    const other = (await anna.commands(draft, [note('Free returns for ever')])).body
    expect((await office.submit(anna, other)).status).toBe('PENDING_APPROVAL')
  })

  it('by an option that the customer ticks, which counts in no total', async () => {
    await office.only(above1000, {
      code: 'DEEP',
      condition: { field: 'maxLineDiscountPercent', op: 'gt', value: '20' },
    })
    const small = { customer, lines: [{ product: 'MON-24', quantity: '1' }] }
    const option = { id: 'lin_option0000', product: 'BRIDGE-PRO', quantity: '30', optional: true }
    const quote = await anna.newQuote(small)
    const offered = await anna.commands(quote, [{ type: 'addLine', line: option }])
    expect(offered.status, offered.text).toBe(200)
    const cheap = (await anna.commands(offered.body, [percent('60', option.id)])).body
    expect(Number(cheap.totals.total)).toBeLessThan(1000)
    const submitted = await office.submit(anna, cheap)
    expect(submitted.status).toBe('PENDING_APPROVAL')
    const because = (await office.request(submitted)).steps.flatMap(({ policies }) =>
      policies.flatMap((policy) => policy.because),
    )
    expect(because).toContainEqual(expect.stringMatching(/^as the customer may choose, total €/))
    expect(because).toContainEqual(
      expect.stringMatching(/^as the customer may choose, highest line discount \d/),
    )
  })

  it('by options and quantities of which only some together give too much away', async () => {
    await office.only({ code: 'DEEP', condition: { field: 'discountPercent', op: 'gt', value: '12' } })
    const seats = (quantity: string, optional: boolean) => ({ product: 'BRIDGE-PRO', quantity, optional })
    const lines = [seats('30', false), seats('10', true), seats('10', true), seats('30', true)]
    const quote = await anna.newQuote({ customer, lines })
    const cheap = (place: number) => percent('40', quote.lines[place]?.id)
    expect((await office.submit(anna, (await anna.commands(quote, [cheap(1)])).body)).status).toBe('APPROVED')
    const other = await anna.newQuote({ customer, lines })
    const both = [1, 2].map((place) => percent('40', other.lines[place]?.id))
    const two = await office.submit(anna, (await anna.commands(other, both)).body)
    expect(two.status).toBe('PENDING_APPROVAL')

    const third = await anna.newQuote({ customer, lines: [seats('30', false), seats('1', false)] })
    const bounds = { min: '1', max: '30' }
    const [large, small] = third.lines
    const left = await anna.commands(third, [
      percent('20', small?.id),
      ...[large, small].map((line) => ({
        type: 'setLine',
        line: line?.id,
        fields: { customerQuantity: bounds },
      })),
    ])
    expect(left.status, left.text).toBe(200)
    expect((await office.submit(anna, left.body)).status).toBe('PENDING_APPROVAL')
  })

  it('by leaving a quantity to the customer, then or once it is approved', async () => {
    await office.only(above1000)
    const quote = await anna.newQuote({ customer, lines: [{ product: 'MON-24', quantity: '1' }] })
    const line = quote.lines[0]?.id
    const bounds = (max: string) => ({
      type: 'setLine',
      line,
      fields: { customerQuantity: { min: '1', max } },
    })
    const wide = await anna.commands(quote, [bounds('50')])
    expect(wide.status, wide.text).toBe(200)
    const submitted = await office.submit(anna, wide.body)
    expect(submitted.status).toBe('PENDING_APPROVAL')
    const approved = (await marta.act(submitted, 'approve')).body
    const draft = (await anna.act(approved, 'recall')).body
    const wider = (await anna.commands(draft, [bounds('500')])).body
    expect((await office.submit(anna, wider)).status).toBe('PENDING_APPROVAL')
  })
})
