import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../contract/http.ts'
import type { explainRights, RoleGrants } from '../../contract/roles.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { signInAs, type TestPerson } from './testing.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(() => server.close())

const call = <Body = RoleGrants>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  version?: number,
  who = admin,
) =>
  server.call<Body>(method, path, {
    token: who.token,
    ...(body !== undefined && { body }),
    ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
  })
const readers = { name: 'Readers of orders', grants: { 'orders.read': 'all', 'users.read': 'own' } }

describe('a role of the company’s own', () => {
  test('is made, given, acts at once when it changes, and goes when nobody has it', async () => {
    const made = await call('POST', '/roles', { code: 'order-readers', ...readers })
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({ builtIn: false, people: 0, version: 1 })
    const vera = await signInAs(server.app, ['order-readers'] as never)
    expect((await call('GET', '/orders', undefined, undefined, vera)).status).toBe(200)
    expect((await call('GET', '/quotes', undefined, undefined, vera)).status).toBe(403)

    expect((await call('DELETE', '/roles/order-readers')).body).toMatchObject({ code: 'role.in-use' })
    const changed = await call(
      'PUT',
      '/roles/order-readers',
      { name: 'Readers', grants: { 'quotes.read': 'team' } },
      1,
    )
    expect(changed.body, changed.text).toMatchObject({ people: 1, version: 2, name: 'Readers' })
    expect((await call('GET', '/orders', undefined, undefined, vera)).status).toBe(403)
    expect((await call('GET', '/quotes', undefined, undefined, vera)).status).toBe(200)
    const me = await call<{ permissions: object }>('GET', '/session', undefined, undefined, vera)
    expect(me.body.permissions).toEqual({ 'quotes.read': 'team' })

    const { body: user } = await call<{ version: number }>('GET', `/users/${vera.user.id}`)
    await call('PATCH', `/users/${vera.user.id}`, { roles: [] }, user.version)
    expect((await call('DELETE', '/roles/order-readers')).status).toBe(204)
    expect((await call('GET', '/quotes', undefined, undefined, vera)).status).toBe(403)
  })

  test('neither takes the place of a built-in one, nor changes it', async () => {
    expect((await call('POST', '/roles', { code: 'finance', ...readers })).body).toMatchObject({
      code: 'role.exists',
    })
    expect((await call('POST', '/roles', { code: 'fin-2', ...readers, name: 'finance' })).body).toMatchObject(
      { code: 'role.exists' },
    )
    expect((await call('PUT', '/roles/finance', readers, 1)).body).toMatchObject({ code: 'role.built-in' })
    expect((await call('DELETE', '/roles/finance')).body).toMatchObject({ code: 'role.built-in' })
  })

  test('gives nobody more than who made or gave it has', async () => {
    const deputy = {
      name: 'Deputies',
      grants: { 'users.read': 'all', 'users.write': 'all', 'roles.write': 'all', 'quotes.read': 'team' },
    }
    expect((await call('POST', '/roles', { code: 'deputies', ...deputy })).status).toBe(201)
    const dora = await signInAs(server.app, ['deputies'] as never)
    const asDora = <Body = RoleGrants>(
      method: 'POST' | 'PUT' | 'PATCH',
      path: string,
      body: unknown,
      version?: number,
    ) => call<Body>(method, path, body, version, dora)
    const wider = { code: 'wider', name: 'Wider', grants: { 'quotes.read': 'all' } }
    expect((await asDora('POST', '/roles', wider)).body).toMatchObject({ code: 'role.too-wide' })
    expect((await asDora('POST', '/roles', { ...wider, grants: { 'quotes.read': 'team' } })).status).toBe(201)
    expect(
      (
        await asDora(
          'PUT',
          '/roles/deputies',
          { ...deputy, grants: { ...deputy.grants, 'costs.read': 'all' } },
          1,
        )
      ).status,
    ).toBe(403)
    const { body: self } = await call<{ version: number }>('GET', `/users/${dora.user.id}`)
    const raised = await asDora(
      'PATCH',
      `/users/${dora.user.id}`,
      { roles: ['deputies', 'system-admin'] },
      self.version,
    )
    expect(raised.status, raised.text).toBe(403)
    expect(
      (await asDora('PATCH', `/users/${dora.user.id}`, { roles: ['deputies', 'wider'] }, self.version))
        .status,
    ).toBe(200)
  })

  test('has to exist to be given', async () => {
    const made = await call('POST', '/users', {
      username: 'nina',
      givenName: 'N',
      familyName: 'N',
      roles: ['no-such-role'],
    })
    expect(made.status).toBe(422)
    expect(made.text).toContain('there is no role')
  })
})

test('who can do what, and why, is told of a person and of a thing', async () => {
  const rep = await signInAs(server.app, ['sales-rep', 'finance'])
  const customer = await call<{ id: string }>('POST', '/customers', { company: 'Vektor', owner: rep.user.id })
  const of = async (query: string) =>
    (await call<Output<typeof explainRights>>('GET', `/rights?${query}`)).body

  const [person] = (await of(`person=${rep.user.id}`)).people
  expect(person?.rights.find(({ permission }) => permission === 'quotes.read')).toEqual({
    permission: 'quotes.read',
    reach: 'all',
    from: [
      { role: 'sales-rep', name: 'Sales rep', reach: 'own' },
      { role: 'finance', name: 'Finance', reach: 'all' },
    ],
  })
  const thing = await of(`thing=${customer.body.id}`)
  expect(thing.thing).toMatchObject({ kind: 'customer', name: 'Vektor', ownerId: rep.user.id })
  expect(thing.people.find(({ id }) => id === rep.user.id)).toMatchObject({ relation: 'owner' })
  expect(thing.people.find(({ id }) => id === admin.user.id)).toMatchObject({ relation: 'everybody' })
  const stranger = await signInAs(server.app, 'sales-manager')
  const hidden = await call('GET', `/rights?thing=${rep.user.id}`, undefined, undefined, stranger)
  expect(hidden.status).toBe(404)
})
