import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { putAway } from '../documents/vault.ts'
import { systemContext } from '../platform/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

const timeout = 120_000
const folder = mkdtempSync(join(tmpdir(), 'quoin-retention-'))
const bucket = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'quotes', configs: [] }],
})
let port = 0
beforeAll(async () => {
  port = (await bucket.run()).port
})
afterAll(async () => {
  await bucket.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Both end as files below `folder`, which says whether a content is really gone. */
const stores = {
  'an object store': () => `s3://quotes/documents?endpoint=http://127.0.0.1:${port}`,
  'a folder': () => pathToFileURL(join(folder, 'files')).href,
}

describe.each(Object.entries(stores))('in %s', (_, url) => {
  let office: SalesOffice
  let anna: Caller
  beforeAll(async () => {
    office = await openSalesOffice({
      DOCUMENT_STORE: url(),
      DOCUMENT_STORE_KEY: 'S3RVER',
      DOCUMENT_STORE_SECRET: 'S3RVER',
    })
    anna = await office.as('anna')
    const admin = await office.as('admin')
    const { version } = (await admin.call<{ version: number }>('GET', '/settings')).body
    const keep = { retention: { documentYears: 6 } }
    const saved = await admin.call('PATCH', '/settings', keep, { 'if-match': `"${version}"` })
    expect(saved.status, saved.text).toBe(200)
  }, 300_000)
  afterAll(() => office.server.close())

  /** A quote with its document in the store, gone on to its end and left alone for so many years. */
  async function quoteOf(years: number, ...end: [action: string, body?: object][]): Promise<Quote> {
    const customer = await office.customerId('C-10001')
    const draft = await anna.newQuote({
      customer,
      lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '2' }],
    })
    await anna.act(draft, 'submit')
    await office.server.settle()
    let quote = (await anna.call('GET', `/quotes/${draft.id}`)).body
    for (const [action, body] of [['finalize'] as const, ...end]) {
      const done = await anna.act(quote, action, body)
      expect(done.status, done.text).toBe(200)
      quote = done.body
    }
    await office.server.settle()
    expect(contentsOf(quote)).not.toEqual([])
    await age(quote, years)
    return quote
  }
  const age = (quote: Quote, years: number) =>
    office.server.app.database.query(
      `update quotes set updated_at = now() - $2 * interval '1 year' where id = $1`,
      [quote.id, years],
    )
  const retain = async () => {
    await office.server.app.jobs.handlers.get('orders.retention')?.(systemContext(office.server.app), {})
  }
  const rowsOf = async (quote: Quote) =>
    (await office.server.app.database.query('select id from documents where quote_id = $1', [quote.id]))
      .length

  it('documents go with their contents six years after their quote ended', { timeout }, async () => {
    const [old, younger, open] = [
      await quoteOf(7, ['decline', { reason: 'Too late' }]),
      await quoteOf(5, ['decline', { reason: 'Too late' }]),
      await quoteOf(7, ['accept', { name: 'Katrin Behrens' }]),
    ]
    await retain()
    expect([await rowsOf(old), contentsOf(old)]).toEqual([0, []])
    for (const kept of [younger, open]) {
      expect(await rowsOf(kept)).toBeGreaterThan(0)
      expect(contentsOf(kept)).not.toEqual([])
    }
    const after = (await anna.call('GET', `/quotes/${old.id}`)).body
    expect(after.totals).toEqual(old.totals)
  })

  it('a content no document names is removed after a day, and one that is named stays', {
    timeout,
  }, async () => {
    const { app } = office.server
    const quote = await quoteOf(0)
    const crashed = { number: 'QT-2026-CRASHED1' }
    const key = 'QT-2026-CRASHED1/v1/0123-QT-2026-CRASHED1-v1.pdf'
    const [named] = await app.database.query<{ location: string }>(
      'select location from documents where quote_id = $1',
      [quote.id],
    )
    const sweep = () => app.jobs.handlers.get('documents.leftovers')?.(systemContext(app), {})
    const left = () => app.database.query('select location from document_contents')
    expect(await left()).toEqual([])

    // A crash after the content was put away, before the row: what it leaves is noted, and not a day old yet.
    await putAway(key, Buffer.from('%PDF'), 'application/pdf')
    for (const [location, age] of [
      [key, 23],
      [named?.location, 48],
    ])
      await app.database.query(
        `insert into document_contents (location, put_at) values ($1, now() - $2 * interval '1 hour')`,
        [location, age],
      )
    await sweep()
    for (const kept of [crashed, quote]) expect(contentsOf(kept)).not.toEqual([])
    await app.database.query(`update document_contents set put_at = now() - interval '25 hours'`)
    await sweep()
    expect(contentsOf(crashed)).toEqual([])
    expect(contentsOf(quote)).not.toEqual([])
    expect(await left()).toEqual([])
  })

  it('documents stay for as long after the end of what was sold by them', { timeout }, async () => {
    const { database } = office.server.app
    const sold = await quoteOf(9, ['accept', { name: 'Katrin Behrens' }], ['convert'])
    const contract = (status: string, endedYearsAgo: number) =>
      database.query(
        `update contracts set status = $2, ends_on = (now() - $3 * interval '1 year')::date where quote_id = $1 returning id`,
        [sold.id, status, endedYearsAgo],
      )
    for (const [status, endedYearsAgo] of [
      ['ACTIVE', -1],
      ['ACTIVE', 1],
      ['ENDED', 1],
    ] as const) {
      expect(await contract(status, endedYearsAgo)).toHaveLength(1)
      await retain()
      expect(await rowsOf(sold), `${status}, ended ${endedYearsAgo} years ago`).toBeGreaterThan(0)
    }
    await contract('ENDED', 7)
    await retain()
    expect([await rowsOf(sold), contentsOf(sold)]).toEqual([0, []])
  })

  it.runIf(url().startsWith('file:'))(
    'one content that cannot be removed keeps none of the others',
    { timeout },
    async () => {
      const [stuck, next] = [
        await quoteOf(8, ['decline', { reason: 'Too late' }]),
        await quoteOf(7, ['decline', { reason: 'Too late' }]),
      ]
      const [content = ''] = contentsOf(stuck)
      rmSync(content)
      mkdirSync(join(content, 'in the way'), { recursive: true })
      await expect(retain()).rejects.toThrow(/1 quotes could not be removed/)
      expect(await rowsOf(stuck)).toBeGreaterThan(0)
      expect([await rowsOf(next), contentsOf(next)]).toEqual([0, []])
      rmSync(content, { recursive: true })
      await retain()
      expect(await rowsOf(stuck)).toBe(0)
    },
  )
})

/** The files of a quote's documents, in whichever store. */
function contentsOf({ number }: Pick<Quote, 'number'>): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes(number))
    .map((entry) => join(entry.parentPath, entry.name))
}
