import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { roles } from '../../contract/roles.ts'
import { type Figure, figureRights, figures } from '../../contract/sight.ts'
import { grantsOf } from '../identity/index.ts'
import type { TestPerson } from '../identity/testing.ts'
import { tableClient } from '../integrations/tables/testing.ts'
import { systemContext } from '../platform/index.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Office, openOffice, secretsOf, seesOnly } from './office.ts'
import { readable } from './readable.ts'

let office: Office
let work: { set: string; simulation: string; import: string }
let secrets: Record<Figure, string[]>
beforeAll(async () => {
  office = await openOffice()
  secrets = await secretsOf(office)
  await askAboutFigures()
  await submit()
  work = await workOnPrices()
}, 600_000)
afterAll(() => office.server.close())

/** A policy for each figure, which asks about any quote with monitors. */
async function askAboutFigures(): Promise<void> {
  const ctx = systemContext(office.server.app)
  const set = await startChangeSet(ctx, 'Ask about figures')
  const conditions = {
    margin: { field: 'marginPercent', op: 'lt', value: '99' },
    floor: { field: 'belowFloor', op: 'eq', value: false },
  }
  await putChanges(
    ctx,
    set.id,
    Object.entries(conditions).map(([code, condition]) => ({
      kind: 'approval-policies' as const,
      code,
      body: {
        name: 'A second look',
        why: 'Somebody has to look at it',
        condition,
        groups: [{ order: 1, steps: [{ approvers: [{ type: 'manager', level: 1 }], needed: 'any' }] }],
      },
    })),
  )
  await publishChangeSet(ctx, set.id)
}

/** A quote like the one of the office, in the inbox of its owner’s manager. */
async function submit(): Promise<void> {
  const headers = office.people.get('sales-rep')?.headers ?? {}
  const body = { lines: [{ product: 'MON-27', quantity: '2' }] }
  const { body: quote } = await office.server.call<Quote>('POST', '/quotes', { headers, body })
  const { status, text } = await office.server.call('POST', `/quotes/${quote.id}/submit`, {
    headers: { ...headers, 'if-match': `"${quote.seq}"` },
    body: {},
  })
  if (status !== 200) throw new Error(text)
}

/** Prices of monitors on their way: in a change set, tried on quotes, and in a file. */
async function workOnPrices(): Promise<typeof work> {
  const admin = office.people.get('system-admin')
  if (!admin) throw new Error('the office has nobody to prepare prices')
  const { headers } = admin
  const client = tableClient(office.server, admin)
  const post = async (path: string, body: object) =>
    (await office.server.call<{ id: string }>('POST', path, { headers, body })).body.id
  const csv = (await client.fetch('/exports/prices?format=csv')).toString()
  const lines = csv.split('\r\n').filter((line, row) => row === 0 || line.includes('MON-27'))
  const file = lines.join('\r\n').replaceAll('211.97', '210.97').replaceAll('222.89', '221.89')
  const set = await post('/change-sets', { title: 'Dearer monitors' })
  const { id } = await client.preview('prices', file, set)
  await client.act(id, 'apply')
  const simulation = await post(`/change-sets/${set}/simulations`, { open: true })
  await office.server.settle()
  return { set, simulation, import: (await client.preview('prices', file)).id }
}

const nameOf: Readonly<Record<Figure, RegExp>> = {
  cost: /"cost": ?"?-?\d/,
  margin: /"(margin|marginPercent|minLineMarginPercent)": ?"?-?\d/,
  floor: /"(floor|target)": ?"?-?\d/,
}
const sentenceOf: Readonly<Record<Figure, RegExp>> = {
  cost: /cost is/,
  margin: /margin -?\d/,
  floor: /below its floor/,
}

/** The figures that stand in an answer. */
async function told(person: TestPerson, way: string | { path: string; body: object }): Promise<Figure[]> {
  const { path, body } = typeof way === 'string' ? { path: way, body: undefined } : way
  const response = await office.server.app.http.inject({
    method: body ? 'POST' : 'GET',
    url: `/api/v1${path}`,
    headers: person.headers,
    ...(body && { payload: body }),
  })
  // What is refused for what it is may say no more, either.
  const nowhere = response.body.includes('request.not-found')
  if (nowhere || ![200, 403, 404, 409].includes(response.statusCode))
    throw new Error(`${path}: ${response.body}`)
  const text = readable(response.rawPayload)
  return figures.filter(
    (figure) =>
      secrets[figure].some((secret) => text.includes(secret)) ||
      nameOf[figure].test(text) ||
      sentenceOf[figure].test(text),
  )
}

/** Every form in which a quote, its approval, prices and what changed of them go out, and what of the three it can hold. */
function ways(): [name: string, way: string | { path: string; body: object }, holds: Figure[]][] {
  const quote = `/quotes/${office.things.quotes}`
  const all: Figure[] = ['cost', 'margin', 'floor']
  const ofPrices: Figure[] = ['cost', 'floor']
  return [
    ['a quote', quote, all],
    ['it on another day', `${quote}/as-of?asOf=2027-01-01T12:00:00Z`, all],
    ['what became of it', `${quote}/changes?since=0`, all],
    ['the waterfall', `${quote}/waterfall`, ['margin']],
    ['its history', `${quote}/history`, []],
    ['two versions compared', `${quote}/compare?from=1&to=1`, []],
    ['what its prices come from', `${quote}/price-context`, ofPrices],
    ['the list of quotes', '/quotes', ['margin']],
    ['the list of lines', '/quote-lines', []],
    ['the approvals it will need', `${quote}/approval-preview?suggest=true`, ['margin', 'floor']],
    ['what approvers are told', `${quote}/approval-brief`, []],
    ['the inbox', '/approvals?mine=false', ['margin', 'floor']],
    ['its JSON', `${quote}/files/json`, []],
    ['its workbook', `${quote}/files/xlsx`, []],
    ['its UBL', `${quote}/files/ubl`, []],
    ['its mails', `${quote}/mail`, []],
    ['its documents', `${quote}/documents`, []],
    ['an order', `/orders/${office.things.orders}`, []],
    ['prices', '/prices?product=MON-27&limit=100', ofPrices],
    ['a price looked up', '/price-books/lookup?product=MON-27&currency=EUR&quantity=1', ofPrices],
    ['a product priced', { path: '/products/MON-27/price', body: { quantity: '2' } }, all],
    ['prices as reference data', '/reference/prices?search=MON-27&limit=100', ofPrices],
    ['prices as CSV', '/exports/prices?format=csv', ofPrices],
    ['prices as a workbook', '/exports/prices?format=xlsx', ofPrices],
    ['an empty table of prices', '/exports/prices/template?format=csv', []],
    ['prices as documents', '/collections/prices', []],
    ['quotes as documents', '/collections/quotes', []],
    ['change sets', '/change-sets', []],
    ['changes of prices', `/change-sets/${work.set}/changes`, ofPrices],
    ['a simulation', `/simulations/${work.simulation}`, ['margin']],
    ['simulated quotes', `/simulations/${work.simulation}/quotes?limit=200`, ['margin']],
    ['an import', `/imports/${work.import}`, []],
    ['rows of an import', `/imports/${work.import}/rows`, ofPrices],
    ['the text form', '/reference-data?kind=prices', []],
    ['the audit trail', '/audit-entries', []],
  ]
}

describe('cost, margin and floor', () => {
  for (const figure of figures)
    test(`who sees only the ${figure} is told it in every form that holds it, and no other in any`, async () => {
      const person = await seesOnly(office, figure)
      await office.give('own', person)
      const said: Record<string, Figure[]> = {}
      const right: Record<string, Figure[]> = {}
      for (const [name, way, holds] of ways()) {
        said[name] = await told(person, way)
        right[name] = holds.filter((each) => each === figure)
      }
      expect(said).toEqual(right)
    }, 120_000)

  test('are in no answer, in no form, for those who may not see them, and there for those who may', async () => {
    const leaks: object[] = []
    const seen = new Map<string, number>()
    for (const role of roles) {
      const person = office.people.get(role)
      if (!person) continue
      await office.give('own', person)
      const may = grantsOf([role])
      for (const [name, way] of ways()) {
        const said = await told(person, way)
        seen.set(role, (seen.get(role) ?? 0) + said.length)
        const leaked = said.filter((figure) => !may.has(figureRights[figure]))
        if (leaked.length > 0) leaks.push({ role, name, leaked })
      }
    }
    expect(leaks).toEqual([])
    for (const role of ['sales-manager', 'system-admin']) expect(seen.get(role)).toBeGreaterThan(12)
  }, 240_000)

  test('are in no PDF, for nobody', async () => {
    const person = office.people.get('sales-manager')
    if (!person) throw new Error('nobody to ask')
    expect(await told(person, `/quotes/${office.things.quotes}/pdf`)).toEqual([])
  }, 60_000)
})
