import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from '../../../contract/customers.ts'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { tableClient } from './testing.ts'

let server: TestServer
let admin: TestPerson
let tables: ReturnType<typeof tableClient>
beforeAll(async () => {
  server = await startTestServer({ demo: true })
  admin = await signInAs(server.app, 'system-admin')
  tables = tableClient(server, admin)
}, 300_000)
afterAll(() => server.close())

const customer = async (code: string): Promise<Customer | undefined> => {
  const { token } = admin
  const found = await server.call<{ items: Customer[] }>('GET', `/customers?q=${code}`, { token })
  const id = found.body.items.find((each) => each.code === code)?.id
  return id && (await server.call<Customer>('GET', `/customers/${id}`, { token })).body
}
const csv = (...rows: string[]) => [...rows, ''].join('\r\n')
const headings =
  'code,company,email,parent,owner,contacts.1.givenName,contacts.1.familyName,addresses.1.type,addresses.1.street,addresses.1.city,addresses.1.country'

describe('a table of customers', () => {
  it('says of each row what it would do, and what is wrong in which column', async () => {
    const before = await customer('C-10005')
    const done = await tables.preview(
      'customers',
      csv(
        'code,company,email,taxStatus,taxId,parent,owner',
        `C-10005,${before?.company} & Co,,,,,`,
        'N-1,Nordwind AG,info@nordwind.example,,,N-2,anna',
        'N-2,Nordwind Holding,,,,,',
        'N-3,No Mail,not-a-mail,,,,',
        'N-4,Abroad,,REVERSE_CHARGE,,,',
        'N-5,Lost,,,,NO-SUCH,nobody',
      ),
    )
    expect(done).toMatchObject({ status: 'ready', counts: { new: 2, changed: 1, wrong: 3 } })
    const wrong = await tables.rows(done.id, 'wrong')
    expect(
      wrong.map(({ code, issues }) => [code, issues.map(({ path, message }) => [path.join('.'), message])]),
    ).toEqual([
      ['N-3', [['email', expect.stringMatching(/email/i)]]],
      ['N-4', [['taxId', 'reverse charge needs the tax id of the customer']]],
      [
        'N-5',
        [
          ['parent', 'there is no customer NO-SUCH'],
          ['owner', 'there is no user nobody'],
        ],
      ],
    ])
    const [changed] = await tables.rows(done.id, 'changed')
    expect(changed?.words[0]).toBe(`company: ${before?.company} → ${before?.company} & Co`)
  })

  it('keeps no tax id in the clear while it waits, and shows the new one to whoever looks', async () => {
    const taxId = 'DE812526315'
    const done = await tables.preview(
      'customers',
      csv('code,company,taxId', 'C-10005,Changed,DE812526315', 'N-77,Nordlicht,DE812526315'),
    )
    const stored = await server.app.database.query<{ all: string }>(
      `select concat(convert_from(i.file, 'UTF8'), i.sheet_text, i.sample,
         (select string_agg(concat(r.body, r.words, r.issues, r.before), ' ') from import_rows r where r.import_id = i.id)
       ) as all from imports i where id = $1`,
      [done.id],
    )
    expect(stored[0]?.all).toContain('Nordlicht')
    expect(stored[0]?.all).not.toContain(taxId)
    const [changed] = await tables.rows(done.id, 'changed')
    expect(changed?.words).toContain(`tax id: now ${taxId}`)
    await tables.act(done.id, 'apply')
    expect(await customer('N-77')).toMatchObject({ taxId })
  })

  it('holds at once, accounts above before or after those below, and is taken back as one step', async () => {
    const before = await customer('C-10006')
    const { id } = await tables.preview(
      'customers',
      csv(
        headings,
        `C-10006,Renamed,${before?.email ?? ''},,${'anna'},,,,,,`,
        'M-1,Below,,M-2,,Vera,Lind,BILLING,Hafenstr. 1,Kiel,DE',
        'M-2,Above,,,,,,,,,',
      ),
    )
    const { now } = await tables.act(id, 'apply')
    expect(now).toMatchObject({ status: 'applied' })
    expect(now.changeSet).toBeUndefined()
    const [below, above] = [await customer('M-1'), await customer('M-2')]
    expect(below).toMatchObject({ parent: above?.id, region: 'DE', contacts: [{ givenName: 'Vera' }] })
    expect((await customer('C-10006'))?.company).toBe('Renamed')

    // Somebody works with one of them meanwhile: that one stays.
    await server.call('PATCH', `/customers/${above?.id}`, {
      token: admin.token,
      headers: { 'if-match': '*' },
      body: { paymentTerms: '30 days' },
    })
    const undone = (await tables.act(id, 'undo')).now
    expect(undone).toMatchObject({ status: 'undone', note: 'Changed since, and left as they are: M-2.' })
    const { version: _, updatedAt: __, ...restored } = (await customer('C-10006')) ?? ({} as Customer)
    expect(before).toMatchObject(restored)
    expect(await customer('M-1')).toMatchObject({ active: false })
    expect(await customer('M-2')).toMatchObject({ active: true, paymentTerms: '30 days' })
  })

  it('makes those anew that were taken back', async () => {
    const table = csv('code,company', 'R-1,First try')
    const first = await tables.preview('customers', table)
    await tables.act(first.id, 'apply')
    await tables.act(first.id, 'undo')
    const again = await tables.preview('customers', csv('code,company', 'R-1,Second try'))
    expect(again.counts).toMatchObject({ new: 1 })
    await tables.act(again.id, 'apply')
    expect(await customer('R-1')).toMatchObject({ active: true, company: 'Second try' })
  })

  it('is refused as a whole when somebody changed one of them since it was read', async () => {
    const { id } = await tables.preview('customers', csv('code,company', 'C-10007,Mine', 'S-1,New'))
    const { id: customerId } = (await customer('C-10007')) ?? {}
    await server.call('PATCH', `/customers/${customerId}`, {
      token: admin.token,
      headers: { 'if-match': '*' },
      body: { company: 'Theirs' },
    })
    const { now } = await tables.act(id, 'apply')
    expect(now).toMatchObject({ status: 'failed', problem: expect.stringContaining('C-10007') })
    expect((await customer('C-10007'))?.company).toBe('Theirs')
    expect(await customer('S-1')).toBeUndefined()
  })

  it('comes back from its export unchanged, as CSV and as a workbook', async () => {
    for (const format of ['csv', 'xlsx']) {
      const file = await tables.fetch(`/exports/customers?format=${format}`)
      const { counts } = await tables.preview('customers', file)
      expect(counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
      expect(counts.unchanged).toBeGreaterThan(20)
    }
  })

  it('is in no change set, and nobody’s business who may not change customers', async () => {
    const { id } = (
      await server.call<{ id: string }>('POST', '/change-sets', { token: admin.token, body: { title: 'X' } })
    ).body
    expect((await tables.send('customers', csv('code,company', 'X-1,X'), id)).status).toBe(422)
    const auditor = tableClient(server, await signInAs(server.app, 'read-only'))
    expect((await auditor.send('customers', csv('code,company', 'X-1,X'))).status).toBe(403)
  })
})
