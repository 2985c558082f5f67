import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashSync } from 'bcryptjs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collection, collections, type DocumentImport } from '../../../contract/founding.ts'
import type { ImportedQuote } from '../../../contract/imported-quotes.ts'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { readDocuments } from './extended-json.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(() => server.close())

/** The examples of the founding document, as they stand there. */
const example = (collection: Collection) =>
  readFileSync(join(import.meta.dirname, `testing/${collection}.golden.json`), 'utf8')

async function bring(collection: Collection, content: string | Buffer, person = admin) {
  const response = await server.app.http.inject({
    method: 'POST',
    url: `/api/v1/collections/${collection}`,
    headers: { ...person.headers, 'content-type': 'application/octet-stream' },
    payload: content,
  })
  return { status: response.statusCode, body: response.json() as DocumentImport & { detail: string } }
}
async function take(collection: Collection): Promise<string[]> {
  const { body, statusCode } = await server.app.http.inject({
    url: `/api/v1/collections/${collection}`,
    headers: admin.headers,
  })
  expect(statusCode).toBe(200)
  return body.split('\n').filter(Boolean)
}
const draftsOf = async (changeSet: string | undefined) =>
  (
    await server.call<{ changes: { kind: string; code: string; after: Record<string, unknown> }[] }>(
      'GET',
      `/change-sets/${changeSet}`,
      { token: admin.token },
    )
  ).body.changes

describe('the examples of the founding document', () => {
  it.each(collections.filter((each) => each !== 'users'))(
    '%s go out as they came in, to the last digit',
    async (collection) => {
      const documents = readDocuments(Buffer.from(example(collection)))
      const brought = await bring(collection, example(collection))
      expect(brought).toMatchObject({ status: 200, body: { documents: documents.length } })
      expect(await take(collection)).toEqual(expect.arrayContaining(documents.map((each) => each.text)))
      expect((await bring(collection, example(collection))).body).toMatchObject({ new: 0, changed: 0 })
    },
  )

  it('are quotes that are found by number or customer, with their lines and versions', async () => {
    const { token } = admin
    const find = (search: string) =>
      server.call<{ items: { id: string; number: string; total: string }[] }>(
        'GET',
        `/imported-quotes?search=${search}`,
        { token },
      )
    const [found] = (await find('abc12345%20cust-001')).body.items
    expect(found).toMatchObject({ number: 'QT-2024-ABC12345', total: '1596.10' })
    expect((await find('abc12345%20nobody')).body.items).toEqual([])
    const { body } = await server.call<ImportedQuote>('GET', `/imported-quotes/${found?.id}`, { token })
    expect(body.lines.map(({ name, total }) => [name, total])).toEqual([
      ['Premium Subscription', '1006.10'],
      ['Enterprise Support', '590.00'],
    ])
    expect(body.versions[0]?.description).toBe('Updated quantity for PROD-001 from 10 to 15')
    expect(body.approval).toMatchObject({ status: 'APPROVED', approver: 'John Doe' })
    expect(body.document).toContain('"totalDiscount": 10.00')
    const rep = await signInAs(server.app, 'sales-rep')
    expect((await server.call('GET', '/imported-quotes', { token: rep.token })).body).toEqual({ items: [] })
    const hidden = await server.call('GET', `/imported-quotes/${found?.id}`, { token: rep.token })
    expect(hidden.status).toBe(404)
  })

  it('become a product with its plan and price, exact', async () => {
    const { body } = await bring(
      'prices',
      example('prices')
        .replaceAll('_NW', '_XY')
        .replaceAll('5070', '5071')
        .replaceAll('507f', '607f')
        .replaceAll('price_1Mo', 'price_2Mo'),
    )
    const drafts = await draftsOf(body.changeSet)
    expect(drafts.map(({ kind }) => kind).sort()).toEqual([
      'categories',
      'categories',
      'plans',
      'prices',
      'products',
    ])
    expect(drafts.find(({ kind }) => kind === 'prices')?.after).toMatchObject({
      plan: 'plan_XYjs8kKbJWmuuc',
      currency: 'USD',
      unitAmount: '10.10',
      recurring: { interval: 'month', intervalCount: 1, trialPeriodDays: 30, usageType: 'licensed' },
      effectiveFrom: '2025-01-12T12:00:00Z',
    })
    const published = await server.call('POST', `/change-sets/${body.changeSet}/publish`, {
      token: admin.token,
      body: {},
    })
    expect(published.status).toBe(200)
  })

  it('lose pictures no page can show here, and nothing on their way out', async () => {
    const [document] = readDocuments(Buffer.from(example('prices')))
    const text = (document?.text ?? '')
      .replace('439011', '439777')
      .replaceAll('prod_NW', 'prod_PI')
      .replace('"https://example.com/image1.jpg"', '"http://example.com/1.jpg","https://example.com/2.jpg"')
    const { body } = await bring('prices', text)
    const product = (await draftsOf(body.changeSet)).find(({ kind }) => kind === 'products')
    expect(product?.after).toMatchObject({ images: ['https://example.com/2.jpg'] })
    expect(body.remarks.map((each) => each.message)).toContain(
      'the product prod_PIjs8kKbJWmuuc goes without the picture http://example.com/1.jpg: its address must begin with https://',
    )
    expect(await take('prices')).toContain(text)
  })

  it('turn priority around, end tiers where the next begins, and let the price win over the percentage', async () => {
    const { body } = await bring('pricing_rules', example('pricing_rules').replace('439012', '439999'))
    const [rule] = await draftsOf(body.changeSet)
    expect(rule?.after).toMatchObject({
      priority: -10,
      tiers: [
        { from: '1', to: '11', unitAmount: '99.99' },
        { from: '11', to: '51', unitAmount: '89.99' },
        { from: '51', unitAmount: '79.99' },
      ],
    })
    expect(body.remarks.map((each) => each.message)).toContain(
      'names the product PROD-001, which is not there',
    )
  })
})

describe('a configuration made here', () => {
  it('goes out with all its products, what is simply yes as options, all else as attributes', async () => {
    const model = {
      code: 'DESK',
      variables: [
        { kind: 'boolean', code: 'lamp' },
        { kind: 'choice', code: 'top', options: [{ code: 'OAK' }, { code: 'GLASS' }] },
        { kind: 'integer', code: 'drawers', min: '0', max: '4' },
      ],
    }
    const things: [string, string, object][] = [
      ['models', 'DESK', { name: 'Desk', model }],
      ['products', 'DESK', { name: 'Desk', model: 'DESK' }],
      ['plans', 'DESK.BUY', { name: 'Purchase', product: 'DESK' }],
      ['products', 'CHAIR', { name: 'Chair' }],
      ['plans', 'CHAIR.BUY', { name: 'Purchase', product: 'CHAIR' }],
      ['prices', 'DESK.EUR', { plan: 'DESK.BUY', currency: 'EUR', type: 'ONE_TIME', unitAmount: '900' }],
      ['prices', 'CHAIR.EUR', { plan: 'CHAIR.BUY', currency: 'EUR', type: 'ONE_TIME', unitAmount: '300' }],
    ]
    const { token } = admin
    const set = await server.call<{ id: string }>('POST', '/change-sets', { token, body: { title: 'Desks' } })
    for (const [kind, code, body] of things) {
      const put = await server.call('PUT', `/change-sets/${set.body.id}/${kind}/${code}`, { token, body })
      expect(put.status, put.text).toBe(200)
    }
    const published = await server.call('POST', `/change-sets/${set.body.id}/publish`, { token, body: {} })
    expect(published.status, published.text).toBe(200)
    const decisions = [
      { variable: 'lamp', value: true },
      { variable: 'top', not: 'OAK' },
      { variable: 'drawers', min: '2', max: '3' },
    ]
    const products = [
      { product: 'DESK', quantity: '2', decisions },
      { product: 'CHAIR', quantity: '4' },
    ]
    const made = await server.call('POST', '/configurations', { token, body: { name: 'Office', products } })
    expect(made.status, made.text).toBe(201)
    const documents = (await take('cpq_configurations')).map((text) => JSON.parse(text))
    expect(documents.find((each) => each.configurationName === 'Office')).toMatchObject({
      status: 'VALIDATED',
      isValid: true,
      products: [
        {
          productId: 'DESK',
          quantity: 2,
          productAttributes: { top: { not: ['OAK'] }, drawers: { min: '2', max: '3' } },
          selectedOptions: ['lamp'],
        },
        { productId: 'CHAIR', quantity: 4, productAttributes: {}, selectedOptions: [] },
      ],
    })
  })
})

describe('users', () => {
  const hash = hashSync('correct horse battery', 4)
  const john = example('users').replace('$2a$10$...', hash)

  it('come in with their roles; password hashes never go out', async () => {
    const { status, body } = await bring('users', john)
    expect([status, body.things]).toEqual([200, 1])
    const out = (await take('users')).join('\n')
    expect(out).toContain('"username":"john.doe"')
    expect(out).not.toContain(hash)
    expect(out).not.toContain('"password"')
    const rows = await server.app.database.query('select document from founding_documents')
    expect(JSON.stringify(rows)).not.toContain(hash)
  })

  it('sign in with the password they have, and get a hash of ours', async () => {
    const signIn = () =>
      server.call('POST', '/auth/login', {
        body: { username: 'john.doe', password: 'correct horse battery' },
      })
    expect((await signIn()).status).toBe(200)
    const [user] = await server.app.database.query<{ password_hash: string }>(
      `select password_hash from users where username = 'john.doe'`,
    )
    expect(user?.password_hash).toMatch(/^scrypt\$/)
    expect((await signIn()).status).toBe(200)
    const wrong = await server.call('POST', '/auth/login', {
      body: { username: 'john.doe', password: 'wrong horse battery' },
    })
    expect(wrong.status).toBe(401)
  })

  it('are nobody’s to bring who may not make users', async () => {
    const rep = await signInAs(server.app, 'sales-rep')
    for (const collection of collections) {
      expect((await bring(collection, example(collection), rep)).status).toBe(403)
    }
  })
})

describe('Extended JSON', () => {
  it('is read in all its ways: an array, a document a line, ids, dates and decimals of its own', () => {
    const one = '{"_id":{"$oid":"507f1f77bcf86cd799439011"},"at":{"$date":"2025-01-12T12:00:00Z"}}'
    const two = '{"_id":"b","rate":{"$numberDecimal":"18.00"},"at":{"$date":{"$numberLong":"1736683200000"}}}'
    expect(readDocuments(Buffer.from(`${one}\n${two}\n`)).map((each) => each.fields)).toEqual([
      { _id: '507f1f77bcf86cd799439011', at: '2025-01-12T12:00:00Z' },
      { _id: 'b', rate: '18.00', at: '2025-01-12T12:00:00Z' },
    ])
    expect(() => readDocuments(Buffer.from(`${one}\n{"_id":`))).toThrow('line 2')
  })

  it('keeps every number as it was written', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{1,12}$/))
      .map(([whole, decimals]) => `${whole}.${decimals}`)
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1 }), (numbers) => {
        const text = `{"_id":"a","numbers":[${numbers.join(',')}]}`
        const [document] = readDocuments(Buffer.from(text))
        expect(document?.text).toBe(text)
        expect(document?.fields.numbers).toEqual(numbers)
      }),
    )
  })
})

describe('a document changed here since', () => {
  it('goes out with what changed, and all else as it came', async () => {
    const discount = example('discounts')
      .replace('439013', '439777')
      .replace('SAVE10', 'SAVE12')
      .replace('["PROD-001", "PROD-002"]', '[]')
    const { body } = await bring('discounts', discount)
    const publish = (set: string | undefined) =>
      server.call('POST', `/change-sets/${set}/publish`, { token: admin.token, body: {} })
    expect((await publish(body.changeSet)).status).toBe(200)
    const [before] = (await take('discounts')).filter((line) => line.includes('SAVE12'))
    expect(before).toContain('"value":10.0,')

    const [draft] = await draftsOf(body.changeSet)
    const set = await server.call<{ id: string }>('POST', '/change-sets', {
      token: admin.token,
      body: { title: 'Twelve' },
    })
    await server.call('PUT', `/change-sets/${set.body.id}/discounts/SAVE12`, {
      token: admin.token,
      body: { ...draft?.after, value: '12.50' },
    })
    await publish(set.body.id)
    const [after] = (await take('discounts')).filter((line) => line.includes('SAVE12'))
    expect(after).toBe(before?.replace('"value":10.0,', '"value":12.50,'))
  })
})
