import { describe, expect, test } from 'vitest'
import { systemContext } from '../platform/index.ts'
import { createUser } from './index.ts'
import { signInAs } from './testing.ts'
import {
  app,
  ask,
  cookieOf,
  late,
  login,
  make,
  me,
  minute,
  password,
  seen,
  server,
  withServer,
} from './testing-bench.ts'

withServer()

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
    // Locked, or sent away because too many wait for one name; the right one among the others.
    expect(statuses.filter((status) => status === 429 || status === 503)).toHaveLength(15)
  }, 90_000)

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
