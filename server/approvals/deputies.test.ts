import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { listAbsences } from '../../contract/absences.ts'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Output } from '../../contract/http.ts'
import type { Notification } from '../../contract/messages.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { findUserByName } from '../identity/index.ts'
import type { Caller } from '../quoting/testing.ts'
import { type ApprovalOffice, openApprovalOffice } from './testing.ts'

let office: ApprovalOffice
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  customer = await office.customerId('C-10001')
  await office.only({ code: 'ABOVE', condition: { field: 'total', op: 'gte', value: '1000' } })
})
afterAll(() => office.server.close())

const code = (response: { body: unknown }) => (response.body as Problem).code
const idOf = async (name: string) => (await findUserByName(office.server.app.database, name))?.id as string
const submitted = async (name: string): Promise<Quote> => {
  const who = await office.as(name)
  return office.submit(
    who,
    await who.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] }),
  )
}
/** An administrator names who decides for somebody, so many hours from now on, for a week. */
const setAway = async (name: string, deputy: string, inHours = 0, by = 'admin') => {
  const from = office.server.clock.now().getTime() + inHours * 3_600_000
  const week = { from: new Date(from).toISOString(), until: new Date(from + 7 * 86_400_000).toISOString() }
  const who = await office.as(by)
  const path = `/approvals/absences/${await idOf(name)}`
  return who.call<Output<typeof listAbsences>>('PUT', path, { deputy: await idOf(deputy), ...week })
}
const isBack = async (name: string) =>
  (await office.as('admin')).call('DELETE', `/approvals/absences/${await idOf(name)}`)
const waitsFor = async (who: Caller, quote: Quote) => {
  const answer = await who.call<{ items: ApprovalRequest[] }>('GET', '/approvals')
  expect(answer.status, answer.text).toBe(200)
  return answer.body.items.find((request) => request.quote.id === quote.id)
}
const told = async (name: string, quote: Quote) => {
  const { items } = (
    await (await office.as(name)).call<{ items: Notification[] }>('GET', '/notifications?limit=200')
  ).body
  return items.filter((one) => one.title.includes(quote.number)).map((one) => one.text)
}

describe('a deputy named by an administrator', () => {
  it('for somebody who is away already hears of what is open, and decides it', async () => {
    const quote = await submitted('anna')
    const waiting = (await (await office.as('marta')).call<{ items: unknown[] }>('GET', '/approvals')).body
      .items
    const named = await setAway('marta', 'frieda')
    expect(named.status, named.text).toBe(200)
    expect(named.body.items).toMatchObject([
      {
        open: waiting.length,
        person: { name: 'Marta Lindqvist' },
        deputy: { name: 'Frieda Albrecht' },
        setBy: {},
      },
    ])
    await office.server.settle()
    expect((await told('frieda', quote)).join()).toMatch(/You decide for Marta Lindqvist, who is away/)
    const frieda = await office.as('frieda')
    expect(await waitsFor(frieda, quote)).toMatchObject({
      mine: true,
      insteadOf: [{ name: 'Marta Lindqvist' }],
    })
    const away = await (await office.as('marta')).call<{ absence: object }>('GET', '/approvals/absence')
    expect(away.body.absence).toMatchObject({ deputy: { name: 'Frieda Albrecht' }, setBy: {} })
    expect((await frieda.act(quote, 'approve')).body.status).toBe('APPROVED')
    expect((await office.request(quote)).steps[0]?.decisions[0]?.as).toBe('the owner’s manager (deputy)')
    await isBack('marta')
    expect(code(await frieda.act(await submitted('anna'), 'approve'))).toBe('approval.not-asked')
  })

  it('for later hears of it when the time has come, once', async () => {
    const quote = await submitted('anna')
    await setAway('marta', 'frieda', 5)
    await office.server.settle()
    expect(await told('frieda', quote)).toEqual([])
    office.server.clock.advance({ hours: 6 })
    await office.server.settle()
    await setAway('marta', 'frieda')
    await office.server.settle()
    expect(await told('frieda', quote)).toHaveLength(1)
    await isBack('marta')
  })

  it('is none on quotes of whoever named them: nobody involved arranges who decides', async () => {
    const quote = await submitted('admin')
    const [asked] = (await office.request(quote)).steps[0]?.askedOf ?? []
    const names = await office.server.app.database.query<{ username: string }>(
      'select username from users where id = $1',
      [asked?.id],
    )
    const holder = names[0]?.username ?? ''
    await setAway(holder, 'frieda')
    await office.server.settle()
    const frieda = await office.as('frieda')
    expect(await waitsFor(frieda, quote)).not.toMatchObject({ mine: true })
    expect(code(await frieda.act(quote, 'approve'))).toBe('approval.not-asked')
    expect(await told('frieda', quote)).toEqual([])
    await isBack(holder)
  })

  it('has to have the right to decide, and naming one is for who looks after approvals', async () => {
    expect(code(await setAway('marta', 'robin'))).toBe('approval.cannot-decide')
    expect(code(await setAway('marta', 'marta'))).toBe('approval.cannot-decide')
    expect((await setAway('ingrid', 'frieda', 0, 'marta')).status).toBe(403)
  })
})
