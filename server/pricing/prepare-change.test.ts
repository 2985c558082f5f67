import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

type Answer = { code?: string; changeSet?: string; percentOff?: string; issues?: { path: string[] }[] }
let server: TestServer
let petra: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  petra = await signInAs(server.app, 'pricing-admin')
})
afterAll(() => server.close())

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
  server.call<Answer & { id: string }>(method, path, {
    token: petra.token,
    ...(body !== undefined && { body }),
  })
const rule = { code: 'PALLET', name: 'By the pallet', kind: 'CONDITIONAL', percentOff: '10' }

describe('a rule under its own address', () => {
  it('is made, changed and removed in the change set one works in, and holds once that is published', async () => {
    expect((await call('POST', '/rules', rule)).body.code).toBe('change-set.none')
    const set = (await call('POST', '/change-sets', { title: 'Pallets' })).body.id
    const made = await call('POST', '/rules', rule)
    expect([made.status, made.body]).toEqual([201, { changeSet: set, code: 'PALLET', action: 'create' }])
    expect((await call('GET', '/rules/PALLET')).status).toBe(404)
    expect((await call('GET', `/rules/PALLET?changeSet=${set}`)).body.percentOff).toBe('10')
    expect((await call('POST', '/rules', rule)).body.code).toBe('reference.exists')

    const { code: _, ...whole } = { ...rule, percentOff: '12.5' }
    expect((await call('PUT', '/rules/PALLET', whole)).body).toMatchObject({ action: 'change' })
    expect((await call('POST', `/change-sets/${set}/publish`, {})).status).toBe(200)
    expect((await call('GET', '/rules/PALLET')).body).toMatchObject({ percentOff: '12.5', revision: 1 })

    const next = (await call('POST', '/change-sets', { title: 'No pallets' })).body.id
    expect((await call('DELETE', '/rules/PALLET')).body).toMatchObject({ changeSet: next, action: 'remove' })
    expect((await call('GET', `/rules/PALLET?changeSet=${next}`)).status).toBe(404)
    expect((await call('PUT', '/rules/NOWHERE', whole)).status).toBe(404)
  })

  it('says at its field what is wrong', async () => {
    const wrong = { ...rule, code: 'W', minQuantity: '10', maxQuantity: '5' }
    const answer = await call('POST', '/rules', wrong)
    expect([answer.status, answer.body.issues?.map(({ path }) => path)]).toEqual([422, [['maxQuantity']]])
  })

  it('is changed only by who may prepare prices', async () => {
    const seller = await signInAs(server.app, 'sales-rep')
    const answer = await server.call('POST', '/rules', { token: seller.token, body: rule })
    expect(answer.status).toBe(403)
  })
})

it('a discount has the same verbs', async () => {
  const discount = { code: 'FIVE', name: 'Five', type: 'PERCENTAGE', value: '5', scope: 'LINE' }
  expect((await call('POST', '/discounts', discount)).status).toBe(201)
  expect((await call('DELETE', '/discounts/FIVE')).status).toBe(404) // never published: it is withdrawn instead
})
