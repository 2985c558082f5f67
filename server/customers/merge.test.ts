import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer, Duplicate } from '../../contract/customers.ts'
import type { Problem } from '../../contract/problem.ts'
import { signInAs } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

let server: TestServer
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  ;({ headers } = await signInAs(server.app, 'sales-manager'))
})
afterAll(() => server.close())

const make = async (body: object) =>
  (await server.call<Customer>('POST', '/customers', { headers, body })).body
const merge = (kept: Customer, other: Customer) =>
  server.call<Customer>('POST', `/customers/${kept.id}/merge`, {
    headers: { ...headers, 'if-match': `"${kept.version}"` },
    body: { customer: other.id },
  })
const read = async (id: string) => (await server.call<Customer>('GET', `/customers/${id}`, { headers })).body
const suspects = async (query: string) =>
  (await server.call<{ items: Duplicate[] }>('GET', `/customers/duplicates?${query}`, { headers })).body.items
const person = (givenName: string, email?: string) => ({ givenName, familyName: 'Behrens', email })

describe('a customer about to be made', () => {
  it('is held against those that are there: by tax id, e-mail, and a name nearly alike', async () => {
    const known = await make({
      company: 'Ostsee Reederei GmbH',
      taxId: 'DE 811 204 337',
      contacts: [person('Katrin', 'katrin@ostsee.example')],
    })
    expect(await suspects('company=Something+else&taxId=de811204337')).toMatchObject([
      { id: known.id, why: ['TAX_ID'] },
    ])
    expect(await suspects('company=Something+else&email=Katrin@Ostsee.example')).toMatchObject([
      { id: known.id, why: ['EMAIL'] },
    ])
    expect(await suspects('company=Ostsee+Rederei+GmbH')).toMatchObject([{ id: known.id, why: ['NAME'] }])
    expect(await suspects(`company=Ostsee+Rederei+GmbH&except=${known.id}`)).toEqual([])
    expect(await suspects('company=Bergbahn+AG')).toEqual([])
  })
})

describe('two customers that are one', () => {
  it('can stand one below the other: the upper takes the lower in, and stands below nobody', async () => {
    const kept = await make({ company: 'Polarstern AG' })
    const other = await make({ company: 'Polarstern Nord', parent: kept.id, contacts: [person('Svenja')] })
    const merged = await merge(kept, other)
    expect(merged.status).toBe(200)
    expect(merged.body.parent).toBeUndefined()
    expect(merged.body.contacts.map(({ givenName }) => givenName)).toEqual(['Svenja'])
    // The other way round the lower one would stand above what it is below of.
    const upper = await make({ company: 'Eismeer AG' })
    const lower = await make({ company: 'Eismeer Nord', parent: upper.id })
    expect((await merge(lower, upper)).status).toBe(422)
  })

  it('become one that knows what both knew; the other says whom it became', async () => {
    const kept = await make({ company: 'Nordlicht AG', contacts: [person('Katrin')] })
    const other = await make({
      company: 'Nordlicht Aktiengesellschaft',
      phone: '+49 30 123456',
      segments: ['PUBLIC'],
      contacts: [person('Katrin'), person('Jens')],
    })
    const child = await make({ company: 'Nordlicht Service', parent: other.id })
    const merged = (await merge(kept, other)).body
    expect(merged).toMatchObject({ company: 'Nordlicht AG', phone: '+49 30 123456', segments: ['PUBLIC'] })
    expect(merged.contacts.map(({ givenName }) => givenName)).toEqual(['Katrin', 'Jens'])
    expect(await read(other.id)).toMatchObject({ active: false, mergedInto: kept.id })
    expect(await read(child.id)).toMatchObject({ parent: kept.id })
    expect((await merge(merged, other)).status).toBe(422)
  })

  it('are parted again, as they were, while nobody changed them since', async () => {
    const kept = await make({ company: 'Südwind KG' })
    const other = await make({ company: 'Suedwind KG', phone: '+49 30 654321', contacts: [person('Jens')] })
    await merge(kept, other)
    const back = await server.call<Customer>('POST', `/customers/${kept.id}/unmerge`, { headers })
    expect(back.body).toMatchObject({ company: 'Südwind KG', contacts: [] })
    expect(back.body.phone).toBeUndefined()
    expect(await read(other.id)).toMatchObject({
      active: true,
      phone: '+49 30 654321',
      contacts: [{ givenName: 'Jens' }],
    })

    const again = (await merge(back.body, other)).body
    const changed = await server.call('PATCH', `/customers/${kept.id}`, {
      headers: { ...headers, 'if-match': `"${again.version}"` },
      body: { phone: '+49 40 111111' },
    })
    expect(changed.status).toBe(200)
    const refused = await server.call<Problem>('POST', `/customers/${kept.id}/unmerge`, { headers })
    expect(refused.body.issues?.[0]?.message).toMatch(/changed since/)
  })

  it('cannot be one and itself, nor an account and one above it', async () => {
    const above = await make({ company: 'Holding' })
    const below = await make({ company: 'Tochter', parent: above.id })
    expect((await merge(above, above)).status).toBe(422)
    expect((await merge(below, above)).status).toBe(422)
  })
})
