import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProposalView } from '../../../contract/proposal-page.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { startMailServer } from '../../messages/testing.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../testing.ts'

let post: Awaited<ReturnType<typeof startMailServer>>
let office: SalesOffice
let anna: Caller
let quote: Quote
beforeAll(async () => {
  post = await startMailServer()
  office = await openSalesOffice({ SMTP_URL: post.url })
  anna = await office.as('anna')
  const customer = await office.customerId('C-10001')
  const draft = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '2' }] })
  await anna.act(draft, 'submit')
  await office.server.settle()
  const approved = (await anna.call('GET', `/quotes/${draft.id}`)).body
  quote = (await anna.act(approved, 'finalize')).body
})
afterAll(async () => {
  await office.server.close()
  await post.close()
})
beforeEach(() => {
  post.received.length = 0
})

type Draft = {
  to: { name?: string; email: string }[]
  subject: string
  message: string
  attachments: string[]
}
const letter = async () => {
  const { to, subject, message } = (await anna.call<Draft>('GET', `/quotes/${quote.id}/mail`)).body
  return { to, subject, message }
}
/** The text of a mail, as far as a test looks into it. */
const plain = (source: string) => {
  const part = source.split(/content-type: text\/plain/i)[1] ?? ''
  return part.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
}
const linkIn = (source: string) => /\/p\/([\w-]{43})/.exec(plain(source))?.[1] ?? 'none'

describe('a quote by mail', () => {
  it('is written to the customer’s contact, with the document named', async () => {
    const { to, attachments } = (await anna.call<Draft>('GET', `/quotes/${quote.id}/mail`)).body
    expect(to).toHaveLength(1)
    expect(attachments).toEqual([`${quote.number}-v1.pdf`])
  })

  it('can be looked at before it is sent', async () => {
    const tried = await anna.call<{ html: string; sent: unknown[] }>('POST', `/quotes/${quote.id}/send`, {
      ...(await letter()),
      message: 'Have a look <b>soon</b>',
      dryRun: true,
    })
    expect(tried.body.sent).toEqual([])
    expect(tried.body.html).toContain('Have a look &#60;b&#62;soon')
    await office.server.settle()
    expect(post.received).toEqual([])
  })

  it('brings the PDF and a link of their own to each recipient', async () => {
    const { subject, message } = await letter()
    const to = [{ name: 'Katrin Behrens', email: 'katrin@example.com' }, { email: 'jens@example.com' }]
    const sent = await anna.call('POST', `/quotes/${quote.id}/send`, { to, subject, message })
    expect(sent.status).toBe(200)
    await office.server.settle()
    expect(post.received.flatMap(({ to }) => to).sort()).toEqual(['jens@example.com', 'katrin@example.com'])
    expect(post.received[0]?.source).toMatch(/filename="?QT-.*-v1\.pdf/)

    const links = post.received.map(({ source }) => linkIn(source))
    expect(new Set(links).size).toBe(2)
    const page = await office.server.call<ProposalView>('GET', `/proposals/${links[0]}`)
    expect(page.body.number).toBe(quote.number)
  })

  it('leaves no link behind once it is sent', async () => {
    await anna.call('POST', `/quotes/${quote.id}/send`, await letter())
    await office.server.settle()
    const token = linkIn(post.received[0]?.source ?? '')
    const rows = await office.server.app.database.query('select text, html, secret from mails')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is answered: the owner hears of it, and the signed document goes to whoever signed', async () => {
    await anna.call('POST', `/quotes/${quote.id}/send`, {
      ...(await letter()),
      to: [{ name: 'Katrin Behrens', email: 'katrin@example.com' }],
    })
    await office.server.settle()
    const link = `/proposals/${linkIn(post.received[0]?.source ?? '')}`
    post.received.length = 0
    await office.server.call('POST', `${link}/questions`, { body: { name: 'Katrin Behrens', text: 'When?' } })
    await anna.call('POST', `/quotes/${quote.id}/messages`, { text: 'In two weeks.' })
    await office.server.call('POST', `${link}/accept`, {
      body: {
        name: 'Katrin Behrens',
        signature: { method: 'TYPED' },
        total: quote.totals.total,
        agreed: true,
      },
    })
    await office.server.settle()
    const toKatrin = post.received.filter(({ to }) => to.includes('katrin@example.com'))
    expect(toKatrin.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1]).sort()).toEqual([
      expect.stringContaining('Antwort'),
      expect.stringContaining('Unterzeichnet'),
    ])
    const told = await anna.call<{ items: { title: string }[] }>('GET', '/notifications')
    const titles = told.body.items.map(({ title }) => title)
    expect(titles).toContain(`Katrin Behrens asks about ${quote.number}`)
    expect(titles).toContain(`Katrin Behrens accepted ${quote.number}`)
  })
})
