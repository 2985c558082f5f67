import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mail, Notification } from '../../contract/messages.ts'
import { signInAs, type TestPerson, tokenFor } from '../identity/testing.ts'
import { systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { notify, sendMail } from './index.ts'
import { startMailServer } from './testing.ts'

let post: Awaited<ReturnType<typeof startMailServer>>
let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  post = await startMailServer()
  server = await startTestServer({ env: { SMTP_URL: post.url } })
  admin = await signInAs(server.app, 'system-admin', { email: 'admin@example.com' })
})
afterAll(async () => {
  await server.close()
  await post.close()
})

/** A fresh token each time: the clock goes further than one holds. */
const ask = async <Body>(method: 'GET' | 'PATCH' | 'PUT', path: string, body?: unknown, match = '*') =>
  server.call<Body>(method, path, {
    headers: { ...(await tokenFor(server.app, admin.user)), 'if-match': match },
    ...(body !== undefined && { body }),
  })
const keepFor = async (retention: Record<string, number>) => {
  const { version } = (await ask<{ version: number }>('GET', '/settings')).body
  const saved = await ask('PATCH', '/settings', { retention }, `"${version}"`)
  expect(saved.status, saved.text).toBe(200)
}
const retain = () => server.app.jobs.handlers.get('messages.retention')?.(systemContext(server.app), {})
const write = (subject: string) =>
  systemContext(server.app).transaction((tx) =>
    sendMail(tx, {
      to: 'buyer@example.com',
      subject,
      text: 'Hello.',
      attachments: [{ name: 'quote.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    }),
  )
const tell = (title: string, kind: 'approval-asked' | 'approval-reminder' = 'approval-asked') =>
  systemContext(server.app).transaction((tx) =>
    notify(tx, server.app, { to: [admin.user.id], kind, title, key: title }),
  )
const subjects = async () =>
  (await ask<{ items: Mail[] }>('GET', '/mails')).body.items.map(({ subject }) => subject).sort()
const titles = async () =>
  (await ask<{ items: Notification[] }>('GET', '/notifications')).body.items.map(({ title }) => title).sort()

test('mail is kept for good until the company says for how long; then what was sent or refused goes', async () => {
  await write('sent long ago')
  await server.settle()
  post.state.refuse = { code: 550, message: 'No such mailbox' }
  await write('refused long ago')
  await server.settle()
  post.state.refuse = { code: 451, message: 'Come back later' }
  await write('still waits')
  await write('sent late')
  await server.settle()
  post.state.refuse = undefined

  server.clock.advance({ days: 31 })
  const late = (await ask<{ items: Mail[] }>('GET', '/mails')).body.items.find(
    ({ subject }) => subject === 'sent late',
  )
  await server.app.database.query(`update mails set status = 'SENT', sent_at = $2 where id = $1`, [
    late?.id,
    server.clock.now(),
  ])
  await write('of today')
  const all = ['of today', 'refused long ago', 'sent late', 'sent long ago', 'still waits']
  await retain()
  expect(await subjects()).toEqual(all)

  await keepFor({ mailDays: 32 })
  await retain()
  expect(await subjects()).toEqual(all)

  await keepFor({ mailDays: 30 })
  await retain()
  expect(await subjects()).toEqual(['of today', 'sent late', 'still waits'])
  const [left] = await server.app.database.query<{ count: number }>(
    'select count(distinct mail_id)::integer as count from mail_attachments',
  )
  expect(left?.count).toBe(3)
  // What waited is sent after all.
  await server.settle()
  expect((await ask<{ items: Mail[] }>('GET', '/mails')).body.items.map(({ status }) => status)).toEqual([
    'SENT',
    'SENT',
    'SENT',
  ])
})

test('notifications go when their time is over, but none that still waits for the daily mail', async () => {
  const { body: preferences } = await ask<{ kinds: Record<string, { inApp: boolean; mail: string }> }>(
    'GET',
    '/notifications/preferences',
  )
  preferences.kinds['approval-reminder'] = { inApp: true, mail: 'DAILY' }
  expect((await ask('PUT', '/notifications/preferences', preferences)).status).toBe(200)
  await tell('told long ago')
  await tell('waits for the daily mail', 'approval-reminder')
  server.clock.advance({ days: 8 })
  await tell('told today')
  await retain()
  expect(await titles()).toEqual(['told long ago', 'told today', 'waits for the daily mail'])

  await keepFor({ notificationDays: 7 })
  await retain()
  expect(await titles()).toEqual(['told today', 'waits for the daily mail'])
})
