import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notification } from '../../contract/messages.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { findUserByName } from '../identity/index.ts'
import { systemContext } from '../platform/index.ts'
import type { Caller } from '../quoting/testing.ts'
import { stepDue, sweepDue } from './step-due.ts'
import { type ApprovalOffice, openApprovalOffice } from './testing.ts'

let office: ApprovalOffice
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  customer = await office.customerId('C-10001')
  await office.only({
    code: 'TIMED',
    condition: { field: 'total', op: 'gte', value: '1000' },
    groups: [
      {
        order: 1,
        steps: [
          {
            approvers: [{ type: 'manager', level: 1 }],
            needed: 'any',
            remindHours: 24,
            deadlineHours: 48,
            escalateTo: { type: 'manager', level: 2 },
          },
        ],
      },
    ],
  })
})
afterAll(() => office.server.close())

const idOf = async (name: string) => (await findUserByName(office.server.app.database, name))?.id as string
const code = (response: { body: unknown }) => (response.body as Problem).code
const submitted = async (who: Caller): Promise<Quote> =>
  office.submit(who, await who.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] }))
/** What a person was told about a quote, the earliest first. */
const told = async (name: string, quote: Quote): Promise<string[]> => {
  const { items } = (
    await (await office.as(name)).call<{ items: Notification[] }>('GET', '/notifications?limit=200')
  ).body
  return items
    .filter((one) => one.title.includes(quote.number))
    .map((one) => one.kind)
    .reverse()
}

describe('time', () => {
  it('reminds once, and asks the next one up once the deadline is over', async () => {
    const quote = await submitted(await office.as('anna'))
    expect(await told('marta', quote)).toEqual(['approval-asked'])
    office.server.clock.advance({ hours: 25 })
    await office.server.settle()
    await office.server.settle()
    expect(await told('marta', quote)).toEqual(['approval-asked', 'approval-reminder'])
    expect(await told('ingrid', quote)).toEqual([])
    office.server.clock.advance({ hours: 24 })
    await office.server.settle()
    expect(await told('ingrid', quote)).toEqual(['approval-escalated'])
    const now = await office.now(await office.as('ingrid'), quote)
    expect((await (await office.as('ingrid')).act(now, 'approve')).body.status).toBe('APPROVED')
  })

  it('has its effect once after a week without the program, by however many workers', async () => {
    const quote = await submitted(await office.as('anna'))
    office.server.clock.advance({ days: 9 })
    await Promise.all([office.server.settle(), office.server.settle()])
    const [step] = (await office.request(quote)).steps
    const ctx = () => systemContext(office.server.app)
    await Promise.all([stepDue(ctx(), step?.id ?? ''), stepDue(ctx(), step?.id ?? ''), sweepDue(ctx())])
    await office.server.settle()
    expect(await told('ingrid', quote)).toEqual(['approval-escalated'])
    expect(await told('marta', quote)).toEqual(['approval-asked', 'approval-reminder'])
    expect((await office.request(quote)).steps[0]?.handovers).toHaveLength(1)
  })

  it('is made up for by the sweep where a timer was lost, and waits where the clock went back', async () => {
    const quote = await submitted(await office.as('anna'))
    const { app, clock } = office.server
    await app.database.query('delete from graphile_worker._private_jobs')
    const before = clock.now()
    clock.set(new Date(before.getTime() - 5 * 86_400_000))
    await sweepDue(systemContext(app))
    clock.set(new Date(before.getTime() + 25 * 3_600_000))
    await sweepDue(systemContext(app))
    await sweepDue(systemContext(app))
    await office.server.settle()
    expect(await told('marta', quote)).toEqual(['approval-asked', 'approval-reminder'])
  })

  it('ends with the decision', async () => {
    const quote = await submitted(await office.as('anna'))
    await (await office.as('marta')).act(quote, 'approve')
    office.server.clock.advance({ days: 9 })
    await office.server.settle()
    expect(await told('marta', quote)).toEqual(['approval-asked'])
    expect(await told('anna', quote)).toEqual(['approval-answered'])
  })
})

describe('somebody else', () => {
  it('decides where a decision was passed on, which happens once', async () => {
    const quote = await submitted(await office.as('anna'))
    const marta = await office.as('marta')
    const paul = await office.as('paul')
    const [step] = (await office.request(quote)).steps
    const path = `/approvals/steps/${step?.id}/delegate`
    const passed = await marta.call('POST', path, { to: await idOf('paul'), comment: 'He knows them' })
    expect(passed.status).toBe(200)
    await office.server.settle()
    expect(await told('paul', quote)).toEqual(['approval-asked'])
    expect(code(await paul.call('POST', path, { to: await idOf('denise') }))).toBe(
      'approval.delegated-already',
    )
    expect(code(await marta.act(quote, 'approve'))).toBe('approval.not-asked')
    expect((await paul.act(quote, 'approve')).body.status).toBe('APPROVED')
    const [decided] = (await office.request(quote)).steps
    expect(decided?.decisions[0]?.as).toBe('the owner’s manager (delegated)')
  })

  it('decides while the one asked is away, and not before or after', async () => {
    const marta = await office.as('marta')
    const denise = await office.as('denise')
    const { clock } = office.server
    const from = new Date(clock.now().getTime() + 3_600_000)
    const until = new Date(from.getTime() + 86_400_000)
    const quote = await submitted(await office.as('anna'))
    await marta.call('PUT', '/approvals/absence', {
      deputy: await idOf('denise'),
      from: from.toISOString(),
      until: until.toISOString(),
    })
    expect(code(await denise.act(quote, 'approve'))).toBe('approval.not-asked')
    clock.advance({ hours: 2 })
    const back = await office.as('denise')
    const inbox = await back.call<{ items: { quote: { id: string }; insteadOf: { name: string }[] }[] }>(
      'GET',
      '/approvals',
    )
    expect(inbox.body.items.find((one) => one.quote.id === quote.id)?.insteadOf[0]?.name).toBe(
      'Marta Lindqvist',
    )
    expect((await back.act(await office.now(back, quote), 'approve')).body.status).toBe('APPROVED')
    const later = await submitted(await office.as('anna'))
    clock.advance({ days: 2 })
    expect(code(await (await office.as('denise')).act(later, 'approve'))).toBe('approval.not-asked')
  })

  it('is chosen by the deputy of one who is away, once, and not where the deputy has a hand in the quote', async () => {
    const marta = await office.as('marta')
    const { clock } = office.server
    await marta.call('PUT', '/approvals/absence', {
      deputy: await idOf('denise'),
      from: clock.now().toISOString(),
      until: new Date(clock.now().getTime() + 86_400_000).toISOString(),
    })
    const quote = await submitted(await office.as('anna'))
    const [step] = (await office.request(quote)).steps
    const path = `/approvals/steps/${step?.id}/delegate`
    const denise = await office.as('denise')
    const passed = await denise.call('POST', path, { to: await idOf('paul') })
    expect(passed.status, passed.text).toBe(200)
    expect(code(await denise.act(quote, 'approve'))).toBe('approval.not-asked')
    expect((await office.request(quote)).steps[0]?.handovers[0]).toMatchObject({
      kind: 'DELEGATED',
      from: { name: 'Marta Lindqvist' },
      to: { id: await idOf('paul') },
      by: { id: await idOf('denise') },
    })
    expect((await (await office.as('paul')).act(quote, 'approve')).body.status).toBe('APPROVED')

    const own = await submitted(denise)
    const [asked] = (await office.request(own)).steps
    const given = { to: await idOf('paul') }
    const refused = await denise.call('POST', `/approvals/steps/${asked?.id}/delegate`, given)
    expect(code(refused)).toBe('approval.own-quote')
    await marta.call('DELETE', '/approvals/absence')
  })

  it('is asked by the administrator where nobody answers', async () => {
    const quote = await submitted(await office.as('anna'))
    const [step] = (await office.request(quote)).steps
    const given = { to: await idOf('paul'), comment: 'Marta left' }
    const admin = await office.as('admin')
    expect((await admin.call('POST', `/approvals/steps/${step?.id}/reassign`, given)).status).toBe(200)
    expect(code(await (await office.as('marta')).act(quote, 'approve'))).toBe('approval.not-asked')
    expect((await (await office.as('paul')).act(quote, 'approve')).body.status).toBe('APPROVED')
  })

  it('is asked a question, and the decision stays open', async () => {
    const anna = await office.as('anna')
    const marta = await office.as('marta')
    const quote = await submitted(anna)
    expect(
      (await marta.call('POST', `/quotes/${quote.id}/approval/ask`, { text: 'Why so many?' })).status,
    ).toBe(200)
    await office.server.settle()
    expect(await told('anna', quote)).toEqual(['approval-answered'])
    await anna.call('POST', `/quotes/${quote.id}/approval/answer`, { text: 'A second site.' })
    await office.server.settle()
    expect((await office.request(quote)).remarks.map((remark) => remark.text)).toEqual([
      'Why so many?',
      'A second site.',
    ])
    expect((await office.now(anna, quote)).status).toBe('PENDING_APPROVAL')
    expect(
      code(await (await office.as('paul')).call('POST', `/quotes/${quote.id}/approval/ask`, { text: 'x' })),
    ).toBeDefined()
  })
})
