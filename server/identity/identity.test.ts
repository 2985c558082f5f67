import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { User } from '../../contract/identity.ts'
import { type App, systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { createTeam, createUser, managerOf, record, usersWithRole } from './index.ts'
import { signInAs, type TestPerson, tokenFor } from './testing.ts'

const password = 'correct horse battery'
let app: App
let server: TestServer
let admin: TestPerson
const minute = 60_000

beforeAll(async () => {
  server = await startTestServer()
  app = server.app
  admin = await signInAs(app, 'system-admin')
})
afterAll(() => server.close())

type Asked = { headers?: Record<string, string>; body?: object; ifMatch?: number; from?: string }
function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, asked: Asked = {}) {
  return app.http.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      ...(asked.headers ?? admin.headers),
      ...(asked.ifMatch && { 'if-match': `"${asked.ifMatch}"` }),
    },
    ...(asked.body && { payload: asked.body }),
    ...(asked.from && { remoteAddress: asked.from }),
  })
}
const login = (username: string, typed = password, from = '10.1.1.1') =>
  ask('POST', '/auth/login', { headers: {}, body: { username, password: typed }, from })
const me = (headers: Record<string, string>) => ask('GET', '/session', { headers })
async function make(username: string, fields: object = {}): Promise<User> {
  const body = {
    username,
    givenName: 'Vera',
    familyName: 'Lindqvist',
    roles: ['sales-rep'],
    password,
    ...fields,
  }
  const response = await ask('POST', '/users', { body })
  expect(response.statusCode, response.body).toBe(201)
  return response.json()
}
const cookieOf = (response: Awaited<ReturnType<typeof ask>>) => ({
  cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
})
/** What the caller sees of a refusal, without the id that is new each time. */
const seen = (response: Awaited<ReturnType<typeof ask>>) => {
  const { requestId: _, ...problem } = response.json()
  return { status: response.statusCode, problem }
}

describe('signing in', () => {
  test('a program gets a token for an hour that says who, not what', async () => {
    const user = await make('program')
    const response = await login('program')
    expect(response.json()).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 })
    const { accessToken } = response.json()
    expect((await me({ authorization: `Bearer ${accessToken}` })).json().user.id).toBe(user.id)

    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url').toString())
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
  })

  test('a person gets a cookie that scripts cannot read, and the page learns who it is for', async () => {
    await make('browser', { email: 'Browser@example.com' })
    const response = await ask('POST', '/session', {
      headers: {},
      body: { username: 'browser@EXAMPLE.com', password },
    })
    expect(response.statusCode).toBe(201)
    expect(String(response.headers['set-cookie'])).toMatch(
      /^quoin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    )
    const session = (await me(cookieOf(response))).json()
    expect(session).toMatchObject({
      user: { username: 'browser', name: 'Vera Lindqvist', roles: ['sales-rep'] },
      permissions: { 'quotes.read': 'own', 'customers.read': 'all' },
      company: { name: 'Our company', currency: 'EUR' },
    })
    expect(session.permissions['costs.read']).toBeUndefined()
  })

  test('the secret in the cookie is nowhere in the database', async () => {
    await make('hashed')
    const response = await ask('POST', '/session', { headers: {}, body: { username: 'hashed', password } })
    const secret = cookieOf(response).cookie.split('=')[1] ?? ''
    const rows = await app.database.query<{ found: boolean }>(
      'select s::text like $1 as found from sessions s',
      [`%${secret}%`],
    )
    expect(rows.some(({ found }) => found)).toBe(false)
  })

  test('an unknown name, a wrong password and a closed account cannot be told apart', async () => {
    await make('known')
    await make('closed', { enabled: false })
    const wrong = seen(await login('known', 'wrong'))
    expect(wrong).toMatchObject({ status: 401, problem: { code: 'auth.wrong-credentials' } })
    expect(seen(await login('unknown', 'wrong'))).toEqual(wrong)
    expect(seen(await login('closed', password))).toEqual(wrong)
    expect(
      seen(await ask('POST', '/session', { headers: {}, body: { username: 'closed', password } })),
    ).toEqual(wrong)
  })

  test('an unknown name takes as long to refuse as a wrong password', async () => {
    await make('timed')
    const quickest = async (username: string) => {
      const times: number[] = []
      for (let n = 0; n < 3; n++) {
        const start = performance.now()
        await login(username, 'wrong', '10.2.2.2')
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await quickest('timed'), await quickest('not-timed')]
    expect(unknown / known).toBeGreaterThan(0.6)
    expect(unknown / known).toBeLessThan(1.7)
  })

  test('signing out ends the cookie, and ends the token', async () => {
    await make('leaver')
    const browser = cookieOf(
      await ask('POST', '/session', { headers: {}, body: { username: 'leaver', password } }),
    )
    const out = await ask('DELETE', '/session', { headers: browser })
    expect(out.statusCode).toBe(204)
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await me(browser)).statusCode).toBe(401)

    const token = { authorization: `Bearer ${(await login('leaver')).json().accessToken}` }
    expect((await ask('DELETE', '/session', { headers: token })).statusCode).toBe(204)
    expect((await me(token)).statusCode).toBe(401)
  })
})

describe('time', () => {
  test('ends a token after an hour', async () => {
    const { headers } = await signInAs(app, 'sales-rep')
    await late(59 * minute, async () => expect((await me(headers)).statusCode).toBe(200))
    await late(61 * minute, async () => expect((await me(headers)).json().code).toBe('auth.token-invalid'))
  })

  test('ends a browser session nobody uses, keeps one in use, and ends that one too at last', async () => {
    await make('idler')
    const start = async () =>
      cookieOf(await ask('POST', '/session', { headers: {}, body: { username: 'idler', password } }))
    const idle = await start()
    const used = await start()
    for (let hour = 1; hour < 168; hour += 7)
      await late(hour * 60 * minute, async () =>
        expect((await me(used)).statusCode, `hour ${hour}`).toBe(200),
      )
    await late(9 * 60 * minute, async () => expect((await me(idle)).statusCode).toBe(401))
    await late(169 * 60 * minute, async () => expect((await me(used)).statusCode).toBe(401))
  })
})

describe('wrong passwords', () => {
  test('five of them lock the name at this address, for the right password too, and nowhere else', async () => {
    await make('victim')
    for (let n = 1; n <= 5; n++)
      expect((await login('victim', `guess ${n}`, '10.6.6.6')).statusCode).toBe(401)
    const locked = await login('victim', password, '10.6.6.6')
    expect(locked.json()).toMatchObject({ status: 429, code: 'auth.locked', details: { minutes: 1 } })
    expect(locked.headers['retry-after']).toBeDefined()
    expect((await login('victim', password, '10.7.7.7')).statusCode).toBe(200)
  })

  test('lock longer each time, and no longer than said', async () => {
    await make('stubborn')
    for (let n = 1; n <= 5; n++) await login('stubborn', `guess ${n}`, '10.6.6.7')
    await late(61_000, async () => {
      expect((await login('stubborn', 'guess 6', '10.6.6.7')).statusCode).toBe(401)
      expect((await login('stubborn', password, '10.6.6.7')).json().details.minutes).toBe(2)
    })
    await late(61_000 + 2 * minute, async () => {
      expect((await login('stubborn', password, '10.6.6.7')).statusCode).toBe(200)
      expect((await login('stubborn', 'a slip', '10.6.6.7')).statusCode).toBe(401)
      expect((await login('stubborn', password, '10.6.6.7')).statusCode).toBe(200)
    })
  })

  test('lock a name nobody has just the same, so that a lock tells nothing', async () => {
    for (let n = 1; n <= 5; n++) await login('nobody-here', `guess ${n}`, '10.6.6.8')
    expect((await login('nobody-here', 'x', '10.6.6.8')).json().code).toBe('auth.locked')
  })

  test('sent all at once gain no more guesses than one after the other', async () => {
    await make('burst')
    const wrong = Array.from({ length: 19 }, (_, n) => login('burst', `guess ${n}`, '10.6.6.9'))
    await new Promise((done) => setTimeout(done, 150)) // they are being verified, none is counted yet
    const right = login('burst', password, '10.6.6.9')
    const statuses = (await Promise.all([...wrong, right])).map((one) => one.statusCode)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(15) // the right one among the others
  })

  test('from one household of IPv6 addresses count together', async () => {
    await make('housed')
    for (let n = 1; n <= 5; n++) await login('housed', `guess ${n}`, `2001:db8:1:2::${n}`)
    expect((await login('housed', password, '2001:db8:1:2:ffff::1')).statusCode).toBe(429)
    expect((await login('housed', password, '2001:db8:1:3::1')).statusCode).toBe(200)
  })

  test('over many names shut the address, but not to whom signed in from there before', async () => {
    await make('regular')
    await make('newcomer')
    expect((await login('regular', password, '10.8.8.8')).statusCode).toBe(200)
    await app.database.query(
      `insert into sign_in_attempts (scope, username, address, failures, last_failed_at)
       values ('address', '', '10.8.8.8', 49, $1)`,
      [server.clock.now()],
    )
    await login('spray', 'x', '10.8.8.8')
    expect((await login('newcomer', password, '10.8.8.8')).statusCode).toBe(429)
    expect((await login('regular', password, '10.8.8.8')).statusCode).toBe(200)
  })

  test('are lifted when an administrator sets a new password', async () => {
    const user = await make('forgetful')
    for (let n = 1; n <= 5; n++) await login('forgetful', `guess ${n}`, '10.6.6.10')
    expect((await ask('GET', `/users/${user.id}`)).json()).toMatchObject({ failedSignIns: 5 })
    const body = { password: 'a fresh long password' }
    expect((await ask('POST', `/users/${user.id}/password`, { body })).statusCode).toBe(204)
    expect((await login('forgetful', 'a fresh long password', '10.6.6.10')).statusCode).toBe(200)
  })
})

describe('rights act at once', () => {
  test('when a role is taken away, on the open token', async () => {
    const rep = await signInAs(app, ['sales-rep', 'finance'])
    expect((await me(rep.headers)).json().permissions['costs.read']).toBe('all')
    expect((await ask('GET', '/settings', { headers: rep.headers })).statusCode).toBe(200)
    await ask('PATCH', `/users/${rep.user.id}`, { body: { roles: ['sales-rep'] }, ifMatch: rep.user.version })
    expect((await ask('GET', '/settings', { headers: rep.headers })).statusCode).toBe(403)
    expect((await me(rep.headers)).json().permissions['costs.read']).toBeUndefined()
  })

  test('when somebody is disabled; the colleague works on', async () => {
    const [gone, stays] = [await signInAs(app, 'sales-rep'), await signInAs(app, 'sales-rep')]
    expect((await me(gone.headers)).statusCode).toBe(200)
    await ask('PATCH', `/users/${gone.user.id}`, { body: { enabled: false }, ifMatch: 1 })
    expect((await me(gone.headers)).statusCode).toBe(401)
    expect((await me(stays.headers)).statusCode).toBe(200)
    await ask('PATCH', `/users/${gone.user.id}`, { body: { enabled: true }, ifMatch: 2 })
    expect((await me(gone.headers)).statusCode, 'an old token does not come back to life').toBe(401)
  })

  test('when the password changes: other sessions end, the one it is changed in stays', async () => {
    const user = await make('changer')
    const other = await tokenFor(app, user)
    const mine = { authorization: `Bearer ${(await login('changer')).json().accessToken}` }
    const change = (currentPassword: string, newPassword: string) =>
      ask('POST', '/session/password', { headers: mine, body: { currentPassword, newPassword } })
    expect((await change('not this', 'another long one')).json().code).toBe('auth.wrong-credentials')
    expect((await change(password, 'changer12345')).json().code).toBe('user.password-weak')
    expect((await change(password, 'another long one')).statusCode).toBe(204)
    expect((await me(mine)).statusCode).toBe(200)
    expect((await me(other)).statusCode).toBe(401)
    expect((await login('changer')).statusCode).toBe(401)
  })
})

describe('users', () => {
  test('a password never leaves, in no answer and no audit entry', async () => {
    const user = await make('secretive')
    const trail = await ask('GET', `/audit-entries?subjectId=${user.id}`)
    const list = await ask('GET', '/users?q=secretive')
    for (const response of [trail, list]) expect(response.body).not.toMatch(/scrypt|correct horse/i)
    expect(list.json().items).toHaveLength(1)
  })

  test('have a name and an address of their own, in capital letters too', async () => {
    await make('unique', { email: 'unique@example.com' })
    const again = (fields: object) =>
      ask('POST', '/users', {
        body: { username: 'other', givenName: 'O', familyName: 'T', roles: [], ...fields },
      })
    for (const fields of [
      { username: 'UNIQUE' },
      { email: 'Unique@Example.com' },
      { username: 'Unique@example.com' },
    ])
      expect((await again(fields)).json().code).toBe('user.name-taken')
  })

  test('cannot be their own manager, directly or in a circle', async () => {
    const boss = await make('boss')
    const rep = await make('underling', { managerId: boss.id })
    for (const managerId of [boss.id, rep.id]) {
      const refused = await ask('PATCH', `/users/${boss.id}`, { body: { managerId }, ifMatch: boss.version })
      expect(refused.json()).toMatchObject({ status: 422, issues: [{ path: ['body', 'managerId'] }] })
    }
  })

  test('are changed only by who saw the present state', async () => {
    const { id, version } = await make('versioned')
    expect((await ask('PATCH', `/users/${id}`, { body: { givenName: 'A' } })).statusCode).toBe(428)
    expect(
      (await ask('PATCH', `/users/${id}`, { body: { givenName: 'A' }, ifMatch: version + 1 })).statusCode,
    ).toBe(412)
    const changed = await ask('PATCH', `/users/${id}`, { body: { givenName: 'A' }, ifMatch: version })
    expect(changed.headers.etag).toBe(`"${version + 1}"`)
  })

  test('keep at least one administrator, also when two remove each other at the same moment', async () => {
    const second = await signInAs(app, 'system-admin')
    const demote = (who: User, by: TestPerson) =>
      ask('PATCH', `/users/${who.id}`, { headers: by.headers, body: { roles: [] }, ifMatch: who.version })
    const both = await Promise.all([demote(admin.user, second), demote(second.user, admin)])
    const [done, refused] = both.map((one) => one.statusCode).sort()
    expect(done).toBe(200)
    expect([403, 422]).toContain(refused) // the last one there is, or no administrator any more
    if (both[0]?.statusCode === 200) admin = second
  })

  test('page by page are all of them once, by family name', async () => {
    const names: string[] = []
    let cursor = ''
    do {
      const page = (await ask('GET', `/users?limit=7${cursor}`)).json()
      names.push(...page.items.map((item: User) => item.id))
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor)
    const [row] = await app.database.query<{ count: string }>('select count(*) from users')
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBe(Number(row?.count))
  })
})

describe('teams and managers', () => {
  test('the chain upwards passes over who cannot act now', async () => {
    const top = await make('top')
    const middle = await make('middle', { managerId: top.id, enabled: false })
    const rep = await make('bottom', { managerId: middle.id })
    expect((await managerOf(app.database, rep.id))?.id).toBe(top.id)
    expect(await managerOf(app.database, rep.id, 2)).toBeUndefined()
  })

  test('a manager reaches the team and all who report to the manager, and no one else', async () => {
    const team = await systemContext(app).transaction((tx) => createTeam(tx, { name: 'North', unit: 'EMEA' }))
    const marta = await signInAs(app, 'sales-manager', { teamId: team.id })
    const mate = await signInAs(app, 'sales-rep', { teamId: team.id })
    const direct = await signInAs(app, 'sales-rep', { managerId: marta.user.id })
    const indirect = await signInAs(app, 'sales-rep', { managerId: direct.user.id })
    const stranger = await signInAs(app, 'sales-rep')
    const seenBy = async (id: string) =>
      (await ask('GET', `/users/${id}`, { headers: marta.headers })).statusCode
    for (const { user } of [marta, mate, direct, indirect]) expect(await seenBy(user.id)).toBe(200)
    expect(await seenBy(stranger.user.id)).toBe(404)
    const listed = (await ask('GET', '/users', { headers: marta.headers }))
      .json()
      .items.map(({ id }: User) => id)
    expect(listed.sort()).toEqual([marta, mate, direct, indirect].map(({ user }) => user.id).sort())
  })

  test('a role is held by those who can act now', async () => {
    const lucia = await make('lucia', { roles: ['legal'] })
    await make('retired', { roles: ['legal'], expired: true })
    expect((await usersWithRole(app.database, 'legal')).map(({ id }) => id)).toEqual([lucia.id])
  })
})

describe('settings', () => {
  test('change by group and field, are numbered, and every state is kept', async () => {
    const before = await ask('GET', '/settings')
    const change = { company: { name: 'Tarn Computing', taxId: 'DE1' }, quotes: { validityDays: 14 } }
    const changed = await ask('PATCH', '/settings', {
      body: change,
      headers: { ...admin.headers, 'if-match': String(before.headers.etag) },
    })
    expect(changed.json()).toMatchObject({
      ...change,
      quotes: { validityDays: 14, paymentTermsDays: 30 },
      version: 1,
    })
    expect(
      (await ask('PATCH', '/settings', { body: change, headers: { ...admin.headers, 'if-match': '"0"' } }))
        .statusCode,
    ).toBe(412)
    const history = await app.database.query('select changed_by from settings_history')
    expect(history).toEqual([{ changed_by: admin.user.id }])
    const [entry] = (await ask('GET', '/audit-entries?subjectKind=settings')).json().items
    expect(entry).toMatchObject({
      before: { quotes: { validityDays: 30 } },
      after: { quotes: { validityDays: 14 } },
    })
  })

  test('saved twice at once are saved once', async () => {
    const save = (name: string) => ask('PATCH', '/settings', { body: { company: { name } }, ifMatch: 1 })
    const both = await Promise.all([save('One'), save('Other')])
    expect(both.map((one) => one.statusCode).sort()).toEqual([200, 412])
  })
})

describe('the audit trail', () => {
  test('says who, from where, what before and after', async () => {
    const user = await make('traced')
    await ask('PATCH', `/users/${user.id}`, {
      body: { roles: ['legal'] },
      ifMatch: user.version,
      from: '10.9.9.9',
    })
    const [entry] = (await ask('GET', `/audit-entries?subjectId=${user.id}`)).json().items
    expect(entry).toMatchObject({
      action: 'user.changed',
      actorId: admin.user.id,
      via: 'token',
      address: '10.9.9.9',
      before: { roles: ['sales-rep'] },
      after: { roles: ['legal'] },
    })
  })

  test('keeps refused sign-ins, but not what was typed as a name', async () => {
    await login('my-secret-password-in-the-wrong-field', 'x', '10.9.9.10')
    const rows = await app.database.query<{ text: string }>(
      `select e::text as text from audit_entries e where action = 'session.refused' and address = '10.9.9.10'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain('my-secret')
  })

  test('has nothing of what was rolled back, as a whole or to a savepoint, and all the rest', async () => {
    const note = (id: string) => ({ action: 'test.done', subject: { kind: 'test', id } })
    const failed = systemContext(app).transaction(async (tx) => {
      record(tx, note('rolled-back'))
      throw new Error('stop')
    })
    await expect(failed).rejects.toThrow('stop')
    await systemContext(app).transaction(async (tx) => {
      const inner = tx.ctx.transaction(async (within) => {
        record(within, note('savepoint'))
        throw new Error('stop')
      })
      await expect(inner).rejects.toThrow('stop')
      record(tx, note('kept'))
      tx.beforeCommit(async () => record(tx, note('kept, noted at the last moment')))
    })
    const rows = await app.database.query<{ id: string }>(
      `select subject_id as id from audit_entries where subject_kind = 'test' order by 1`,
    )
    expect(rows.map(({ id }) => id)).toEqual(['kept', 'kept, noted at the last moment'])
  })

  test.each([
    'update audit_entries set why = $$x$$',
    'delete from audit_entries',
    'truncate audit_entries',
    'update audit_entries set position = 1, hash = $$x$$, why = $$x$$',
  ])('cannot be rewritten: %s', async (statement) => {
    await expect(app.database.query(statement)).rejects.toThrow('never changed or removed')
  })

  test('page by page has every entry once, newest first', async () => {
    const times: string[] = []
    const ids: string[] = []
    let cursor = ''
    do {
      const page = (await ask('GET', `/audit-entries?limit=50${cursor}`)).json()
      for (const { id, at } of page.items) {
        ids.push(id)
        times.push(at)
      }
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor)
    expect(times).toEqual(times.toSorted().reverse())
    expect(new Set(ids).size).toBe(ids.length)
    const [row] = await app.database.query<{ count: string }>('select count(*) from audit_entries')
    expect(ids.length).toBe(Number(row?.count))
  })
})

test('a user made in code can be signed in for without a password, but not with one', async () => {
  await systemContext(app).transaction((tx) =>
    createUser(tx, {
      username: 'connector',
      givenName: 'ERP',
      familyName: 'Connector',
      roles: ['integration'],
    }),
  )
  expect((await login('connector', '')).statusCode).toBe(422)
  expect((await login('connector', 'undefined')).statusCode).toBe(401)
})

/** Runs at a later moment. */
async function late(byMs: number, work: () => Promise<void>): Promise<void> {
  server.clock.advance({ minutes: byMs / minute })
  try {
    await work()
  } finally {
    server.clock.advance({ minutes: -byMs / minute })
  }
}
