import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PriceChange } from '../../contract/price-history.ts'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

let server: TestServer
let petra: TestPerson
let admin: TestPerson
const price = { plan: 'BIKE.BUY', currency: 'EUR', type: 'ONE_TIME' }
type Put = { kind: string; code: string; body: Record<string, unknown> }
type Page = { items: PriceChange[]; next?: string; people: { id: string; name: string }[] }

beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
  petra = await signInAs(server.app, 'pricing-admin')
  await publish(admin, 'Bikes', 'First catalog', [
    { kind: 'products', code: 'BIKE', body: { name: 'Bike' } },
    { kind: 'plans', code: 'BIKE.BUY', body: { product: 'BIKE', name: 'Purchase' } },
    { kind: 'price-books', code: 'CLUBS', body: { name: 'Clubs', currency: 'EUR' } },
    { kind: 'prices', code: 'BIKE.EUR', body: { ...price, unitAmount: '1000.00', cost: '600.00' } },
    { kind: 'prices', code: 'BIKE.CLUBS', body: { ...price, priceBook: 'CLUBS', unitAmount: '900.00' } },
    { kind: 'products', code: 'LOCK', body: { name: 'Lock' } },
    { kind: 'plans', code: 'LOCK.BUY', body: { product: 'LOCK', name: 'Purchase' } },
    { kind: 'prices', code: 'LOCK.EUR', body: { ...price, plan: 'LOCK.BUY', unitAmount: '30.00' } },
  ])
  await publish(petra, 'Spring prices', '=HYPERLINK("http://evil")', [
    { kind: 'prices', code: 'BIKE.EUR', body: { ...price, unitAmount: '1100.00', cost: '650.00' } },
    { kind: 'contract-prices', code: 'CP-1', body: { ...contract, unitAmount: '850.00' } },
  ])
  await publish(petra, 'Clubs leave', undefined, [], [{ kind: 'prices', code: 'BIKE.CLUBS' }])
})
afterAll(() => server.close())
const contract = { customer: 'cus_000000000001', plan: 'BIKE.BUY', currency: 'EUR' }

async function call<Body>(person: TestPerson, method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await server.call<Body>(method, path, {
    token: person.token,
    ...(body !== undefined && { body }),
  })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer
}

async function publish(
  by: TestPerson,
  title: string,
  why: string | undefined,
  put: Put[],
  remove: unknown[] = [],
) {
  const set = (await call<{ id: string }>(by, 'POST', '/change-sets', { title, ...(why && { why }) })).body.id
  await call(by, 'POST', `/change-sets/${set}/changes`, { put, remove })
  await call(by, 'POST', `/change-sets/${set}/publish`, {})
}

async function changes(question = '', by = admin): Promise<Page> {
  return (await call<Page>(by, 'GET', `/price-changes?${question}`)).body
}
const inShort = ({ items }: Page) => items.map(({ code, action }) => `${action} ${code}`)

it('all price changes are listed, the newest first, with who, when, before, after and why', async () => {
  const page = await changes()
  expect(inShort(page)).toEqual([
    'remove BIKE.CLUBS',
    'create CP-1',
    'change BIKE.EUR',
    'create BIKE.CLUBS',
    'create BIKE.EUR',
    'create LOCK.EUR',
  ])
  expect(page.items[2]).toMatchObject({
    product: 'BIKE',
    plan: 'BIKE.BUY',
    currency: 'EUR',
    changedBy: { id: petra.user.id },
    publishedBy: { id: petra.user.id },
    changeSet: { title: 'Spring prices' },
    why: '=HYPERLINK("http://evil")',
    before: { unitAmount: '1000.00', cost: '600.00' },
    after: { unitAmount: '1100.00', cost: '650.00' },
    words: ['cost: 600.00 → 650.00', 'unit amount: 1000.00 → 1100.00'],
  })
  expect(page.items[0]).toMatchObject({ product: 'BIKE', before: { unitAmount: '900.00' }, words: [] })
  expect(page.people.map(({ id }) => id).toSorted()).toEqual([admin.user.id, petra.user.id].toSorted())
})

it('they are found by product, price book, kind, person and time', async () => {
  expect(inShort(await changes('product=LOCK'))).toEqual(['create LOCK.EUR'])
  expect(inShort(await changes('plan=BIKE.BUY&kind=prices'))).toHaveLength(4)
  expect(inShort(await changes('product=LOCK&plan=BIKE.BUY'))).toEqual([])
  expect(inShort(await changes('priceBook=CLUBS'))).toEqual(['remove BIKE.CLUBS', 'create BIKE.CLUBS'])
  expect(inShort(await changes('kind=contract-prices'))).toEqual(['create CP-1'])
  expect(inShort(await changes(`person=${petra.user.id}`))).toEqual([
    'remove BIKE.CLUBS',
    'create CP-1',
    'change BIKE.EUR',
  ])
  const { at } = (await changes('kind=contract-prices')).items[0] as PriceChange
  expect(inShort(await changes(`from=${at}`))).toEqual([
    'remove BIKE.CLUBS',
    'create CP-1',
    'change BIKE.EUR',
  ])
  expect(inShort(await changes(`to=${at}`))).toHaveLength(3)
})

it('page by page they are the same as all at once', async () => {
  const seen: string[] = []
  let next: string | undefined
  do {
    const page = await changes(`limit=1${next ? `&cursor=${next}` : ''}`)
    seen.push(...inShort(page))
    next = page.next
  } while (next)
  expect(seen).toEqual(inShort(await changes()))
})

it('what a price costs us is not told to those who may not know', async () => {
  const rep = await signInAs(server.app, 'sales-rep')
  const page = await changes('product=BIKE', rep)
  expect(JSON.stringify(page)).not.toContain('cost')
  expect(page.items.find(({ action }) => action === 'change')?.words).toEqual([
    'unit amount: 1000.00 → 1100.00',
  ])
  const { text } = await call(rep, 'GET', '/price-changes/export')
  expect(text).not.toContain('cost')
})

it('as a file there is a row for each field, and no cell that starts a formula; taking it is in the audit trail', async () => {
  const { text } = await call(admin, 'GET', '/price-changes/export?product=BIKE')
  const rows = text.trim().split('\r\n')
  expect(rows[0]).toContain('published,revision,action,kind,code,product,plan,priceBook')
  const changed = rows.filter((row) => row.includes(',change,'))
  expect(changed).toHaveLength(2)
  expect(changed[1]).toContain('unit amount,1000.00,1100.00')
  expect(changed[1]).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(rows.find((row) => row.includes(',remove,') && row.includes('unit amount'))).toContain('900.00,,')
  const trail = await call<{ items: unknown[] }>(admin, 'GET', '/audit-entries?action=price-changes.exported')
  expect(trail.body.items[0]).toMatchObject({ after: { product: 'BIKE' } })
})
