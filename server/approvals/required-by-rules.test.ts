import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { type ApprovalOffice, openApprovalOffice } from './testing.ts'

type Asked = { asked: string; policies: { code: string; why: string; because: string[] }[] }

let office: ApprovalOffice
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  customer = await office.customerId('C-10001')
  // No policy asks: what is asked comes from the price rules alone.
  await office.only({ code: 'QUIET', condition: { field: 'total', op: 'lt', value: '0' } })
  const admin = await office.as('admin')
  const set = await admin.call<{ id: string }>('POST', '/change-sets', { title: 'Rules that ask' })
  const rule = { kind: 'CONDITIONAL', products: ['BRIDGE-PRO'] }
  const rules = [
    {
      code: 'MANY-SEATS',
      name: 'Many seats',
      minQuantity: '20',
      requireApproval: 'From 20 seats on, capacity is checked.',
      ...rule,
    },
    {
      code: 'LEGAL-SEATS',
      name: 'Very many seats',
      conditions: { field: 'quantity', op: 'gte', value: '50' },
      percentOff: '3',
      requireApproval: 'From 50 seats on, the licence terms are looked at.',
      approvalRole: 'legal',
      ...rule,
    },
  ]
  for (const body of rules) {
    const put = await admin.call('PUT', `/change-sets/${set.body.id}/rules/${body.code}`, body)
    expect(put.status, put.text).toBe(200)
  }
  const published = await admin.call('POST', `/change-sets/${set.body.id}/publish`, {})
  expect(published.status, published.text).toBe(200)
})
afterAll(() => office.server.close())

const quoteOf = async (quantity: string): Promise<Quote> =>
  (await office.as('anna')).newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity }] })
const preview = async (quote: Quote) =>
  (
    await (await office.as('anna')).call<{ automatic: boolean; steps: Asked[]; suggestions: { words: string; avoidsAll: boolean }[] }>('GET', `/quotes/${quote.id}/approval-preview?suggest=true`) // biome-ignore format: one line
  ).body

describe('a price rule that asks for an approval', () => {
  it('says so on the line, where it holds', async () => {
    const found = async (quantity: string) =>
      (await quoteOf(quantity)).issues.filter(({ code }) => code === 'rule.approval')
    expect(await found('20')).toMatchObject([
      { severity: 'info', message: 'Many seats asks for an approval: for a quantity of 20' },
    ])
    expect(await found('19')).toEqual([])
  })

  it('has the owner’s manager asked, with its reason, and does not let the quote pass without', async () => {
    const quote = await office.submit(await office.as('anna'), await quoteOf('20'))
    expect(quote.status).toBe('PENDING_APPROVAL')
    const [step] = (await office.request(quote)).steps
    expect(step).toMatchObject({
      asked: 'the owner’s manager',
      askedOf: [{ name: 'Marta Lindqvist' }],
      policies: [{ code: 'RULE:MANY-SEATS', why: 'From 20 seats on, capacity is checked.' }],
    })
    expect((await (await office.as('marta')).act(quote, 'approve')).body.status).toBe('APPROVED')
  })

  it('asks the role it names beside the manager of another, and changes the price as well', async () => {
    const quote = await quoteOf('50')
    const { steps } = await preview(quote)
    expect(steps.map((step) => [step.asked, step.policies[0]?.code])).toEqual([
      ['legal', 'RULE:LEGAL-SEATS'],
      ['the owner’s manager', 'RULE:MANY-SEATS'],
    ])
    expect(steps[0]?.policies[0]?.because).toEqual([
      'Bridge Pro: Very many seats asks for an approval: quantity 50 is at least 50',
    ])
    const submitted = await office.submit(await office.as('anna'), quote)
    const afterOne = await (await office.as('marta')).act(submitted, 'approve')
    expect(afterOne.body.status).toBe('PENDING_APPROVAL')
    expect((await (await office.as('lucia')).act(afterOne.body, 'approve')).body.status).toBe('APPROVED')
  })

  it('asks nothing about fewer, and is no longer asked where the rep takes fewer', async () => {
    expect((await preview(await quoteOf('19'))).automatic).toBe(true)
    const { suggestions } = await preview(await quoteOf('20'))
    for (const way of suggestions) expect(way.avoidsAll).toBe(true)
    const quote = await office.submit(await office.as('anna'), await quoteOf('19'))
    expect(quote.status).toBe('APPROVED')
  })

  it('is asked again for more, and not for the same once it was approved', async () => {
    const anna = await office.as('anna')
    const marta = await office.as('marta')
    const quote = await office.submit(anna, await quoteOf('25'))
    await marta.act(quote, 'approve')
    await anna.act(await office.now(anna, quote), 'recall')
    const same = await office.submit(anna, await office.now(anna, quote))
    expect(same.status).toBe('APPROVED')
    await anna.act(same, 'recall')
    const draft = await office.now(anna, quote)
    await anna.commands(draft, [{ type: 'setQuantity', line: draft.lines[0]?.id, quantity: '30' }])
    const more = await office.submit(anna, await office.now(anna, quote))
    expect(more.status).toBe('PENDING_APPROVAL')
  })
})
