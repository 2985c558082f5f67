import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { above1000, code, type Desk, openDesk, percent, thirty } from './testing.ts'

// One thing is approved, and another one is there by then.
let { office, anna, marta, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, customer } = await openDesk())
})
afterAll(() => office.server.close())

describe('approval cannot be walked around', () => {
  it('by making the quote dearer after it was approved', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
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
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const approved = (await marta.act(quote, 'approve')).body
    const sent = (await anna.act(approved, 'finalize')).body
    const second = (await anna.act(sent, 'revise')).body
    expect(second).toMatchObject({ version: 2, status: 'DRAFT' })
    const changed = (await anna.commands(second, [percent('30')])).body
    expect((await anna.act(changed, 'finalize')).status).toBe(409)
    expect((await office.submit(anna, changed)).status).toBe('PENDING_APPROVAL')
  })

  it('by editing, or taking back, in the moment it is approved', async () => {
    await office.only(above1000)
    for (const other of ['recall', 'edit'] as const) {
      const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
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
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
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

  it('by relaxing a policy while the quote is looked at', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
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
    const first = await anna.newQuote(thirty(customer))
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
})
