import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { above1000, askRole, code, type Desk, openDesk, percent, thirty } from './testing.ts'

let { office, anna, marta, admin, customer } = {} as Desk
beforeAll(async () => {
  ;({ office, anna, marta, admin, customer } = await openDesk())
})
afterAll(() => office.server.close())

const setRoles = async (name: string, roles: string[]) => {
  const { id, version } = await office.user(name)
  const answer = await admin.call('PATCH', `/users/${id}`, { roles }, { 'if-match': `"${version}"` })
  expect(answer.status, answer.text).toBe(200)
  await office.server.settle()
}
/** An administrator makes somebody the owner. */
const handTo = async (name: string, quote: Quote) => {
  const owner = (await office.user(name)).id
  const handed = await admin.call('PATCH', `/quotes/${quote.id}`, { owner }, { 'if-match': '*' })
  expect(handed.status, handed.text).toBe(200)
  await office.server.settle()
  return office.now(admin, quote)
}

describe('nobody decides on their own quote', () => {
  it('by the submitter as a program, as an administrator or with a role gained meanwhile', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    await setRoles('anna', ['sales-rep', 'sales-manager', 'system-admin'])
    const again = await office.as('anna')
    expect(code(await again.act(quote, 'approve'))).toBe('approval.own-quote')
    await setRoles('anna', ['sales-rep'])
    anna = await office.as('anna')

    await setRoles('jonas', ['sales-rep', 'sales-manager'])
    expect(code(await (await office.as('jonas')).act(quote, 'approve'))).toBe('approval.not-asked')
    await setRoles('jonas', ['sales-rep'])
  })

  it('by who was asked for a role and has lost it since', async () => {
    await office.only({ ...above1000, groups: [askRole('finance')] })
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    await setRoles('thomas', ['legal'])
    expect(code(await (await office.as('thomas')).act(quote, 'approve'))).toBe('approval.not-asked')
    await setRoles('thomas', ['finance'])
    expect((await (await office.as('thomas')).act(quote, 'approve')).body.status).toBe('APPROVED')
  })

  it('by the submitter under a delegation, or as a deputy', async () => {
    await office.only(above1000)
    const quote = await office.submit(marta, await marta.newQuote(thirty(customer)))
    const ingrid = await office.as('ingrid')
    const [step] = (await office.request(quote)).steps
    const me = (await office.user('marta')).id
    expect(code(await ingrid.call('POST', `/approvals/steps/${step?.id}/delegate`, { to: me }))).toBe(
      'approval.cannot-decide',
    )
    expect(
      code(await admin.call('POST', `/approvals/steps/${step?.id}/reassign`, { to: me, comment: 'x' })),
    ).toBe('approval.cannot-decide')
    const { now } = office.server.clock
    const week = {
      from: now().toISOString(),
      until: new Date(now().getTime() + 7 * 86_400_000).toISOString(),
    }
    await ingrid.call('PUT', '/approvals/absence', { deputy: me, ...week })
    expect(code(await marta.act(quote, 'approve'))).toBe('approval.own-quote')
    await ingrid.call('DELETE', '/approvals/absence')
  })

  it('by having somebody else hand in what one wrote, or copy it', async () => {
    await office.only(above1000)
    const quote = await anna.newQuote(thirty(customer))
    const edited = (await marta.commands(quote, [percent('5')])).body
    const handed = await office.submit(anna, edited)
    expect(code(await marta.act(handed, 'approve'))).toBe('approval.own-quote')
    const copy = (await anna.call('POST', `/quotes/${quote.id}/clone`, {})).body
    expect(code(await marta.act(await office.submit(anna, copy), 'approve'))).toBe('approval.own-quote')
  })

  it('by having submitted it once, though somebody else submits it again', async () => {
    await office.only(above1000)
    const quote = await office.submit(marta, await anna.newQuote(thirty(customer)))
    const draft = (await anna.act(quote, 'recall')).body
    const again = await office.submit(anna, draft)
    expect(code(await marta.act(again, 'approve'))).toBe('approval.own-quote')
    expect((await office.request(again)).steps[0]?.askedOf).toMatchObject([{ name: 'Ingrid Solberg' }])
  })

  it('by becoming its owner while it is asked about: those above are asked then', async () => {
    await office.only(above1000)
    const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
    const handed = await handTo('marta', quote)
    expect(handed).toMatchObject({ status: 'PENDING_APPROVAL', owner: { name: 'Marta Lindqvist' } })
    const { steps, requestedBy } = await office.request(quote)
    expect(requestedBy.name).toBe('Anna Kessler')
    expect(steps[0]?.askedOf).toMatchObject([{ name: 'Ingrid Solberg' }])
    expect(code(await marta.act(handed, 'approve'))).toBe('approval.own-quote')
    expect((await (await office.as('ingrid')).act(handed, 'approve')).body.status).toBe('APPROVED')
  })

  it('by taking over what one approved oneself; what others approved stands for a new owner', async () => {
    await office.only(above1000)
    const approve = async () => {
      const quote = await office.submit(anna, await anna.newQuote(thirty(customer)))
      return (await marta.act(quote, 'approve')).body
    }
    expect((await handTo('jonas', await approve())).status).toBe('APPROVED')
    const own = await handTo('marta', await approve())
    expect(own.status).toBe('PENDING_APPROVAL')
    expect((await marta.act(own, 'finalize')).status).toBe(409)
    expect((await office.request(own)).steps[0]?.askedOf).toMatchObject([{ name: 'Ingrid Solberg' }])
  })

  it('by handing it to somebody of whom less is asked, and back once it is approved', async () => {
    await office.only({
      code: 'REPS',
      condition: { field: 'owner.roles', op: 'contains', value: 'sales-rep' },
    })
    const quote = await office.submit(marta, await marta.newQuote(thirty(customer)))
    expect(quote.status).toBe('APPROVED')
    expect((await handTo('anna', quote)).status).toBe('PENDING_APPROVAL')
  })

  it('by a program that acts for its owner', async () => {
    await office.only(above1000)
    const scopes = ['quotes.read', 'quotes.write', 'quotes.approve']
    const currentPassword = 'correct horse battery staple'
    await admin.call('POST', `/users/${(await office.user('marta')).id}/password`, {
      password: currentPassword,
    })
    marta = await office.as('marta')
    const key = await marta.call<{ secret: string }>('POST', '/account/keys', {
      name: 'Robot',
      scopes,
      currentPassword,
    })
    expect(key.status, key.text).toBe(201)
    const byProgram = (quote: Quote) =>
      office.server.call<Quote>('POST', `/quotes/${quote.id}/approve`, {
        token: key.body.secret,
        headers: { 'if-match': '*' },
        body: {},
      })
    const own = await office.submit(marta, await marta.newQuote(thirty(customer)))
    expect(code(await byProgram(own))).toBe('approval.own-quote')
    const other = await office.submit(anna, await anna.newQuote(thirty(customer)))
    expect((await byProgram(other)).body.status).toBe('APPROVED')
    const [decision] = (await office.request(other)).steps.flatMap((step) => step.decisions)
    expect(decision).toMatchObject({ by: { name: 'Marta Lindqvist' }, via: 'key' })
  })
})
