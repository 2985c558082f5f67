import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenSession } from '../../../contract/sessions.ts'
import type { User } from '../../../contract/users.ts'
import { startMailServer } from '../../messages/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs, type TestPerson, tokenFor } from '../testing.ts'

vi.setConfig({ testTimeout: 120_000 }) // passwords are hashed slowly on purpose, and machines may be busy

let post: Awaited<ReturnType<typeof startMailServer>>
let server: TestServer
let admin: TestPerson
const password = 'correct horse battery'
const better = 'quite another sentence'

beforeAll(async () => {
  post = await startMailServer()
  server = await startTestServer({ env: { SMTP_URL: post.url, PUBLIC_URL: 'http://localhost' } })
  admin = await signInAs(server.app, 'system-admin', { email: 'admin@example.com', password })
})
afterAll(async () => {
  await server.close()
  await post.close()
})
beforeEach(() => {
  post.received.length = 0
})

let people = 0
async function somebody(given: object = {}) {
  const name = `person${++people}`
  return signInAs(server.app, 'sales-rep', { username: name, email: `${name}@example.com`, ...given })
}
const ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  {
    as,
    body,
    ifMatch,
    from = '10.0.0.1',
  }: { as?: TestPerson | { cookie: string }; body?: object; ifMatch?: number; from?: string } = {},
) =>
  server.app.http.inject({
    method,
    url: `/api/v1${path}`,
    remoteAddress: from,
    headers: {
      ...(as && ('headers' in as ? as.headers : as)),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(body && { payload: body }),
  })
const enter = (username: string, typed: string, from?: string) =>
  ask('POST', '/session', { body: { username, password: typed }, ...(from && { from }) })
const cookieOf = (response: Awaited<ReturnType<typeof ask>>) => ({
  cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
})
/** What a person finds in the newest mail to them: its text on one line, and the secret of the link in it. */
async function mailTo(address: string) {
  await server.settle()
  const mail = post.received.findLast(({ to }) => to.includes(address))
  const source = (mail?.source ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=')
  return { source, secret: /\/link#([\w-]{43})/.exec(source)?.[1] ?? '', count: post.received.length }
}

describe('an invitation', () => {
  test('brings a link that sets the first password, once', async () => {
    const made = await ask('POST', '/users', {
      as: admin,
      body: {
        username: 'nora',
        email: 'nora@example.com',
        givenName: 'Nora',
        familyName: 'Berg',
        roles: ['sales-rep'],
        invite: true,
      },
    })
    expect(made.statusCode).toBe(201)
    const { source, secret } = await mailTo('nora@example.com')
    expect(source).toContain('Your user name is nora')
    expect((await ask('POST', '/account-links', { body: { token: secret } })).json()).toMatchObject({
      kind: 'invitation',
      username: 'nora',
      passwordMinimumLength: 10,
    })
    const weak = await ask('POST', '/account-links/password', { body: { token: secret, password: 'short' } })
    expect(weak.json().code).toBe('user.password-weak')
    expect(
      (await ask('POST', '/account-links/password', { body: { token: secret, password } })).statusCode,
    ).toBe(204)
    expect((await enter('nora', password)).statusCode).toBe(201)
    const again = await ask('POST', '/account-links/password', { body: { token: secret, password: better } })
    expect(again.json().code).toBe('account.link-invalid')
  })

  test('that is sent again replaces the one before, and holds for seven days', async () => {
    const { user } = await somebody()
    await ask('POST', `/users/${user.id}/invitation`, { as: admin })
    const first = await mailTo(user.email ?? '')
    await ask('POST', `/users/${user.id}/invitation`, { as: admin })
    const second = await mailTo(user.email ?? '')
    const look = (token: string) => ask('POST', '/account-links', { body: { token } })
    expect((await look(first.secret)).statusCode).toBe(404)
    expect((await look(second.secret)).statusCode).toBe(200)
    server.clock.advance({ days: 8 })
    expect((await look(second.secret)).statusCode).toBe(404)
    server.clock.advance({ days: -8 })
  })

  test('needs a mail address, an open account, and the right to change users', async () => {
    const nobody = await signInAs(server.app, 'sales-rep', { username: 'nomail' })
    const invite = (user: User, as: TestPerson) => ask('POST', `/users/${user.id}/invitation`, { as })
    expect((await invite(nobody.user, admin)).json().code).toBe('account.no-email')
    expect((await invite(admin.user, nobody)).statusCode).toBe(403)
  })

  test('leaves its secret in the mail alone', async () => {
    const { user } = await somebody()
    await ask('POST', `/users/${user.id}/invitation`, { as: admin })
    const { secret } = await mailTo(user.email ?? '')
    expect(secret).toHaveLength(43)
    for (const table of ['mails', 'events', 'audit_entries', 'account_links']) {
      const rows = await server.app.database.query(
        `select 1 from ${table} t where to_jsonb(t)::text like '%' || $1 || '%'`,
        [secret],
      )
      expect(rows, table).toHaveLength(0)
    }
  })
})

describe('a forgotten password', () => {
  test('is set anew with a link that ends every session and lifts the lock', async () => {
    const person = await somebody({ password })
    const { username, email = '' } = person.user
    for (let wrong = 0; wrong < 5; wrong++) await enter(username, 'wrong', '10.9.9.9')
    expect((await enter(username, password, '10.9.9.9')).statusCode).toBe(429)
    expect((await ask('POST', '/password-reset', { body: { username: email } })).statusCode).toBe(202)
    const { secret } = await mailTo(email)
    expect(
      (await ask('POST', '/account-links/password', { body: { token: secret, password: better } }))
        .statusCode,
    ).toBe(204)
    expect((await ask('GET', '/session', { as: person })).statusCode).toBe(401)
    expect((await enter(username, better, '10.9.9.9')).statusCode).toBe(201)
    expect((await mailTo(email)).source).toContain('Your password was set anew')
  })

  test('gets the same answer for nobody, and no mail', async () => {
    const known = await somebody()
    const answers = await Promise.all(
      [known.user.username, 'nobody-of-that-name'].map((username) =>
        ask('POST', '/password-reset', { body: { username } }),
      ),
    )
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [202, 'null'],
      [202, 'null'],
    ])
    expect((await mailTo('nobody')).count).toBe(1)
  })

  test('is told to one person three times an hour, over all addresses', async () => {
    const { user } = await somebody()
    for (let n = 0; n < 5; n++) {
      const answer = await ask('POST', '/password-reset', {
        body: { username: user.username },
        from: `10.5.0.${n}`,
      })
      expect(answer.statusCode, 'whoever asks learns nothing of it').toBe(202)
    }
    await server.settle()
    // The links that were replaced before their mail was written are not sent at all.
    expect(post.received.length).toBeLessThanOrEqual(3)
    const refused = await server.app.database.query(
      `select 1 from audit_entries where action = 'user.reset-refused' and subject_id = $1`,
      [user.id],
    )
    expect(refused).toHaveLength(2)
  })

  test('is not asked for without end from one address', async () => {
    const codes: number[] = []
    for (let n = 0; n < 22; n++)
      codes.push(
        (await ask('POST', '/password-reset', { body: { username: `x${n}` }, from: '10.6.0.1' })).statusCode,
      )
    expect(codes.slice(0, 20)).toEqual(Array(20).fill(202))
    expect(codes.slice(20)).toEqual([429, 429])
  })
})

describe('a new mail address', () => {
  test('holds once it is confirmed there, and the old one is told', async () => {
    const person = await somebody({ password })
    const old = person.user.email ?? ''
    const wish = (currentPassword: string) =>
      ask('POST', '/account/email', { as: person, body: { email: 'new.place@example.com', currentPassword } })
    expect((await wish('wrong')).json().code).toBe('auth.wrong-credentials')
    expect((await wish(password)).statusCode).toBe(202)
    const { secret } = await mailTo('new.place@example.com')
    expect((await ask('GET', '/account', { as: person })).json()).toMatchObject({
      email: old,
      pendingEmail: 'new.place@example.com',
    })
    expect(
      (await ask('POST', '/account-links/password', { body: { token: secret, password } })).statusCode,
      'no password',
    ).toBe(404)
    expect((await ask('POST', '/account-links/email', { body: { token: secret } })).statusCode).toBe(204)
    expect((await ask('GET', '/account', { as: person })).json().email).toBe('new.place@example.com')
    expect((await mailTo(old)).source).toContain('new.place@example.com')
  })

  test('cannot be somebody else’s, and can be taken back', async () => {
    const person = await somebody({ password })
    const wish = (email: string) =>
      ask('POST', '/account/email', { as: person, body: { email, currentPassword: password } })
    expect((await wish('admin@example.com')).json().code).toBe('user.name-taken')
    await wish('later@example.com')
    const { secret } = await mailTo('later@example.com')
    expect((await ask('DELETE', '/account/email', { as: person })).statusCode).toBe(204)
    expect((await ask('POST', '/account-links/email', { body: { token: secret } })).statusCode).toBe(404)
  })
})

describe('the own account', () => {
  test('shows who one is, and takes another name but no other right', async () => {
    const person = await somebody()
    const { version } = (await ask('GET', '/account', { as: person })).json()
    const change = (body: object) => ask('PATCH', '/account', { as: person, body, ifMatch: version })
    expect((await change({ roles: ['system-admin'] })).statusCode).toBe(422)
    expect((await change({ familyName: 'Newname' })).json()).toMatchObject({
      familyName: 'Newname',
      roles: ['sales-rep'],
    })
    expect((await change({ familyName: 'Late' })).statusCode).toBe(412)
  })
})

describe('sessions', () => {
  test('are listed with device and place, and ended one by one', async () => {
    const { user } = await somebody({ password })
    const here = cookieOf(await enter(user.username, password))
    const there = cookieOf(await enter(user.username, password, '192.0.2.7'))
    const list = async () =>
      (await ask('GET', '/account/sessions', { as: here })).json().items as OpenSession[]
    const elsewhere = (await list()).find(({ address }) => address === '192.0.2.7')
    expect(elsewhere).toMatchObject({
      kind: 'browser',
      current: false,
      userAgent: expect.stringContaining('light'),
    })
    expect((await list()).filter(({ current }) => current)).toHaveLength(1)
    expect((await ask('DELETE', `/account/sessions/${elsewhere?.id}`, { as: here })).statusCode).toBe(204)
    expect((await ask('GET', '/session', { as: there })).statusCode).toBe(401)
    expect((await ask('DELETE', '/account/sessions', { as: here })).statusCode).toBe(204)
    expect(await list()).toMatchObject([{ current: true }])
  })

  test('of others are ended by who looks after users, and by nobody else', async () => {
    const person = await somebody()
    const other = await somebody()
    const path = `/users/${person.user.id}/sessions`
    expect((await ask('GET', path, { as: other })).statusCode).toBe(403)
    const [session] = (await ask('GET', path, { as: admin })).json().items as OpenSession[]
    expect((await ask('DELETE', `/account/sessions/${session?.id}`, { as: other })).json().code).toBe(
      'session.not-found',
    )
    expect((await ask('DELETE', `${path}/${session?.id}`, { as: admin })).statusCode).toBe(204)
    expect((await ask('GET', '/session', { as: person })).statusCode).toBe(401)
    const again = { headers: await tokenFor(server.app, person.user) } as TestPerson
    expect((await ask('DELETE', path, { as: admin })).statusCode).toBe(204)
    expect((await ask('GET', '/session', { as: again })).statusCode).toBe(401)
  })
})

describe('a password that has grown old', () => {
  test('is known, but opens nothing until it is set anew', async () => {
    const { version } = (await ask('GET', '/settings', { as: admin })).json()
    const settings = await ask('PATCH', '/settings', {
      as: admin,
      ifMatch: version,
      body: { security: { passwordMaximumDays: 90 } },
    })
    expect(settings.statusCode).toBe(200)
    const { user } = await somebody({ password })
    expect((await enter(user.username, password)).statusCode).toBe(201)
    server.clock.advance({ days: 91 })
    expect((await enter(user.username, 'wrong')).json().code).toBe('auth.wrong-credentials')
    expect((await enter(user.username, password)).json().code).toBe('auth.password-expired')
    await ask('POST', '/password-reset', { body: { username: user.username } })
    const { secret } = await mailTo(user.email ?? '')
    await ask('POST', '/account-links/password', { body: { token: secret, password: better } })
    expect((await enter(user.username, better)).statusCode).toBe(201)
    server.clock.advance({ days: -91 })
  })
})

describe('an administrator', () => {
  test('lifts a lock', async () => {
    const { user } = await somebody({ password })
    for (let wrong = 0; wrong < 5; wrong++) await enter(user.username, 'wrong', '10.8.0.1')
    expect((await enter(user.username, password, '10.8.0.1')).statusCode).toBe(429)
    expect((await ask('GET', `/users/${user.id}`, { as: admin })).json()).toMatchObject({ failedSignIns: 5 })
    expect((await ask('DELETE', `/users/${user.id}/lock`, { as: admin })).statusCode).toBe(204)
    expect((await enter(user.username, password, '10.8.0.1')).statusCode).toBe(201)
  })

  test('removes a team only once nobody is in it', async () => {
    const team = (
      await ask('POST', '/teams', { as: admin, body: { name: 'Short-lived', unit: 'Sales' } })
    ).json()
    const { user } = await somebody({ teamId: team.id })
    const remove = () => ask('DELETE', `/teams/${team.id}`, { as: admin, ifMatch: team.version })
    expect((await remove()).json()).toMatchObject({ code: 'team.in-use', details: { members: 1 } })
    await ask('PATCH', `/users/${user.id}`, { as: admin, ifMatch: 1, body: { teamId: null } })
    expect((await remove()).statusCode).toBe(204)
  })
})

describe('a name that is tried from everywhere', () => {
  test('can still be signed in to from where its owner is known, and from anywhere with patience', async () => {
    const { user } = await somebody({ password })
    expect((await enter(user.username, password, '198.51.100.1')).statusCode).toBe(201)
    for (let n = 0; n < 11; n++) await enter(user.username, 'wrong', `203.0.113.${n}`)
    expect((await enter(user.username, password, '198.51.100.1')).statusCode).toBe(201)
    expect((await enter(user.username, password, '198.51.100.99')).statusCode).toBe(201)
  })
})
