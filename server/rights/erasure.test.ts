import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer } from '../../contract/customers.ts'
import type { Erasure, Kept } from '../../contract/persons.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { User } from '../../contract/users.ts'
import { systemContext } from '../platform/index.ts'
import { databaseText } from '../platform/testing.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

const timeout = 120_000
/** Words that stand nowhere else in the demo company. */
const rep = {
  username: 'qz.rep',
  email: 'quirina@zwiebelmark.example',
  givenName: 'Quirina',
  familyName: 'Zwiebelmark',
}
const formerName = 'Altnamenhof'
const buyer = {
  givenName: 'Balduin',
  familyName: 'Oxenfurth',
  email: 'balduin@oxenfurth.example',
  phone: '+49 30 7654321',
  title: 'Einkaufsdirigent',
}
const contents = mkdtempSync(join(tmpdir(), 'quoin-erasure-'))

let office: SalesOffice
let admin: Caller
let marta: Caller
let her: User
let quirina: Caller
let customer: Customer
let quote: Quote
let other: Quote

beforeAll(async () => {
  office = await openSalesOffice({ DOCUMENT_STORE: pathToFileURL(contents).href })
  admin = await office.as('admin')
  marta = await office.as('marta')
  const boss = (await marta.call<{ user: User }>('GET', '/session')).body.user
  const made = await admin.call<User>('POST', '/users', {
    ...rep,
    familyName: formerName,
    roles: ['sales-rep'],
    managerId: boss.id,
  })
  const renamed = await admin.call<User>(
    'PATCH',
    `/users/${made.body.id}`,
    { familyName: rep.familyName },
    { 'if-match': '"1"' },
  )
  expect(renamed.status, renamed.text).toBe(200)
  her = renamed.body
  quirina = await office.as(rep.username)
  await office.server.call('POST', '/auth/login', { body: { username: rep.username, password: 'nonsense' } })
  const name = `${rep.givenName} ${rep.familyName}`
  const company = await quirina.call<Customer>('POST', '/customers', {
    company: 'Seilerei Nordwind',
    email: buyer.email,
    contacts: [buyer, { givenName: 'Hanne', familyName: 'Seiler', email: 'hanne@nordwind.example' }],
    addresses: [
      { type: 'BILLING', recipient: 'Balduin Oxenfurth', street: 'Kai 1', city: 'Kiel', country: 'DE' },
    ],
  })
  expect(company.status, company.text).toBe(201)
  customer = company.body
  quote = await draftWith(`Settled with Balduin Oxenfurth, ${rep.email}`)
  quote = await offered(quote)
  other = await draftWith(`As ${name} said on the phone`)
  await marta.call('POST', `/quotes/${other.id}/messages`, { text: `${name} asked for this` })
  await office.server.settle()
}, 300_000)
afterAll(async () => {
  await office.server.close()
  rmSync(contents, { recursive: true, force: true })
})

async function draftWith(notes: string): Promise<Quote> {
  const draft = await quirina.newQuote({
    customer: customer.id,
    notes,
    lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '2', notes }],
  })
  const line = draft.lines[0]?.id
  const cheaper = await quirina.commands(draft, [
    {
      type: 'applyDiscount',
      line,
      discount: { type: 'PERCENTAGE', value: '1', reason: 'Pilot' },
    },
  ])
  expect(cheaper.status, cheaper.text).toBe(200)
  return cheaper.body
}

/** Submitted, approved, sent to the buyer, and signed by them. */
async function offered(draft: Quote): Promise<Quote> {
  await quirina.act(draft, 'submit')
  await office.server.settle()
  const approved = (await quirina.call('GET', `/quotes/${draft.id}`)).body
  const finalized = (await quirina.act(approved, 'finalize')).body
  const link = await quirina.call<{ url: string }>('POST', `/quotes/${draft.id}/proposals`, {
    recipient: { name: 'Balduin Oxenfurth', email: buyer.email },
  })
  expect(link.status, link.text).toBe(201)
  const page = link.body.url.replace(/^.*\/p\//, '/proposals/')
  await office.server.call('POST', `${page}/questions`, {
    body: { name: 'Balduin Oxenfurth', text: 'When does it come?' },
  })
  const signed = await office.server.call('POST', `${page}/accept`, {
    body: {
      name: 'Balduin Oxenfurth',
      signature: { method: 'TYPED' },
      total: finalized.totals.total,
      agreed: true,
    },
  })
  expect(signed.status, signed.text).toBe(200)
  await office.server.settle()
  return (await quirina.call('GET', `/quotes/${draft.id}`)).body
}

/** Where these words stand: in tables, and in files of the document store that can be read. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const tables = await databaseText(office.server.app.database)
  const files = readdirSync(contents, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) => [`file ${entry.name}`, readFileSync(join(entry.parentPath, entry.name), 'latin1')] as const,
    )
  return [...tables, ...files].flatMap(([place, text]) =>
    words
      .filter((word) => text.toLowerCase().includes(word.toLowerCase()))
      .map((word) => `${word} in ${place}`),
  )
}

async function erase(id: string): Promise<Erasure> {
  const asked = await admin.call<Erasure>('POST', `/persons/${id}/erasure`, { why: 'Asked for by letter' })
  expect(asked.status, asked.text).toBe(202)
  await office.server.settle()
  const { items } = (await admin.call<{ items: Erasure[] }>('GET', '/erasures')).body
  const done = items.find((each) => each.id === asked.body.id)
  expect(done?.doneAt, done?.failure).toBeTruthy()
  return done as Erasure // expected just before
}

async function expectWholeTrail(): Promise<number> {
  const { body } = await admin.call<{ whole: boolean; findings: unknown[]; erased: number }>(
    'GET',
    '/audit-entries/verification',
  )
  expect(body.findings).toEqual([])
  expect(body.whole).toBe(true)
  return body.erased
}

/** What the page says is kept about somebody. */
const keptOf = async (id: string) => (await admin.call<{ kept: Kept[] }>('GET', `/persons/${id}`)).body.kept
/** The rows of one place, by what becomes of them. */
const countOf = (kept: readonly Kept[] | undefined, what: string) =>
  kept?.filter((each) => each.what === what).map(({ fate, count }) => `${count} ${fate}`)

const sums = async () =>
  (await office.server.app.database.query('select count(*), sum(total), sum(net), sum(lines) from quotes'))[0]

test('a person is handed all that is kept about them', { timeout }, async () => {
  const found = await admin.call<{ items: { id: string }[] }>('GET', '/persons?q=zwiebel')
  expect(found.body.items.map(({ id }) => id)).toEqual([her.id])
  const file = await admin.call('GET', `/persons/${her.id}/export`)
  expect(file.status).toBe(200)
  expect(file.text).toContain(rep.email)
  expect(file.text).toContain(`As ${rep.givenName} ${rep.familyName} said on the phone`)
  expect(file.text).toContain('user.created')
  expect((await marta.call('GET', `/persons/${her.id}/export`)).status).toBe(403)
})

test('an erased user stands in no table and no document, while totals and the trail add up', {
  timeout,
}, async () => {
  const words = [rep.username, rep.email, rep.familyName, formerName]
  const before = { sums: await sums(), quote: (await marta.call('GET', `/quotes/${other.id}`)).body }
  expect(await placesOf(words)).not.toEqual([])

  // A row that goes is not said to be written anew besides.
  const page = await keptOf(her.id)
  const mails = await office.server.app.database.query(
    `select id from mails where recipient ilike '%' || $1 || '%'`,
    [rep.email],
  )
  expect(mails).not.toEqual([])
  expect(countOf(page, 'mail to them')).toEqual([`${mails.length} removed`])

  const { report } = await erase(her.id)
  for (const what of ['mail to them', 'mails'])
    expect(countOf(report, what), what).toEqual(countOf(page, what))
  expect(await placesOf(words)).toEqual([])
  expect(await expectWholeTrail()).toBeGreaterThan(0)
  expect(await sums()).toEqual(before.sums)
  const after = (await marta.call('GET', `/quotes/${other.id}`)).body
  expect(after.totals).toEqual(before.quote.totals)
  expect(after.owner.name).toBe('Erased person')
  expect(report).toContainEqual(expect.objectContaining({ fate: 'kept', why: expect.any(String) }))
  // Nobody comes in as them, and nobody else is touched.
  expect((await quirina.call('GET', '/session')).status).toBe(401)
  expect((await marta.call<{ user: User }>('GET', '/session')).body.user.name).toBe('Marta Lindqvist')
})

test('an erased contact is left only under what they signed', { timeout }, async () => {
  const contact = customer.contacts.find(({ email }) => email === buyer.email)?.id ?? ''
  const words = [buyer.email, buyer.familyName, buyer.phone, buyer.title]
  const before = await sums()
  const page = await keptOf(contact)
  const { report } = await erase(contact)
  for (const said of [page, report]) {
    expect(countOf(said, 'contact of a customer')).toEqual(['1 removed'])
    expect(countOf(said, 'contacts')).toEqual([])
  }
  const left = await placesOf(words)
  expect(left.filter((place) => !place.includes(' in public.signatures'))).toEqual([])
  expect(report).toContainEqual(expect.objectContaining({ what: 'signatures under quotes', count: 1 }))
  await expectWholeTrail()
  expect(await sums()).toEqual(before)
  const now = await marta.call<Customer>('GET', `/customers/${customer.id}`)
  expect(now.body.contacts.map(({ familyName }) => familyName)).toEqual(['Seiler'])
  expect((await marta.call('GET', `/quotes/${quote.id}`)).body.totals).toMatchObject(quote.totals)
})

test('documents and signatures go when the time they are kept for is over', { timeout }, async () => {
  const { app } = office.server
  const left = async () => {
    const [row] = await app.database.query<{ documents: number; signatures: number }>(
      `select (select count(*)::integer from documents where quote_id = $1) as documents,
         (select count(*)::integer from signatures where quote_id = $1) as signatures`,
      [quote.id],
    )
    return row
  }
  const retain = () => app.jobs.handlers.get('orders.retention')?.(systemContext(app), {})
  const before = await left()
  expect(before?.documents).toBeGreaterThan(0)
  const settings = await admin.call<{ version: number }>('GET', '/settings')
  await admin.call(
    'PATCH',
    '/settings',
    { retention: { documentYears: 6 } },
    {
      'if-match': `"${settings.body.version}"`,
    },
  )
  await app.database.query(
    `update quotes set status = 'CONVERTED', updated_at = now() - interval '5 years' where id = $1`,
    [quote.id],
  )
  await retain()
  expect(await left()).toEqual(before)
  await app.database.query(`update quotes set updated_at = now() - interval '7 years' where id = $1`, [
    quote.id,
  ])
  await retain()
  expect(await left()).toEqual({ documents: 0, signatures: 0 })
  expect(await placesOf([buyer.familyName])).toEqual([])
  expect((await marta.call('GET', `/quotes/${quote.id}`)).body.totals).toMatchObject(quote.totals)
})

test('the trail tells words that were taken out without an erasure', { timeout }, async () => {
  const { database } = office.server.app
  const [entry] = await database.query<{ id: string; position: string }>(
    `select id, position from audit_entries where position is not null and actor_name = 'Marta Lindqvist' limit 1`,
  )
  await database.query('select erase_in_audit($1, $2, null)', [entry?.id, 'Somebody'])
  const { body } = await admin.call<{ findings: unknown[] }>('GET', '/audit-entries/verification')
  expect(body.findings).toMatchObject([{ kind: 'changed', position: Number(entry?.position) }])
})

test('nobody erases themselves, nor the last who could administer', async () => {
  const me = (await admin.call<{ user: User }>('GET', '/session')).body.user
  const refused = await admin.call('POST', `/persons/${me.id}/erasure`, { why: 'Leaving' })
  expect(refused.status).toBe(409)
})
