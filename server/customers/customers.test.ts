import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from '../../contract/customers.ts'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import type { App } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

let app: App
let server: TestServer
let vera: TestPerson
let auditor: TestPerson
let borealis: Customer

const hamburg = { type: 'BILLING', street: 'Am Kai 4', postalCode: '20457', city: 'Hamburg', country: 'de' }
const fresno = { type: 'SHIPPING', street: '2100 Tulare St', city: 'Fresno', state: 'CA', country: 'US' }

beforeAll(async () => {
  server = await startTestServer()
  app = server.app
  vera = await signInAs(app, 'sales-manager')
  auditor = await signInAs(app, 'system-admin')
  const made = await ask('POST', '/customers', {
    code: 'BOREALIS',
    company: 'Borealis Studios',
    segments: ['MEDIA', 'MEDIA'],
    currency: 'sek',
    contacts: [{ givenName: 'Annika', familyName: 'Öberg', email: 'annika@borealis.example' }],
    addresses: [fresno, hamburg],
  })
  expect(made.statusCode).toBe(201)
  borealis = made.json()
})
afterAll(() => server.close())

function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  ifMatch?: string | number,
) {
  return app.http.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...vera.headers, ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }) },
    ...(body && { payload: body }),
  })
}
const found = async (query: string) => {
  const { items } = (await ask('GET', `/customers?${query}`)).json() as { items: { company: string }[] }
  return items.map(({ company }) => company)
}
const make = async (given: object): Promise<Customer> => {
  const response = await ask('POST', '/customers', given)
  expect(response.statusCode, response.body).toBe(201)
  return response.json()
}

describe('a customer', () => {
  test('belongs to the person who makes it, and is taxed where its bills go', () => {
    expect(borealis).toMatchObject({
      owner: vera.user.id,
      region: 'DE',
      currency: 'SEK',
      segments: ['MEDIA'],
      taxStatus: 'TAXABLE',
      active: true,
      version: 1,
    })
    expect(borealis.contacts[0]?.primary).toBe(true)
  })

  test('is read back as it was made', async () => {
    const read = await ask('GET', `/customers/${borealis.id}`)
    expect(read.json()).toEqual(borealis)
    expect(read.headers.etag).toBe('"1"')
  })

  test('gets the next free number for a code, also where somebody took it by hand', async () => {
    const first = await make({ company: 'Numbered' })
    const number = Number(first.code.slice(2))
    await make({ company: 'By hand', code: `c-${number + 1}` })
    expect((await make({ company: 'After it' })).code).toBe(`C-${number + 2}`)
  })

  test('cannot have a code that is taken, in small letters either', async () => {
    const again = await ask('POST', '/customers', { code: 'borealis', company: 'Other' })
    expect(again.statusCode).toBe(409)
    expect(again.json().code).toBe('reference.exists')
  })

  test('asked for twice at once with one code is made once', async () => {
    const both = await Promise.all(
      [1, 2].map(() => ask('POST', '/customers', { code: 'TWIN', company: 'Twin' })),
    )
    expect(both.map((one) => one.statusCode).sort()).toEqual([201, 409])
  })

  test('nobody knows is not found', async () => {
    expect((await ask('GET', '/customers/cus_0000000000')).json().code).toBe('customer.not-found')
    expect((await ask('GET', '/customers/nonsense')).statusCode).toBe(422)
  })
})

describe('a change', () => {
  test('needs the state that was seen, and counts it up', async () => {
    const { id } = await make({ company: 'Careful' })
    expect((await ask('PATCH', `/customers/${id}`, { phone: '+49 40 1' })).statusCode).toBe(428)
    expect((await ask('PATCH', `/customers/${id}`, { phone: '+49 40 123' }, 1)).headers.etag).toBe('"2"')
    const stale = await ask('PATCH', `/customers/${id}`, { phone: '+49 40 999' }, 1)
    expect(stale.statusCode).toBe(412)
    expect((await ask('GET', `/customers/${id}`)).json().phone).toBe('+49 40 123')
  })

  test('of one field leaves the others; null empties one', async () => {
    const made = await make({
      company: 'Halves',
      email: 'a@halves.example',
      contacts: [{ givenName: 'A', familyName: 'B' }],
    })
    const changed = (
      await ask('PATCH', `/customers/${made.id}`, { email: null, segments: ['MEDIA'] }, 1)
    ).json()
    expect(changed.contacts).toEqual(made.contacts)
    expect(changed.segments).toEqual(['MEDIA'])
    expect('email' in changed).toBe(false)
  })

  test('that replaces takes away what it does not name', async () => {
    const made = await make({ company: 'Old', code: 'OLD', email: 'a@old.example', addresses: [hamburg] })
    const replaced = (await ask('PUT', `/customers/${made.id}`, { company: 'New' }, 1)).json()
    expect(replaced).toMatchObject({ id: made.id, code: 'OLD', company: 'New', addresses: [], version: 2 })
    expect('email' in replaced || 'region' in replaced).toBe(false)
  })

  test('keeps the ids of contacts that are sent back, adds new ones, drops the others', async () => {
    const people = [1, 2].map((n) => ({ givenName: `N${n}`, familyName: 'X' }))
    const made = await make({ company: 'People', contacts: people })
    const kept = made.contacts[1]
    const changed: Customer = (
      await ask(
        'PATCH',
        `/customers/${made.id}`,
        { contacts: [kept, { givenName: 'N3', familyName: 'X' }] },
        1,
      )
    ).json()
    expect(changed.contacts.map((contact) => contact.givenName)).toEqual(['N2', 'N3'])
    expect(changed.contacts[0]?.id).toBe(kept?.id)
  })

  test('cannot pull over the contact of another customer', async () => {
    const made = await make({ company: 'Thief' })
    const refused = await ask('PATCH', `/customers/${made.id}`, { contacts: borealis.contacts }, 1)
    expect(refused.statusCode).toBe(422)
    expect((await ask('GET', `/customers/${borealis.id}`)).json().contacts).toEqual(borealis.contacts)
  })

  test.each([
    [{ taxStatus: 'REVERSE_CHARGE' }, 'taxId'],
    [{ taxStatus: 'EXEMPT' }, 'taxReason'],
    [{ currency: 'XQQ' }, 'currency'],
    [{ owner: 'usr_0000000000' }, 'owner'],
    [{ parent: 'cus_0000000000' }, 'parent'],
  ])('to %j is refused with the field that is wrong', async (change, field) => {
    const refused = await ask('PATCH', `/customers/${borealis.id}`, change, 1)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().issues[0].path.at(-1)).toBe(field)
  })

  test('cannot put a customer above itself', async () => {
    const holding = await make({ company: 'Holding' })
    const child = await make({ company: 'Child', parent: holding.id })
    expect((await ask('PATCH', `/customers/${holding.id}`, { parent: child.id }, 1)).statusCode).toBe(422)
  })

  test('by two people at once is one change and one refusal', async () => {
    const { id } = await make({ company: 'Contested' })
    const both = await Promise.all(
      ['+1 555 0100', '+1 555 0101'].map((phone) => ask('PATCH', `/customers/${id}`, { phone }, 1)),
    )
    expect(both.map((one) => one.statusCode).sort()).toEqual([200, 412])
  })
})

describe('deleting', () => {
  test('takes a customer out of use, and leaves it readable', async () => {
    const { id } = await make({ company: 'Leaving' })
    expect((await ask('DELETE', `/customers/${id}`)).statusCode).toBe(204)
    expect((await ask('DELETE', `/customers/${id}`)).statusCode).toBe(204)
    expect((await ask('GET', `/customers/${id}`)).json()).toMatchObject({ active: false, version: 2 })
    expect(await found('q=leaving&active=true')).toEqual([])
    expect(await found('q=leaving&active=false')).toEqual(['Leaving'])
  })
})

describe('searching', () => {
  test.each([
    ['company', 'borea'],
    ['code', 'BOREALIS'],
    ['contact', 'öberg'],
    ['e-mail', 'annika%40bor'],
    ['words in any order', 'öberg studios'],
    ['a typing mistake', 'borealsi'],
  ])('finds by %s', async (_, q) => {
    expect(await found(`q=${q}`)).toContain('Borealis Studios')
  })

  test.each(['%25', '_', "'; drop table customers; --", 'zzzz'])('takes %s for what it is', async (q) => {
    expect(await found(`q=${q}`)).toEqual([])
  })

  test('narrows by segment, country and owner', async () => {
    expect(await found('segment=MEDIA&country=de')).toContain('Borealis Studios')
    expect(await found('segment=MEDIA&country=US')).not.toContain('Borealis Studios')
    expect(await found('owner=usr_0000000000')).toEqual([])
  })

  test('page by page shows everybody once, by company', async () => {
    for (const company of ['página a', 'Página B', 'PÁGINA C', 'página a']) await make({ company })
    const all = await found('q=página')
    const pages: string[] = []
    let cursor = ''
    do {
      const page = (await ask('GET', `/customers?q=página&limit=1${cursor}`)).json()
      pages.push(...page.items.map((item: { company: string }) => item.company))
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor)
    expect(pages).toEqual(all)
    expect(pages).toHaveLength(4)
  })

  test('refuses a cursor that is none of ours', async () => {
    expect((await ask('GET', '/customers?cursor=nonsense')).statusCode).toBe(422)
  })
})

test('every change is announced, and kept with who did it, what was and what is', async () => {
  const { id } = await make({ company: 'Watched' })
  await ask('PATCH', `/customers/${id}`, { company: 'Watched Ltd' }, 1)
  await ask('PATCH', `/customers/${id}`, { company: 'Never' }, 1) // stale: leaves nothing

  const events = await app.database.query<{ type: string }>(
    'select type from events where subject_id = $1 order by at',
    [id],
  )
  expect(events.map(({ type }) => type)).toEqual(['customer.created', 'customer.changed'])

  const trail = await app.http.inject({
    url: `/api/v1/audit-entries?subjectId=${id}`,
    headers: auditor.headers,
  })
  expect(trail.json().items).toMatchObject([
    {
      action: 'customer.changed',
      actorId: vera.user.id,
      before: { company: 'Watched' },
      after: { company: 'Watched Ltd' },
    },
    { action: 'customer.created', actorId: vera.user.id },
  ])
})
