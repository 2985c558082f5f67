import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Settings, SettingsState } from '../../contract/settings.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { signInAs, type TestPerson } from './testing.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(() => server.close())

type Answer = Settings & { version: number }
const save = (body: object, version: number) =>
  server.call<Answer>('PATCH', '/settings', {
    token: admin.token,
    body,
    headers: { 'if-match': `"${version}"` },
  })
const restore = (to: number, version: number, who = admin) =>
  server.call<Answer>('POST', `/settings/history/${to}/restore`, {
    token: who.token,
    headers: { 'if-match': `"${version}"` },
  })

test('every state of the settings is kept, says what it changed, and can be brought back', async () => {
  const first = await save({ quotes: { validityDays: 45 } }, 0)
  const second = await save(
    { quotes: { validityDays: 60 }, company: { phone: '+49 30 1' } },
    first.body.version,
  )
  const { body } = await server.call<{ items: SettingsState[] }>('GET', '/settings/history', {
    token: admin.token,
  })
  expect(body.items.map(({ version }) => version)).toEqual([2, 1])
  expect(body.items[0]).toMatchObject({ by: { id: admin.user.id } })
  expect(body.items[0]?.changes).toEqual([
    { field: 'company.phone', to: '+49 30 1' },
    { field: 'quotes.validityDays', from: '45', to: '60' },
  ])

  expect((await restore(1, 1)).status).toBe(412)
  const back = await restore(1, second.body.version)
  expect(back.body, back.text).toMatchObject({ version: 3, quotes: { validityDays: 45 } })
  expect(back.body.company.phone).toBeUndefined()
  const delivered = await restore(0, 3)
  expect(delivered.body).toMatchObject({ version: 4, quotes: { validityDays: 30 } })
  expect((await restore(99, 4)).status).toBe(404)
  const finance = await signInAs(server.app, 'finance')
  expect((await restore(1, 4, finance)).status).toBe(403)
})
