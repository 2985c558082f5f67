import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

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

const code = (response: { body: unknown }) => (response.body as Problem).code
const inbox = async (who: Caller) =>
  (await who.call<{ items: ApprovalRequest[] }>('GET', '/approvals')).body.items
const fresh = async (quote: Quote) => (await anna.call('GET', `/quotes/${quote.id}`)).body

/** A submitted quote that needs the manager. */
async function submitted(body: Record<string, unknown> = {}): Promise<Quote> {
  const quote = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }], ...body })
  const answer = await anna.act(quote, 'submit')
  expect(answer.body.status).toBe('PENDING_APPROVAL')
  await office.server.settle()
  return fresh(quote)
}

describe('approval', () => {
  it('below the threshold comes from the workflow, which asks nobody', async () => {
    const quote = await anna.newQuote({ customer, lines: [{ product: 'MON-24', quantity: '1' }] })
    expect((await anna.act(quote, 'submit')).body.status).toBe('PENDING_APPROVAL')
    await office.server.settle()
    expect(await fresh(quote)).toMatchObject({ status: 'APPROVED', approval: { status: 'NOT_REQUIRED' } })
  })

  it('from the threshold on is asked of the owner’s manager, who sees why', async () => {
    const quote = await submitted()
    expect(quote).toMatchObject({ status: 'PENDING_APPROVAL', approval: { waitingFor: ['Marta Lindqvist'] } })
    const asked = (await inbox(marta)).find((request) => request.quote.id === quote.id)
    expect(asked?.steps[0]?.policies[0]?.because.join()).toMatch(/total €.* is at least €1,000/)
    const approved = await marta.act(quote, 'approve', { comment: 'Good margin' })
    expect(approved.body.status).toBe('APPROVED')
    expect(approved.body.lines.every((line) => line.status === 'APPROVED')).toBe(true)
  })

  it('is never given by those who own, submitted or edited the quote', async () => {
    const own = await marta.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] })
    const mine = (await marta.act(own, 'submit')).body
    expect(code(await marta.act(mine, 'approve'))).toBe('approval.own-quote')

    const quote = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] })
    const line = quote.lines[0]?.id
    const edited = (await marta.commands(quote, [{ type: 'setQuantity', line, quantity: '31' }])).body
    const handed = (await anna.act(edited, 'submit')).body
    expect(handed.approval?.waitingFor).not.toContain('Marta Lindqvist')
    expect(code(await marta.act(handed, 'approve'))).toBe('approval.own-quote')
  })

  it('is not given by a manager who is not asked, nor by a role without the right', async () => {
    const quote = await submitted()
    expect(code(await (await office.as('denise')).act(quote, 'approve'))).toBe('approval.not-asked')
    expect(code(await anna.act(quote, 'approve'))).toBe('auth.forbidden')
  })

  it('is for the state that was seen, and cannot be set in another way', async () => {
    const quote = await submitted()
    const stale = { ...quote, seq: quote.seq - 1 }
    expect((await marta.act(stale, 'approve')).status).toBe(412)
    const forced = await anna.commands(quote, [{ type: 'setQuote', fields: { status: 'APPROVED' } }])
    expect(forced.status).toBe(422)
    expect((await fresh(quote)).status).toBe('PENDING_APPROVAL')
  })

  it('stands on resubmission when nothing changed, and falls when what it looked at did', async () => {
    const quote = await submitted()
    const approved = (await marta.act(quote, 'approve')).body
    const recalled = (await anna.act(approved, 'recall')).body
    expect(recalled.status).toBe('DRAFT')
    const same = (await anna.act(recalled, 'submit')).body
    await office.server.settle()
    expect((await fresh(same)).status).toBe('APPROVED')

    const again = (await anna.act(await fresh(same), 'recall')).body
    const line = again.lines[0]?.id
    const dearer = (await anna.commands(again, [{ type: 'setQuantity', line, quantity: '40' }])).body
    const asked = (await anna.act(dearer, 'submit')).body
    await office.server.settle()
    expect((await fresh(asked)).status).toBe('PENDING_APPROVAL')
  })

  it('is refused with a reason that everybody can read', async () => {
    const quote = await submitted()
    expect((await marta.act(quote, 'reject', {})).status).toBe(422)
    expect(code(await marta.act(quote, 'reject', { comment: ' ' }))).toBe('approval.comment-missing')
    const rejected = (await marta.act(quote, 'reject', { comment: 'Too little margin' })).body
    expect(rejected).toMatchObject({ status: 'REJECTED', approval: { status: 'REJECTED' } })
    const { items } = (
      await anna.call<{ items: { words: string[] }[] }>('GET', `/quotes/${quote.id}/history`)
    ).body
    expect(items[0]?.words).toContain('Too little margin')
  })

  it('of two who decide at the same moment the second is refused, and the quote is decided once', async () => {
    const quote = await submitted()
    const answers = await Promise.all([
      marta.act(quote, 'approve'),
      marta.act(quote, 'reject', { comment: 'No' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412])
  })

  it('is previewed before submission, with the same reasons', async () => {
    const quote = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] })
    const preview = await anna.call<{ automatic: boolean; steps: { asked: string }[] }>(
      'GET',
      `/quotes/${quote.id}/approval-preview`,
    )
    expect(preview.body).toMatchObject({ automatic: false, steps: [{ asked: 'the owner’s manager' }] })
  })
})
