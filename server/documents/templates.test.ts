import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredDocument } from '../../contract/documents.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

let office: SalesOffice
let anna: Caller
let admin: Caller
let address: string
beforeAll(async () => {
  office = await openSalesOffice()
  address = await office.server.listen()
  anna = await office.as('anna')
  admin = await office.as('petra')
})
afterAll(() => office.server.close())

const canExtract = spawnSync('pdftotext', ['-v']).error === undefined
const textOf = (pdf: Buffer) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })

/** A file as bytes, over a real connection. */
async function fileOf(who: string, path: string, body?: object): Promise<Buffer> {
  const response = await fetch(`${address}/api/v1${path}`, {
    headers: { ...(await office.credentials(who)), 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

const lines = { block: 'lines', columns: ['position', 'code', 'item', 'quantity', 'tax', 'amount'] }
const letter = {
  block: 'text',
  title: { en: 'Dear {contact}', de: 'Guten Tag {contact}' },
  text: { en: 'Thank you for asking, {customer}.\n\n- quick\n- exact', de: 'Danke für Ihre Anfrage.' },
}
const template = (more: object = {}) => ({
  name: 'Letter and lines',
  blocks: [letter, lines, { block: 'totals' }, { block: 'terms' }],
  ...more,
})
const clause = (text: string, more: object = {}) => ({ name: 'Clause', text: { en: text }, ...more })

type Things = Record<string, object>
async function changeSet(things: Things): Promise<string> {
  const { body } = await admin.call<{ id: string }>('POST', '/change-sets', { title: 'Documents' })
  for (const [place, thing] of Object.entries(things)) {
    const put = await admin.call('PUT', `/change-sets/${body.id}/${place}`, thing)
    if (put.status !== 200) throw new Error(put.text)
  }
  return body.id
}
async function publish(things: Things): Promise<number> {
  const set = await changeSet(things)
  const done = await admin.call<{ revision: number }>('POST', `/change-sets/${set}/publish`, {})
  if (done.status !== 200) throw new Error(done.text)
  return done.body.revision
}

const monitor = { product: 'MON-24', quantity: '1' }
const draft = async (customer = 'C-10001') =>
  anna.newQuote({ customer: await office.customerId(customer), lines: [monitor] })
async function finalized(customer?: string): Promise<Quote> {
  const made = await draft(customer)
  await anna.act(made, 'submit')
  await office.server.settle()
  return (await anna.act((await anna.call('GET', `/quotes/${made.id}`)).body, 'finalize')).body
}
type Preview = {
  svg: string
  pages: number
  template: { code: string; fits: boolean }
  clauses: { code: string }[]
}
const preview = (body: object) => admin.call<Preview>('POST', '/documents/preview', body)

describe('a document template', () => {
  it('shapes the documents of quotes on its revision, and is noted with what was stored', async () => {
    const before = await finalized()
    const revision = await publish({
      'templates/LETTER': template({ seller: { name: 'Tarnholt Nord', phone: '+49 40 555' } }),
      'clauses/TITLE': clause('Goods remain ours until they are paid.'),
    })
    const quote = await finalized()
    await office.server.settle()
    const documents = async ({ id }: Quote) =>
      (await anna.call<{ items: StoredDocument[] }>('GET', `/quotes/${id}/documents`)).body.items
    expect((await documents(before))[0]?.template).toBeUndefined()
    const [stored] = await documents(quote)
    expect(stored?.template).toEqual({ code: 'LETTER', revision })

    if (!canExtract) return
    const text = textOf(await fileOf('anna', `/quotes/${quote.id}/pdf`))
    expect(text).toContain('Tarnholt Nord')
    expect(text).toMatch(/Thank you for asking|Danke für Ihre Anfrage/)
    expect(text).toContain('MON-24')
    expect(text).toContain('Goods remain ours until they are paid.')
    // Of the blocks it does not have, nothing is there.
    expect(text).not.toMatch(/Acceptance|Annahme/)
  })

  it('is the one of the team or unit that sells', async () => {
    const set = await changeSet({
      'templates/DACH': template({
        name: 'DACH',
        priority: -30,
        when: { field: 'owner.team', op: 'eq', value: 'DACH' },
      }),
      'clauses/SALES': clause('Sold by Sales.', { when: { expression: 'owner.unit == "Sales"' } }),
      'clauses/OTHERS': clause('Sold by others.', { when: { expression: 'owner.unit == "Operations"' } }),
    })
    const { body } = await preview({ quote: (await draft()).id, changeSet: set })
    expect(body.template.code).toBe('DACH')
    expect(body.clauses.map(({ code }) => code)).toContain('SALES')
    expect(body.clauses.map(({ code }) => code)).not.toContain('OTHERS')
  })

  it('is the one that fits the quote: by country, the lowest priority first', async () => {
    await publish({
      'templates/GERMANY': template({
        name: 'Germany',
        priority: -10,
        when: { field: 'customer.country', op: 'eq', value: 'DE' },
      }),
      'templates/NOWHERE': template({
        name: 'Nowhere',
        priority: -20,
        when: { expression: 'customer.country == "ZZ"' },
      }),
    })
    const german = await preview({ quote: (await draft('C-10001')).id })
    expect(german.body.template).toMatchObject({ code: 'GERMANY', fits: true })
  })

  it('is tried on a quote before it is saved, and told apart from one that would be chosen', async () => {
    const { id } = await draft()
    const given = template({ name: 'Only here', when: { field: 'currency', op: 'eq', value: 'JPY' } })
    const tried = await preview({ quote: id, thing: { kind: 'templates', code: 'TRIED', body: given } })
    expect(tried.body.template).toEqual({ code: 'TRIED', name: 'Only here', fits: false })
    expect(tried.body.svg).toMatch(/^<svg/)
    expect(tried.body.svg).not.toMatch(/<script|<foreignObject|href="http/)
    const pdf = await fileOf('petra', '/documents/preview/pdf', {
      quote: id,
      language: 'de',
      thing: { kind: 'templates', code: 'TRIED', body: given },
    })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    if (canExtract) expect(textOf(pdf)).toContain('Guten Tag')
  })

  it('is refused without lines and totals, with a block twice, and says where', async () => {
    const set = await changeSet({})
    const put = (body: object) => admin.call<Problem>('PUT', `/change-sets/${set}/templates/BAD`, body)
    const without = await put(template({ blocks: [letter] }))
    expect(without.status).toBe(422)
    expect(without.text).toMatch(/must have the block “lines”/)
    const twice = await put(template({ blocks: [lines, lines, { block: 'totals' }] }))
    expect(twice.text).toMatch(/must have “lines” once/)
    const blank = await put(template({ blocks: [{ block: 'text', text: {} }, lines, { block: 'totals' }] }))
    expect(blank.text).toMatch(/at least one language/)
  })

  it('is not published with a condition that cannot be read; what nothing fills is a warning', async () => {
    const set = await changeSet({
      'templates/BAD': template({
        when: { expression: 'custommer.country == "DE"' },
        blocks: [{ block: 'text', text: { en: 'Dear {nobody}' } }, lines, { block: 'totals' }],
      }),
    })
    const { issues } = (
      await admin.call<{ issues: { severity: string; message: string }[] }>('GET', `/change-sets/${set}`)
    ).body
    expect(issues).toContainEqual(
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(/custommer/) }),
    )
    expect(issues).toContainEqual(
      expect.objectContaining({ severity: 'warning', message: expect.stringMatching(/\{nobody\}/) }),
    )
    const published = await admin.call('POST', `/change-sets/${set}/publish`, {})
    expect(published.status).toBe(422)
  })

  it('holds words, never instructions: markup and template language stay as they were written', async () => {
    const { id } = await draft()
    const attack =
      '#read("/etc/passwd") {{constructor}} ${7*7} $ x^2 $ <img src=x> #import "@preview/a:1.0.0"'
    const body = template({ blocks: [{ block: 'text', text: { en: attack } }, lines, { block: 'totals' }] })
    const request = { quote: id, thing: { kind: 'templates', code: 'ATTACK', body } }
    expect((await preview(request)).status).toBe(200)
    const pdf = await fileOf('petra', '/documents/preview/pdf', request)
    if (canExtract) expect(textOf(pdf)).toContain('#read("/etc/passwd") {{constructor}} ${7*7}')
  })

  it('is for those who may see policies, on quotes they may see', async () => {
    const { id } = await draft()
    expect((await anna.call('POST', '/documents/preview', { quote: id })).status).toBe(403)
    expect((await preview({ quote: 'quo_nothing1' })).status).toBe(404)
  })
})

describe('a clause', () => {
  it('stands in documents when its rule holds: category, term, customer', async () => {
    const when = (expression: string) => ({ when: { expression } })
    const set = await changeSet({
      'clauses/A-SCREENS': clause('Dead pixels: three.', when('categories.contains("monitors")')),
      'clauses/B-NEVER': clause('Never.', when('termMonths > 12')),
      'clauses/C-GERMAN': clause('German law.', when('customer.country == "DE"')),
      'clauses/D-OFF': clause('Off.', { active: false }),
    })
    const { clauses } = (await preview({ quote: (await draft()).id, changeSet: set })).body
    const codes = clauses.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['A-SCREENS', 'C-GERMAN']))
    expect(codes).not.toContain('B-NEVER')
    expect(codes).not.toContain('D-OFF')
  })

  it('is on the customer’s page as in the document, and in the other forms', async () => {
    await publish({ 'clauses/LAW': clause('The law of {company} applies.', { title: { en: 'Law' } }) })
    const quote = await finalized()
    const link = await anna.call<{ url: string }>('POST', `/quotes/${quote.id}/proposals`, {})
    const page = await office.server.call<{ terms: { title?: string; paragraphs: string[] }[] }>(
      'GET',
      link.body.url.replace(/^.*\/p\//, '/proposals/'),
    )
    const law = page.body.terms.find(({ title }) => title === 'Law')
    expect(law?.paragraphs[0]).toMatch(/^The law of .+ applies\.$/)
    for (const form of ['json', 'ubl']) {
      const file = await anna.call('GET', `/quotes/${quote.id}/files/${form}`)
      expect(file.text).toContain(law?.paragraphs[0])
    }
  })
})
