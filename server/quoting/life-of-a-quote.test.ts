import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Comparison, Quote, QuoteLine } from '../../contract/quotes.ts'
import { systemContext } from '../platform/make-context.ts'
import { archiveVersions, remindOfExpiry } from './index.ts'
import { findHead, type Head, readVersion } from './store.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'
import { tracedVersion } from './trace.ts'

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

/** A quote of one monitor, small enough that nobody is asked, brought to `FINALIZED`. */
async function finalized(body: Record<string, unknown> = {}): Promise<Quote> {
  const quote = await anna.newQuote({
    customer,
    lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '1' }],
    ...body,
  })
  await anna.act(quote, 'submit')
  await office.server.settle()
  const approved = (await anna.call('GET', `/quotes/${quote.id}`)).body
  expect(approved.status).toBe('APPROVED')
  const done = await anna.act(approved, 'finalize')
  expect(done.status).toBe(200)
  return done.body
}

describe('the life of a quote', () => {
  it('from finalization on a version never changes; revising opens the next', async () => {
    const done = await finalized()
    const refused = await anna.commands(done, [{ type: 'setQuantity', line: first(done).id, quantity: '2' }])
    expect(problem(refused).code).toBe('quote.wrong-state')
    const revised = (await anna.act(done, 'revise', { description: 'One more screen' })).body
    expect(revised).toMatchObject({ version: 2, status: 'DRAFT' })
    await anna.commands(revised, [{ type: 'setQuantity', line: first(revised).id, quantity: '2' }])
    const old = (await anna.call('GET', `/quotes/${done.id}?version=1`)).body
    expect(old).toMatchObject({ version: 1, status: 'FINALIZED', editable: false })
    expect(first(old).quantity).toBe('1')
    expect(old.totals).toEqual(done.totals)
  })

  it('versions are compared, restored and described', async () => {
    const done = await finalized()
    const revised = (await anna.act(done, 'revise', { description: 'One more screen' })).body
    const added = 'lin_screen0000'
    await anna.commands(revised, [
      { type: 'setQuantity', line: first(revised).id, quantity: '4' },
      { type: 'addLine', line: { id: added, product: 'MON-24' } },
      { type: 'setQuote', fields: { paymentTerms: '14 days net' } },
    ])
    const compared = await anna.call<Comparison>('GET', `/quotes/${done.id}/compare?from=1&to=2`)
    expect(compared.body.terms).toEqual([
      { field: 'paymentTerms', from: done.paymentTerms, to: '14 days net' },
    ])
    const lines = compared.body.lines.map(({ id, kind, fields }) => [
      id,
      kind,
      fields.find((each) => each.field === 'quantity'),
    ])
    expect(lines).toEqual([
      [first(done).id, 'changed', { field: 'quantity', from: '1', to: '4' }],
      [added, 'added', undefined],
    ])

    const restored = (await anna.call('POST', `/quotes/${done.id}/versions/1/restore`)).body
    expect(restored.lines.map((line) => line.quantity)).toEqual(['1'])
    expect(restored.totals).toEqual(done.totals)
    const back = (await anna.call('POST', `/quotes/${done.id}/undo`)).body
    expect(back.lines.map((line) => line.quantity)).toEqual(['4', '1'])
    const described = await anna.call('PATCH', `/quotes/${done.id}/versions/1`, {
      description: 'As first offered',
    })
    expect(described.body.versions.map((each) => each.description)).toEqual([
      'One more screen',
      'As first offered',
    ])
  })

  it('an old version goes to the archive and opens as before', async () => {
    const done = await finalized()
    const declined = (await anna.act(done, 'decline', { reason: 'Too many screens' })).body
    await anna.act(declined, 'revise')
    const before = (await anna.call('GET', `/quotes/${done.id}?version=1`)).body
    const ctx = systemContext(office.server.app)
    expect(await archiveVersions(ctx, 0)).toBeGreaterThan(0)
    const [left] = await ctx.db.query<{ lines: string }>(
      'select count(*) as lines from quote_lines where quote_id = $1 and version = 1',
      [done.id],
    )
    expect(left?.lines).toBe('0')
    expect((await anna.call('GET', `/quotes/${done.id}?version=1`)).body).toEqual(before)
  })

  it('changes hands, becomes a template, and goes out of the way', async () => {
    const quote = await anna.newQuote({ name: 'Starter office', lines: [monitor] })
    const template = (
      await anna.call('PATCH', `/quotes/${quote.id}`, { template: true }, { 'if-match': `"${quote.seq}"` })
    ).body
    expect(problem(await anna.act(template, 'submit')).code).toBe('quote.is-template')
    const begun = (await anna.call('POST', `/quotes/${quote.id}/clone`)).body
    expect(begun).toMatchObject({ name: 'Starter office', template: false })
    const listed = await anna.call<{ items: { id: string }[] }>('GET', '/quotes?template=true')
    expect(listed.body.items.map((each) => each.id)).toEqual([quote.id])

    const owner = (await marta.call<{ user: { id: string } }>('GET', '/session')).body.user.id
    const handed = await anna.call(
      'PATCH',
      `/quotes/${begun.id}`,
      { owner, archived: true },
      { 'if-match': `"${begun.seq}"` },
    )
    expect(handed.body).toMatchObject({ owner: { id: owner }, archived: true })
    const all = await marta.call<{ items: { id: string }[] }>('GET', '/quotes?owner=me&archived=true')
    expect(all.body.items.map((each) => each.id)).toEqual([begun.id])
  })

  it('the owner is reminded once before a quote expires', async () => {
    const today = office.server.clock.now()
    const soon = new Date(today.getTime() + 2 * 86_400_000).toISOString().slice(0, 10)
    const done = await finalized({ validUntil: soon })
    const ctx = systemContext(office.server.app)
    expect(await remindOfExpiry(ctx, office.server.app)).toBe(1)
    expect(await remindOfExpiry(ctx, office.server.app)).toBe(0)
    const told = await anna.call<{ items: { title: string; link: string }[] }>('GET', '/notifications')
    expect(told.body.items[0]).toMatchObject({
      title: `${done.number} is valid until ${soon}`,
      link: `/quotes/${done.id}`,
    })
  })

  it('lines are listed by status over all quotes, and each has its history', async () => {
    const quote = await anna.newQuote({ lines: [monitor, { product: 'MON-24' }] })
    const [one, two] = quote.lines as [QuoteLine, QuoteLine]
    const bulk = [one, two].map((line) => ({
      type: 'setLine',
      line: line.id,
      fields: { status: 'CANCELLED' },
    }))
    const cancelled = (await anna.commands(quote, bulk)).body
    expect(cancelled.lines.map((line) => line.counted)).toEqual([false, false])
    const found = await anna.call<{ items: { id: string }[] }>('GET', '/quote-lines?status=CANCELLED')
    expect(found.body.items.map((line) => line.id)).toEqual(expect.arrayContaining([one.id, two.id]))
    await anna.commands(cancelled, [{ type: 'setLine', line: two.id, fields: { status: 'PENDING' } }])
    const story = await anna.call<{ items: { words: string[] }[] }>(
      'GET',
      `/quotes/${quote.id}/history?line=${one.id}`,
    )
    expect(story.body.items).toHaveLength(2)
  })

  it('lines of several quotes are cancelled at once; what cannot be changed is named and keeps nothing else', async () => {
    const draft = await anna.newQuote({ name: 'Bulk', lines: [monitor, { product: 'MON-24' }] })
    const done = await finalized()
    const lines = [draft, done].map(({ id, lines: [line] }) => ({ quote: id, line: line?.id }))
    const set = (status: string) =>
      anna.call<{ changed: string[]; refused: { lines: string[]; code: string; detail: string }[] }>(
        'POST',
        '/quote-lines/status',
        { lines, status },
      )
    const { body } = await set('CANCELLED')
    expect(body.changed).toEqual([lines[0]?.line])
    expect(body.refused).toMatchObject([{ lines: [lines[1]?.line], code: 'quote.wrong-state' }])
    expect(body.refused[0]?.detail).toContain(done.number)
    const after = (await anna.call('GET', `/quotes/${draft.id}`)).body
    expect(after.lines.map((line) => line.status)).toEqual(['CANCELLED', 'PRICED'])
    const found = await anna.call<{ items: { id: string; quoteStatus: string }[] }>(
      'GET',
      `/quote-lines?status=CANCELLED&quoteStatus=DRAFT&search=${draft.number}`,
    )
    expect(found.body.items).toMatchObject([{ id: lines[0]?.line, quoteStatus: 'DRAFT' }])
    await set('PENDING')
    const back = (await anna.call('GET', `/quotes/${draft.id}`)).body
    expect(back.totals.total).toBe(draft.totals.total)
  })

  it('an accepted quote becomes one order, however often and from wherever it is asked for', async () => {
    const accepted = (await anna.act(await finalized(), 'accept', { name: 'Katrin Behrens' })).body
    const answers = await Promise.all(Array.from({ length: 5 }, () => anna.act(accepted, 'convert')))
    const orders = new Set(answers.map((answer) => answer.body.order?.id))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect(orders.size).toBe(1)
    const order = await anna.call<{ total: string; lines: unknown[] }>('GET', `/orders/${[...orders][0]}`)
    expect(order.body.total).toBe(accepted.totals.total)
    expect(order.body.lines).toHaveLength(1)
  })

  it('accepting the finalized version cancels a newer draft', async () => {
    const done = await finalized()
    const draft = (await anna.act(done, 'revise')).body
    const accepted = await anna.act(draft, 'accept', { name: 'Katrin Behrens' })
    expect(accepted.body).toMatchObject({ version: 1, status: 'ACCEPTED' })
    expect(accepted.body.versions).toMatchObject([
      { version: 2, status: 'CANCELLED' },
      { version: 1, status: 'ACCEPTED' },
    ])
  })

  it('an expired quote cannot be accepted, nor in the moment before the job has seen it', async () => {
    const done = await finalized()
    office.server.clock.advance({ days: 40 })
    try {
      const refused = await anna.act(done, 'accept', { name: 'Too late' })
      // Signed in an hour ago at the latest: whoever acts a month later signs in again.
      expect([401, 409]).toContain(refused.status)
      const again = await office.as('anna')
      expect(problem(await again.act(done, 'accept', { name: 'Too late' })).code).toBe('quote.expired')
      const { expireQuotes } = await import('./index.ts')
      await expireQuotes(systemContext(office.server.app))
      const now = (await again.call('GET', `/quotes/${done.id}`)).body
      expect(now).toMatchObject({ status: 'EXPIRED', expired: true })
    } finally {
      office.server.clock.advance({ days: -40 })
    }
  })

  it('a quote without a customer is approved but not finalized', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-24' }] })
    await anna.act(quote, 'submit')
    await office.server.settle()
    const approved = (await anna.call('GET', `/quotes/${quote.id}`)).body
    expect(problem(await anna.act(approved, 'finalize')).code).toBe('quote.customer-missing')
  })

  it('a clone brings the lines along, and neither codes nor approvals', async () => {
    const done = await finalized({ discountCodes: ['LOYAL3'] })
    const copy = (await anna.call('POST', `/quotes/${done.id}/clone`)).body
    expect(copy).toMatchObject({ status: 'DRAFT', version: 1, discountCodes: [] })
    expect(copy.approval).toBeUndefined()
    expect(copy.lines.map((line) => line.product)).toEqual(done.lines.map((line) => line.product))
    expect(copy.number).not.toBe(done.number)
  })

  it('replaying the stored prices with the stored context gives the same amounts', async () => {
    const done = await finalized()
    const ctx = systemContext(office.server.app)
    const head = (await findHead(ctx.db, done.id)) as Head
    const kept = await tracedVersion(ctx, office.server.app.database, head, await readVersion(ctx.db, head))
    expect(kept.lines.every((line) => line.steps.length > 0)).toBe(true)
    const { replay } = await import('../../engines/pricer/index.ts')
    expect(replay(kept)).toMatchObject({ same: true })
  })
})
