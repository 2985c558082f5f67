import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
let petra: Caller
let customer: string
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  petra = await office.as('petra')
  customer = await office.customerId('C-10001')
})
afterAll(() => office.server.close())

/** The price of a line's product as it will be from the next revision on. */
async function raised(quote: Quote, unitAmount: string): Promise<number> {
  const { items } = (
    await petra.call<{ items: ({ code: string; revision: number } & Record<string, unknown>)[] }>(
      'GET',
      `/prices?product=${quote.lines[0]?.product}`,
    )
  ).body
  const { code = '', revision: _, ...price } = items.find((each) => each.code === quote.lines[0]?.price) ?? {}
  const ctx = systemContext(office.server.app)
  const set = await startChangeSet(ctx, 'Another price')
  await putChanges(ctx, set.id, [{ kind: 'prices', code, body: { ...price, unitAmount } }])
  return (await publishChangeSet(ctx, set.id)).revision ?? 0
}

const keep = (quote: Quote) => ({ type: 'setLine', line: quote.lines[0]?.id, fields: { keepPrice: true } })

describe('a price that is kept when the catalog moves on', () => {
  it('is what was quoted, explained, no discount by hand, and given up with more of it or in a copy', async () => {
    const draft = await anna.newQuote({ customer, lines: [{ product: 'MON-24', quantity: '3' }] })
    const revision = await raised(draft, '250.00')
    const moved = [{ type: 'setQuote', fields: { revision } }, keep(draft)]
    const { body: kept } = await anna.commands(draft, moved)
    expect(kept.totals.net).toBe(draft.totals.net)
    const [line] = kept.lines
    expect(line).toMatchObject({
      listUnitPrice: '250.00',
      keptPrice: { value: draft.lines[0]?.unitPrice, revision: draft.revision },
      discounts: [{ kind: 'KEPT', name: `Price of revision ${draft.revision} kept` }],
      manualDiscounts: [],
    })
    expect(line?.unitPriceOverride).toBeUndefined()
    const waterfall = await anna.call('GET', `/quotes/${draft.id}/waterfall?line=${line?.id}`)
    expect(waterfall.text).toContain(`Price of revision ${draft.revision} kept`)

    const more = (await anna.commands(kept, [{ type: 'setQuantity', line: line?.id, quantity: '4' }])).body
    expect([more.lines[0]?.keptPrice, more.lines[0]?.net]).toEqual([undefined, '1000.00'])
    const back = (await anna.call('POST', `/quotes/${draft.id}/undo`)).body
    expect(back.totals.net).toBe(draft.totals.net)
    const copy = (await anna.call('POST', `/quotes/${draft.id}/clone`)).body
    expect([copy.lines[0]?.keptPrice, copy.lines[0]?.net]).toEqual([undefined, '750.00'])
    const fields = { keepPrice: false }
    const today = (await anna.commands(back, [{ type: 'setLine', line: line?.id, fields }])).body
    expect(today.lines[0]?.net).toBe('750.00')
  })

  it('is named by nobody: only the move to a newer revision keeps one, and only as it was quoted', async () => {
    const draft = await anna.newQuote({ customer, lines: [{ product: 'MON-24', quantity: '3' }] })
    const problem = (response: { body: unknown }) => (response.body as Problem).detail
    expect(problem(await anna.commands(draft, [keep(draft)]))).toMatch(/moves the quote to a newer revision/)
    const revision = await raised(draft, '260.00')
    const quantity = { type: 'setQuantity', line: draft.lines[0]?.id, quantity: '300' }
    const moved = [{ type: 'setQuote', fields: { revision } }, quantity, keep(draft)]
    expect(problem(await anna.commands(draft, moved))).toMatch(/only for exactly what was quoted/)
  })

  it('counts in the discount approvers look at, as do days given free', async () => {
    const draft = await anna.newQuote({ customer, lines: [{ product: 'MON-24', quantity: '3' }] })
    const revision = await raised(draft, '400.00')
    const moved = [{ type: 'setQuote', fields: { revision } }, keep(draft)]
    const kept = (await anna.commands(draft, moved)).body
    const asked = await anna.call('GET', `/quotes/${kept.id}/approval-preview`)
    // 260.00 where the list says 400.00 is 35 percent off.
    expect(asked.text).toContain('DISCOUNT-25')

    const seats = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '2' }] })
    const term = { start: '2027-01-01', months: 12, trialDays: 182 }
    const free = (
      await anna.commands(seats, [{ type: 'setLine', line: seats.lines[0]?.id, fields: { term } }])
    ).body
    expect(Number(free.lines[0]?.net)).toBeLessThan(Number(seats.lines[0]?.net) * 0.52)
    expect(free.lines[0]).toMatchObject({ trialDays: 182, periodNet: seats.lines[0]?.periodNet })
    const preview = await anna.call('GET', `/quotes/${seats.id}/approval-preview`)
    expect(preview.text).toContain('DISCOUNT-25')
  })
})
