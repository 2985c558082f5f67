import { describe, expect, test } from 'vitest'
import type { User } from '../../contract/users.ts'
import { systemContext } from '../platform/index.ts'
import { createTeam, managerOf, record, usersWithRole } from './index.ts'
import { signInAs, type TestPerson, tokenFor } from './testing.ts'
import { admin, app, ask, login, make, me, nowAdministers, password, withServer } from './testing-bench.ts'

withServer()

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
    if (both[0]?.statusCode === 200) nowAdministers(second)
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

  test('says who signed in, who is nobody until then', async () => {
    const user = await make('enters')
    expect((await login('enters', password, '10.9.9.11')).statusCode).toBe(200)
    const [entry] = (await ask('GET', `/audit-entries?actorId=${user.id}`)).json().items
    expect(entry).toMatchObject({
      action: 'session.started',
      actorName: `${user.givenName} ${user.familyName}`,
      via: 'token',
      address: '10.9.9.11',
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
