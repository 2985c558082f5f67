import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { User } from '../../../contract/users.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs, type TestPerson, tokenFor } from '../testing.ts'

vi.setConfig({ testTimeout: 60_000 })
let server: TestServer
let admin: TestPerson
let key: string
const password = 'correct horse battery'

beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin', { password })
  const made = await server.call<{ secret: string }>('POST', '/account/keys', {
    token: admin.token,
    body: { name: 'Directory', scopes: ['users.read', 'users.write'], currentPassword: password },
  })
  key = made.body.secret
})
afterAll(() => server.close())

type Resource = Record<string, unknown> & {
  id: string
  meta: { version: string }
  active?: boolean
  Resources: Resource[]
  totalResults: number
}
async function scim(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await server.app.http.inject({
    method,
    url: `/scim/v2${path}`,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (response.payload ? response.json() : undefined) as Resource,
  }
}
let count = 0
const person = (given: object = {}) => {
  const userName = `dir${++count}@example.com`
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    externalId: `ext-${count}`,
    name: { givenName: 'Dora', familyName: 'Vogel' },
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
    ...given,
  }
}
const add = async (given: object = {}) => (await scim('POST', '/Users', person(given))).body
const patch = (path: string, ...Operations: object[]) =>
  scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
const user = async (id: string) =>
  (await server.call<User>('GET', `/users/${id}`, { token: admin.token })).body

describe('a directory', () => {
  test('makes users, who have no right and no password until somebody gives them', async () => {
    const made = await scim('POST', '/Users', person())
    expect(made.status).toBe(201)
    expect(made.headers.location).toContain(`/scim/v2/Users/${made.body.id}`)
    expect(made.headers['content-type']).toContain('application/scim+json')
    expect(made.body).toMatchObject({ externalId: 'ext-1', active: true, name: { formatted: 'Dora Vogel' } })
    expect(await user(made.body.id)).toMatchObject({ username: 'dir1@example.com', roles: [], enabled: true })
  })

  test('is told when a name is taken, something is missing, or nothing is there', async () => {
    const { userName } = (await add()) as unknown as { userName: string }
    expect(
      await scim('POST', '/Users', person({ userName: userName.toUpperCase(), emails: [] })),
    ).toMatchObject({ status: 409, body: { scimType: 'uniqueness', status: '409' } })
    expect(await scim('POST', '/Users', { schemas: [] })).toMatchObject({
      status: 400,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] },
    })
    expect(await scim('POST', '/Users', '{ junk')).toMatchObject({ status: 400 })
    expect(await scim('GET', '/Users/usr_nothing')).toMatchObject({ status: 404, body: { status: '404' } })
  })

  test('needs a token with the right to change every user', async () => {
    expect((await scim('GET', '/Users', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401)
    const rep = await signInAs(server.app, 'sales-manager')
    expect((await scim('GET', '/Users', undefined, rep.headers)).status).toBe(403)
    expect((await server.app.http.inject({ url: '/scim/v2/Users' })).statusCode).toBe(401)
  })

  test('finds users by filters in any case, page by page', async () => {
    const dora = await add({ name: { givenName: 'Findable', familyName: 'Filter' } })
    await add({ name: { givenName: 'Findable', familyName: 'Other' }, active: false })
    const find = async (filter: string, more = '') =>
      (await scim('GET', `/Users?filter=${encodeURIComponent(filter)}${more}`)).body
    const name = String(dora.userName)
    expect((await find(`USERNAME Eq "${name.toUpperCase()}"`)).Resources.map(({ id }) => id)).toEqual([
      dora.id,
    ])
    expect((await find(`externalId eq "${String(dora.externalId)}"`)).totalResults).toBe(1)
    expect(
      (await find(`emails[type eq "work" and value co "${name.slice(0, 6)}"]`)).Resources.map(({ id }) => id),
    ).toContain(dora.id)
    expect((await find('name.givenName sw "find" and not (active eq false)')).totalResults).toBe(1)
    expect((await find('name.familyName eq "Filter" or name.familyName eq "Other"')).totalResults).toBe(2)
    expect(
      (await find('meta.lastModified gt "2000-01-01T00:00:00Z" and name.givenName eq "Findable"'))
        .totalResults,
    ).toBe(2)
    const second = await find('name.givenName eq "Findable"', '&startIndex=2&count=1')
    expect(second).toMatchObject({ totalResults: 2, startIndex: 2, itemsPerPage: 1 })
    expect(await find('name.givenName eq "Findable"', '&count=0')).toMatchObject({
      totalResults: 2,
      Resources: [],
    })
    expect(await scim('GET', '/Users?filter=userName+xx+%22a%22')).toMatchObject({
      status: 400,
      body: { scimType: 'invalidFilter' },
    })
  })

  test('changes users in the words of Entra', async () => {
    const { id } = await add()
    const changed = await patch(
      `/Users/${id}`,
      { op: 'Replace', path: 'name.familyName', value: 'Adler' },
      { op: 'Add', path: 'emails[type eq "work"].value', value: `new${id}@example.com` },
      { op: 'Replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:externalId', value: 'moved' },
      { op: 'Replace', path: 'title', value: 'passed over' },
    )
    expect(changed.body).toMatchObject({
      name: { familyName: 'Adler' },
      externalId: 'moved',
      emails: [{ value: `new${id}@example.com` }],
    })
    expect((await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })).body.active).toBe(
      false,
    )
    expect(
      (await patch(`/Users/${id}`, { op: 'Add', value: { 'name.givenName': 'Erna', active: 'True' } })).body,
    ).toMatchObject({ active: true, name: { givenName: 'Erna' } })
  })

  test('changes users in the words of Okta', async () => {
    const made = await add()
    const replaced = await scim('PUT', `/Users/${made.id}`, {
      ...made,
      name: { givenName: 'Olga', familyName: 'Okta' },
    })
    expect(replaced.body).toMatchObject({ name: { givenName: 'Olga', familyName: 'Okta' } })
    expect((await patch(`/Users/${made.id}`, { op: 'replace', value: { active: false } })).body.active).toBe(
      false,
    )
  })

  test('does not overwrite what it has not seen', async () => {
    const made = await add()
    const stale = await scim('PUT', `/Users/${made.id}`, made, { 'if-match': 'W/"99"' })
    expect(stale.status).toBe(412)
    expect((await scim('PUT', `/Users/${made.id}`, made, { 'if-match': made.meta.version })).status).toBe(200)
  })

  test('that switches somebody off ends their sessions at once; removed, they are gone for it but kept here', async () => {
    const made = await add()
    const headers = await tokenFor(server.app, await user(made.id))
    const me = () => server.app.http.inject({ url: '/api/v1/session', headers })
    expect((await me()).statusCode).toBe(200)
    await patch(`/Users/${made.id}`, { op: 'replace', path: 'active', value: false })
    expect((await me()).statusCode).toBe(401)
    expect((await scim('DELETE', `/Users/${made.id}`)).status).toBe(204)
    expect((await scim('GET', `/Users/${made.id}`)).status).toBe(404)
    expect((await scim('DELETE', `/Users/${made.id}`)).status).toBe(404)
    expect(await user(made.id)).toMatchObject({ enabled: false })
  })
})

describe('a group of the directory', () => {
  test('gives its members the roles decided here, and takes them with the membership', async () => {
    const [one, two] = [await add(), await add()]
    const made = await scim('POST', '/Groups', { displayName: 'Sales DACH', members: [{ value: one.id }] })
    expect(made.status).toBe(201)
    const give = (roles: string[]) =>
      server.call('PUT', `/provisioned-groups/${made.body.id}/roles`, { token: admin.token, body: { roles } })
    expect((await give(['sales-rep'])).status).toBe(200)
    expect((await user(one.id)).roles).toEqual(['sales-rep'])
    const path = `/Groups/${made.body.id}`
    expect((await patch(path, { op: 'Add', path: 'members', value: [{ value: two.id }] })).status).toBe(204)
    expect((await user(two.id)).roles).toEqual(['sales-rep'])
    await patch(path, { op: 'remove', path: `members[value eq "${one.id}"]` })
    expect((await user(one.id)).roles).toEqual([])
    await patch(path, { op: 'Remove', path: 'members', value: [{ value: two.id }] })
    expect((await user(two.id)).roles).toEqual([])
    await patch(path, {
      op: 'replace',
      value: { displayName: 'Sales Alps', members: [{ value: one.id }, { value: two.id }] },
    })
    const shown = (await scim('GET', path)).body
    expect(shown).toMatchObject({ displayName: 'Sales Alps' })
    expect(shown.members).toHaveLength(2)
    expect((await scim('GET', `${path}?excludedAttributes=members`)).body.members).toBeUndefined()
    expect(
      (await scim('GET', `/Groups?filter=${encodeURIComponent('displayName eq "sales alps"')}`)).body
        .totalResults,
    ).toBe(1)
    expect((await scim('DELETE', path)).status).toBe(204)
    expect((await user(one.id)).roles).toEqual([])
  })
})

test('says what is supported, and which attributes there are', async () => {
  expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    etag: { supported: true },
  })
  expect((await scim('GET', '/ResourceTypes')).body.totalResults).toBe(2)
  expect((await scim('GET', '/Schemas')).body.totalResults).toBe(2)
  expect((await scim('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')).status).toBe(200)
})
