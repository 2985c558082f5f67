import { get } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Mail, Notification, Preferences } from '../../contract/messages.ts'
import { signInAs, type TestPerson, tokenFor } from '../identity/testing.ts'
import { systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { notify, sendMail, type Told } from './index.ts'
import { sendDigests } from './send-digests.ts'
import { startMailServer } from './testing.ts'

let post: Awaited<ReturnType<typeof startMailServer>>
let server: TestServer
let admin: TestPerson
let rep: TestPerson
beforeAll(async () => {
  post = await startMailServer()
  server = await startTestServer({ env: { SMTP_URL: post.url, MAIL_FROM: 'Quotes <quotes@example.com>' } })
  admin = await signInAs(server.app, 'system-admin')
  rep = await signInAs(server.app, 'sales-rep', {
    email: 'rep@example.com',
    givenName: 'Rita',
    familyName: 'Rep',
  })
})
afterAll(async () => {
  await server.close()
  await post.close()
})
beforeEach(() => {
  post.received.length = 0
})
afterEach(() => {
  post.state.refuse = undefined
})

/** A fresh token: the clock of these tests goes further than one holds. */
const as = (person: TestPerson) => tokenFor(server.app, person.user)
const write = (mail: Parameters<typeof sendMail>[1]) =>
  systemContext(server.app).transaction((tx) => sendMail(tx, mail))
const tell = (told: Partial<Told> & { key: string }) =>
  systemContext(server.app).transaction((tx) =>
    notify(tx, server.app, {
      to: [rep.user.id],
      kind: 'approval-asked',
      title: 'A quote waits for you',
      link: '/approvals',
      ...told,
    }),
  )
const mails = async () =>
  (await server.call<{ items: Mail[] }>('GET', '/mails', { headers: await as(admin) })).body.items
const list = async () =>
  (
    await server.call<{ items: Notification[]; unread: number }>('GET', '/notifications', {
      headers: await as(rep),
    })
  ).body
const prefer = async (change: (preferences: Preferences) => void) => {
  const { body } = await server.call<Preferences>('GET', '/notifications/preferences', {
    headers: await as(rep),
  })
  change(body)
  return server.call('PUT', '/notifications/preferences', { headers: await as(rep), body })
}

describe('mail', () => {
  it('goes out after the change it speaks of, with what hangs on it, once', async () => {
    await write({
      to: 'buyer@example.com',
      subject: 'Your quote\r\nBcc: all@example.com',
      text: 'Hello.',
      attachments: [{ name: 'quote.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    })
    expect(post.received).toEqual([])
    await server.settle()
    await server.settle()
    expect(post.received).toHaveLength(1)
    expect(post.received[0]).toMatchObject({ from: 'quotes@example.com', to: ['buyer@example.com'] })
    expect(post.received[0]?.source).toMatch(/Subject: Your quote Bcc: all@example.com\r\n/)
    expect(post.received[0]?.source).toContain('filename=quote.pdf')
    expect((await mails())[0]).toMatchObject({
      status: 'SENT',
      attempts: 1,
      attachments: [{ name: 'quote.pdf', size: 8 }],
    })
  })

  it('of a change that did not happen is not sent', async () => {
    const failed = systemContext(server.app).transaction(async (tx) => {
      await sendMail(tx, { to: 'buyer@example.com', subject: 'Too early', text: '' })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await server.settle()
    expect(post.received).toEqual([])
  })

  it('with a key is written once, also by two at the same moment', async () => {
    const mail = { to: 'buyer@example.com', subject: 'Once', text: '', key: 'only' }
    await Promise.all([write(mail), write(mail)])
    expect(await write(mail)).toBeUndefined()
    await server.settle()
    expect(post.received).toHaveLength(1)
  })

  it('that the server cannot take now is tried again, under the same Message-ID', async () => {
    post.state.refuse = { code: 451, message: 'Come back later' }
    const id = await write({ to: 'buyer@example.com', subject: 'Patience', text: '' })
    await server.settle()
    expect((await mails())[0]).toMatchObject({
      status: 'WAITING',
      attempts: 1,
      lastError: expect.stringContaining('later'),
    })
    post.state.refuse = undefined
    server.clock.advance({ hours: 1 })
    await server.settle()
    expect((await mails())[0]).toMatchObject({ status: 'SENT', attempts: 2 })
    expect(post.received[0]?.source).toContain(`Message-ID: <${id}@localhost>`)
  })

  it('that is refused for good stays with the reason, until the administrator sends it again', async () => {
    post.state.refuse = { code: 550, message: 'No such mailbox' }
    const id = await write({ to: 'gone@example.com', subject: 'Hello?', text: 'The text' })
    await server.settle()
    expect((await mails())[0]).toMatchObject({
      status: 'FAILED',
      lastError: expect.stringContaining('mailbox'),
    })
    expect(
      (await server.call<Mail & { text: string }>('GET', `/mails/${id}`, { headers: await as(admin) })).body
        .text,
    ).toBe('The text')
    post.state.refuse = undefined
    await server.call('POST', `/mails/${id}/send`, { headers: await as(admin) })
    await server.settle()
    expect((await mails())[0]).toMatchObject({ status: 'SENT' })
  })

  it('is handed over once when two workers take it at the same moment', async () => {
    await write({ to: 'buyer@example.com', subject: 'Two workers', text: '' })
    await Promise.all([server.settle(), server.settle()])
    await server.settle()
    expect(post.received).toHaveLength(1)
  })

  it('is read by nobody but the administrator', async () => {
    expect((await server.call('GET', '/mails', { headers: await as(rep) })).status).toBe(403)
  })

  it('without a mail server is kept for the administrator', async () => {
    const plain = await startTestServer()
    const boss = await signInAs(plain.app, 'system-admin')
    await systemContext(plain.app).transaction((tx) =>
      sendMail(tx, { to: 'a@example.com', subject: 'Kept', text: 'x' }),
    )
    await plain.settle()
    const { body } = await plain.call<{ server: boolean; items: Mail[] }>('GET', '/mails', {
      headers: boss.headers,
    })
    expect(body).toMatchObject({ server: false, items: [{ status: 'NOT_SENT', subject: 'Kept' }] })
    await plain.close()
  })
})

describe('a notification', () => {
  it('is told once in the app and by mail, and read once', async () => {
    await tell({ key: 'a' })
    await tell({ key: 'a' })
    await server.settle()
    expect(await list()).toMatchObject({
      unread: 1,
      items: [{ title: 'A quote waits for you', link: '/approvals' }],
    })
    expect(post.received).toHaveLength(1)
    expect(post.received[0]?.source).toContain('http://localhost/approvals')
    await server.call('POST', '/notifications/read', { headers: await as(rep), body: {} })
    expect((await list()).unread).toBe(0)
  })

  it('of a kind somebody does not want reaches them in no way', async () => {
    await prefer((preferences) => {
      preferences.kinds['approval-withdrawn'] = { inApp: false, mail: 'NEVER' }
    })
    const before = (await list()).items.length
    await tell({ key: 'b', kind: 'approval-withdrawn' })
    await server.settle()
    expect((await list()).items).toHaveLength(before)
    expect(post.received).toEqual([])
  })

  it('waits for the daily mail where that was asked for, which comes once a day at the hour', async () => {
    server.clock.set('2030-03-04T06:00:00Z')
    await prefer((preferences) => {
      preferences.kinds['approval-reminder'] = { inApp: true, mail: 'DAILY' }
      preferences.digestHour = 9
    })
    await tell({ key: 'c', kind: 'approval-reminder', title: 'First' })
    await tell({ key: 'd', kind: 'approval-reminder', title: 'Second' })
    expect(await sendDigests(systemContext(server.app), server.app)).toBe(0)
    server.clock.set('2030-03-04T09:05:00Z')
    await Promise.all([
      sendDigests(systemContext(server.app), server.app),
      sendDigests(systemContext(server.app), server.app),
    ])
    await server.settle()
    expect(post.received).toHaveLength(1)
    expect(post.received[0]?.source).toMatch(/First[\s\S]*Second/)
    await tell({ key: 'e', kind: 'approval-reminder', title: 'Third' })
    await sendDigests(systemContext(server.app), server.app)
    server.clock.set('2030-03-12T09:05:00Z')
    expect(await sendDigests(systemContext(server.app), server.app)).toBe(1)
  })

  it('is nobody else’s to see or to mark', async () => {
    await tell({ key: 'f' })
    const [mine] = (await list()).items
    await server.call('POST', '/notifications/read', { headers: await as(admin), body: { ids: [mine?.id] } })
    expect((await list()).items[0]?.readAt).toBeUndefined()
    const theirs = await server.call<{ items: Notification[] }>('GET', '/notifications', {
      headers: await as(admin),
    })
    expect(theirs.body.items).toEqual([])
  })
})

describe('the stream', () => {
  it('tells a person’s browser what was announced to them, and nobody else', async () => {
    const address = await server.listen()
    const { runEvents } = await import('../platform/events/run-events.ts')
    const stop = await runEvents(server.app, { deliver: false })
    const mine = await listenTo(address, rep)
    const theirs = await listenTo(address, admin)
    await tell({ key: 'g' })
    await expect.poll(() => mine.heard.join('')).toContain('"type":"notification.created"')
    expect(theirs.heard.join('')).not.toContain('event: change')
    mine.end()
    theirs.end()
    await stop()
  })
})

async function listenTo(address: string, person: TestPerson): Promise<{ heard: string[]; end: () => void }> {
  const headers = await as(person)
  return new Promise((resolve, reject) => {
    const heard: string[] = []
    const request = get(`${address}/api/v1/events`, { headers }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => heard.push(chunk))
      response.on('error', () => {})
      resolve({ heard, end: () => request.destroy() })
    })
    request.on('error', reject)
  })
}
