import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { policyFacts, testPolicy } from '../../contract/approval-policies.ts'
import type { Output } from '../../contract/http.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let admin: Caller
let anna: Caller
let quote: Quote
beforeAll(async () => {
  office = await openSalesOffice()
  admin = await office.as('admin')
  anna = await office.as('anna')
  quote = await anna.newQuote({
    customer: await office.customerId('C-10001'),
    lines: [{ product: 'MON-24', quantity: '1' }],
  })
})
afterAll(() => office.server.close())

const atManager = { approvers: [{ type: 'manager' as const, level: 1 }], needed: 'any' as const }
const tryOn = async (who: Caller, condition: unknown, step: unknown = atManager, on = quote) => {
  const policy = { code: 'TRY', name: 'Try', why: '', condition, groups: [{ order: 1, steps: [step] }] }
  const answer = await who.call<Output<typeof testPolicy>>('POST', '/approval-policies/test', {
    policy,
    quote: on.id,
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

describe('trying a policy on a quote', () => {
  it('says whether it asks, why, and whom: nobody who had a hand in the quote', async () => {
    const asks = await tryOn(admin, { field: 'total', op: 'gt', value: '10' })
    expect(asks).toMatchObject({ fires: true, steps: [{ people: [{ name: 'Marta Lindqvist' }] }] })
    const marta = await office.as('marta')
    const line = quote.lines[0]?.id
    quote = (await marta.commands(quote, [{ type: 'setQuantity', line, quantity: '2' }])).body
    const edited = await tryOn(admin, { field: 'total', op: 'gt', value: '10' })
    expect(edited.steps[0]?.people).toMatchObject([{ name: 'Ingrid Solberg' }])
  })

  it('counts what the customer may choose', async () => {
    const option = { product: 'BRIDGE-PRO', quantity: '30', optional: true }
    quote = (await anna.commands(quote, [{ type: 'addLine', line: option }])).body
    const { fires, because } = await tryOn(admin, { field: 'total', op: 'gt', value: '2000' })
    expect(fires).toBe(true)
    expect(because.join()).toMatch(/^as the customer may choose, total/)
  })

  it('knows what has no end, which a policy about short terms would not see', async () => {
    const asksFor = async (product: string) => {
      const draft = await anna.newQuote({ lines: [{ product }] })
      return (await tryOn(admin, { field: 'evergreen', op: 'eq', value: true }, atManager, draft)).fires
    }
    expect([await asksFor('INSIGHT'), await asksFor('BRIDGE-PRO')]).toEqual([true, false])
  })

  it('knows the margin of a line of many as well as that of a line of one', async () => {
    const ten = await admin.newQuote({ lines: [{ product: 'MON-27', quantity: '10' }] })
    const { facts } = await tryOn(
      admin,
      { field: 'minLineMarginPercent', op: 'lt', value: '100' },
      atManager,
      ten,
    )
    const margin = Number(facts.find(({ field }) => field === 'minLineMarginPercent')?.value)
    expect(margin).toBe(Number(ten.totals.marginPercent))
  })

  it('tells nobody a margin by one limit after the other', async () => {
    const lucia = await office.as('lucia')
    for (const condition of [
      { field: 'marginPercent', op: 'lt', value: '100' },
      { expression: 'lines.exists(l, l.marginPercent < 100)' },
    ]) {
      expect((await tryOn(admin, condition)).fires, 'who sees costs').toBe(true)
      const hers = await tryOn(lucia, condition)
      expect(hers).toMatchObject({ fires: false, lately: { fires: 0 } })
      expect(hers.issues.join()).toMatch(/you may not see it: margin/)
    }
  })

  it('asks people of the company’s own roles, who are offered as deciders and deputies too', async () => {
    const role = {
      code: 'deal-desk',
      name: 'Deal desk',
      grants: { 'quotes.read': 'all', 'quotes.approve': 'all' },
    }
    expect((await admin.call('POST', '/roles', role)).status).toBe(201)
    const made = await admin.call<{ id: string; name: string }>('POST', '/users', {
      username: 'dora',
      givenName: 'Dora',
      familyName: 'Winter',
      roles: ['deal-desk'],
    })
    const facts = (await admin.call<Output<typeof policyFacts>>('GET', '/approval-policies/facts')).body
    expect(facts.roles).toContainEqual({ code: 'deal-desk', name: 'Deal desk' })
    expect(facts.roles.map(({ code }) => code)).not.toContain('sales-rep')
    expect(facts.people).toContainEqual({ id: made.body.id, name: 'Dora Winter' })
    const deputies = await (await office.as('marta')).call<{ items: unknown[] }>('GET', '/approvals/deputies')
    expect(deputies.body.items).toContainEqual({ id: made.body.id, name: 'Dora Winter' })
    const always = { field: 'total', op: 'gt', value: '10' }
    const step = { approvers: [{ type: 'role', role: 'deal-desk' }], needed: 'any' }
    expect((await tryOn(admin, always, step)).steps).toMatchObject([{ people: [{ name: 'Dora Winter' }] }])
  })
})
