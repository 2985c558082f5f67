import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { User } from '../../contract/users.ts'
import type { Caller } from '../quoting/testing.ts'
import { fires } from './route.ts'
import { type ApprovalOffice, above1000, askManager, askRole, openApprovalOffice } from './testing.ts'

let office: ApprovalOffice
let anna: Caller
let marta: Caller
let admin: Caller
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  anna = await office.as('anna')
  marta = await office.as('marta')
  admin = await office.as('admin')
  customer = await office.customerId('C-10001')
})
afterAll(() => office.server.close())

const code = (response: { body: unknown }) => (response.body as Problem).code
const thirty = (more: Record<string, unknown> = {}) => ({
  customer,
  lines: [{ product: 'BRIDGE-PRO', quantity: '30' }],
  ...more,
})
const percent = (value: string, line?: string) => ({
  type: 'applyDiscount',
  ...(line && { line }),
  discount: { type: 'PERCENTAGE', value, reason: 'Competition' },
})
const user = async (name: string) =>
  (await admin.call<{ items: User[] }>('GET', `/users?q=${name}`)).body.items.find(
    (one) => one.username === name,
  ) as User

describe('approval cannot be walked around', () => {
  it('by making the quote dearer after it was approved', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    const approved = (await marta.act(quote, 'approve')).body
    const line = approved.lines[0]?.id
    const change = [{ type: 'setQuantity', line, quantity: '60' }]
    expect(code(await anna.commands(approved, change))).toBe('quote.wrong-state')
    const draft = (await anna.act(approved, 'recall')).body
    const dearer = (await anna.commands(draft, change)).body
    expect((await anna.act(dearer, 'finalize')).status).toBe(409)
    expect((await office.submit(anna, dearer)).status).toBe('PENDING_APPROVAL')
  })

  it('by approving version 1 and sending version 2', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    const approved = (await marta.act(quote, 'approve')).body
    const sent = (await anna.act(approved, 'finalize')).body
    const second = (await anna.act(sent, 'revise')).body
    expect(second).toMatchObject({ version: 2, status: 'DRAFT' })
    const changed = (await anna.commands(second, [percent('30')])).body
    expect((await anna.act(changed, 'finalize')).status).toBe(409)
    expect((await office.submit(anna, changed)).status).toBe('PENDING_APPROVAL')
  })

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

  it('by giving the discount on the whole quote in place of the line', async () => {
    await office.only({ code: 'LINE', condition: { field: 'maxLineDiscountPercent', op: 'gt', value: '20' } })
    const quote = await anna.newQuote(thirty())
    const onQuote = (await anna.commands(quote, [percent('25')])).body
    expect((await office.submit(anna, onQuote)).status).toBe('PENDING_APPROVAL')
    const two = await anna.newQuote(thirty())
    const both = (await anna.commands(two, [percent('15', two.lines[0]?.id), percent('15')])).body
    expect((await office.submit(anna, both)).status).toBe('PENDING_APPROVAL')
  })

  it('by a line that counts backwards', async () => {
    const quote = await anna.newQuote(thirty())
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
      const quote = await anna.newQuote(thirty())
      const changed = (await anna.commands(quote, [{ type: 'setQuote', fields: { paymentTerms } }])).body
      expect((await office.submit(anna, changed)).status, paymentTerms).toBe('PENDING_APPROVAL')
    }
  })

  it('by editing, or taking back, in the moment it is approved', async () => {
    await office.only(above1000)
    for (const other of ['recall', 'edit'] as const) {
      const quote = await office.submit(anna, await anna.newQuote(thirty()))
      const line = quote.lines[0]?.id
      const mine =
        other === 'recall'
          ? () => anna.act(quote, 'recall')
          : () => anna.commands(quote, [{ type: 'setQuantity', line, quantity: '90' }])
      const [approve] = await Promise.all([marta.act(quote, 'approve'), mine()])
      const after = await office.now(anna, quote)
      if (after.status === 'APPROVED') {
        expect(approve.status).toBe(200)
        expect(after.lines[0]?.quantity).toBe('30')
      } else {
        expect(after.status).toBe('DRAFT')
      }
    }
  })

  it('by taking back and submitting in a race', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    await Promise.all([anna.act(quote, 'recall'), marta.act(quote, 'approve'), anna.act(quote, 'submit')])
    const draft = await office.now(anna, quote)
    if (draft.status === 'DRAFT') {
      const answers = await Promise.all([anna.act(draft, 'submit'), anna.act(draft, 'submit')])
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412])
      await office.server.settle()
      expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
    } else {
      expect(draft.status).toBe('APPROVED')
    }
  })

  it('by setting the status in another way', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    const forged = { status: 'APPROVED' }
    const patched = await anna.call('PATCH', `/quotes/${quote.id}`, forged, { 'if-match': '*' })
    expect(patched.status).toBeGreaterThanOrEqual(400)
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
  })

  it('by importing it as approved', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    const file = { 'content-type': 'application/octet-stream' }
    const document = { _id: quote.id, quoteNumber: quote.number, version: 1, status: 'APPROVED' }
    const taken = await admin.call('POST', '/collections/quotes', JSON.stringify([document]), file)
    expect(taken.status, taken.text).toBe(200)
    await office.server.settle()
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
  })

  it('by the customer’s link to a version, while the next one is in the making', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
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

  it('by writing terms into the note of a line', async () => {
    await office.only({ code: 'NOTES', condition: { field: 'notesWritten', op: 'eq', value: true } })
    const quote = await anna.newQuote(thirty())
    const note = (notes: string) => ({ type: 'setLine', line: quote.lines[0]?.id, fields: { notes } })
    const noted = (await anna.commands(quote, [note('Delivered by noon')])).body
    const submitted = await office.submit(anna, noted)
    expect(submitted.status).toBe('PENDING_APPROVAL')
    const approved = (await marta.act(submitted, 'approve')).body
    const draft = (await anna.act(approved, 'recall')).body
    const other = (await anna.commands(draft, [note('Free returns for ever')])).body
    expect((await office.submit(anna, other)).status).toBe('PENDING_APPROVAL')
  })

  it('by relaxing a policy while the quote is looked at', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    const set = await anna.call('POST', '/change-sets', { title: 'No more questions' })
    expect(set.status).toBe(403)
    await office.only({ code: 'NOBODY', condition: { field: 'total', op: 'lt', value: '0' } })
    await office.server.settle()
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
    expect((await anna.act(quote, 'finalize')).status).toBe(409)
    expect((await marta.act(quote, 'approve')).body.status).toBe('APPROVED')
  })

  it('by undoing, trying out or restoring once it is approved', async () => {
    await office.only(above1000)
    const first = await anna.newQuote(thirty())
    const grown = (
      await anna.commands(first, [{ type: 'setQuantity', line: first.lines[0]?.id, quantity: '60' }])
    ).body
    const quote = await office.submit(anna, grown)
    const approved = (await marta.act(quote, 'approve')).body
    const { seq } = approved
    const undo = await anna.call('POST', `/quotes/${quote.id}/changes`, { seq, turn: 'undo' })
    expect(code(undo)).toBe('quote.wrong-state')
    const tried = await anna.commands(approved, [percent('50')], { dryRun: true })
    expect([200, 409]).toContain(tried.status)
    expect((await office.now(anna, quote)).totals.total).toBe(approved.totals.total)
    const sent = (await anna.act(approved, 'finalize')).body
    const second = (await anna.act(sent, 'revise')).body
    const cheaper = (await anna.commands(second, [percent('50')])).body
    const back = await anna.call(
      'POST',
      `/quotes/${quote.id}/versions/1/restore`,
      {},
      { 'if-match': `"${cheaper.seq}"` },
    )
    expect((await anna.act(await office.now(anna, quote), 'finalize')).status, back.text).toBe(409)
  })

  it('by changing what was decided, or writing a decision into the database', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty()))
    await marta.act(quote, 'approve', { comment: 'Fine' })
    const { database } = office.server.app
    await expect(database.query("update approval_decisions set comment = 'Better'")).rejects.toThrow(
      /never changed/,
    )
    await expect(database.query('delete from approval_decisions')).rejects.toThrow(/never changed/)
    const other = await office.submit(anna, await anna.newQuote(thirty()))
    const [step] = (await office.request(other)).steps
    const forged = `insert into approval_decisions values ('apd_x', $1, $2, 'x', 'APPROVED', null, 'x', now(), '{}')`
    await expect(database.query(forged, [step?.id, (await user('anna')).id])).rejects.toThrow(/involved/)
  })
})

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
    const quote = await anna.newQuote(thirty())
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
})
