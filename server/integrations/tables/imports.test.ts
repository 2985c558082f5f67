import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { systemContext } from '../../platform/index.ts'
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

const heading = 'code,plan,currency,type,unitAmount,cost'
const csv = (...rows: string[]) => [heading, ...rows, ''].join('\r\n')
async function aPrice() {
  const { body } = await server.call<{ items: { code: string; plan: string; unitAmount: string }[] }>(
    'GET',
    '/prices?limit=1&currency=EUR',
    { token: admin.token },
  )
  const [price] = body.items
  if (!price) throw new Error('the demo company has no price')
  return price
}
type Changes = { items: { code: string; words: string[]; action: string }[]; next?: string }
async function changesOf(changeSet: string | undefined) {
  const all: Changes['items'] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined) {
    const page: { body: Changes } = await server.call<Changes>(
      'GET',
      `/change-sets/${changeSet}/changes?limit=200${cursor && `&cursor=${cursor}`}`,
      { token: admin.token },
    )
    all.push(...page.body.items)
    cursor = page.body.next
  }
  return all
}

describe('a table handed in', () => {
  it('is compared row by row: new, changed, unchanged, wrong with reason and column', async () => {
    const { code, plan } = await aPrice()
    const done = await tables.preview(
      'prices',
      csv(
        `IMP-NEW,${plan},SEK,ONE_TIME,12.50,`,
        `${code},${plan},EUR,,77.70,`,
        `IMP-BAD,${plan},EURO,ONE_TIME,1.2.3,`,
        `IMP-NEW,${plan},SEK,ONE_TIME,13.00,`,
        `IMP-LONG,${plan},EUR,ONE_TIME,${'1'.repeat(40)},`,
        'IMP-ORPHAN,NO-SUCH-PLAN,EUR,ONE_TIME,1.00,',
      ),
    )
    expect(done).toMatchObject({ status: 'ready', counts: { new: 1, changed: 0, unchanged: 0, wrong: 5 } })
    const wrong = await tables.rows(done.id, 'wrong')
    const reasons = wrong.map(({ row, issues }) => [
      row,
      ...issues.map(({ path, message }) => `${path}: ${message}`),
    ])
    expect(reasons).toEqual([
      [3, 'type: is missing'],
      [
        4,
        'currency: must be an ISO 4217 currency code such as "EUR"',
        'unitAmount: must be a decimal such as "12.50", of at most 28 digits before and 12 after the point',
      ],
      [5, 'code: is in row 2 already'],
      [
        6,
        'unitAmount: must be a decimal such as "12.50", of at most 28 digits before and 12 after the point',
      ],
      [7, 'plan: there is no plan NO-SUCH-PLAN'],
    ])
  })

  it('with two prices for the same at the same time has neither, nor one beside what holds', async () => {
    const { code, plan } = await aPrice()
    const dated = (rows: string) => `code,plan,currency,type,unitAmount,effectiveFrom,effectiveTo\n${rows}`
    const done = await tables.preview(
      'prices',
      dated(
        `TWO-A,${plan},SEK,ONE_TIME,1,2027-01-01,2027-06-01\nTWO-B,${plan},SEK,ONE_TIME,1,2027-05-01,\n` +
          `TWO-C,${plan},NOK,ONE_TIME,1,2027-01-01,2027-05-01\nTWO-D,${plan},NOK,ONE_TIME,1,2027-05-01,\n` +
          `TWO-E,${plan},EUR,ONE_TIME,1,2027-05-01,\n`,
      ),
    )
    const wrong = await tables.rows(done.id, 'wrong')
    const sentence = (other: string) =>
      `effectiveFrom: holds at the same time as ${other}, for the same plan, price book and currency`
    expect(
      wrong.map((row) => [row.code, ...row.issues.map((each) => `${each.path}: ${each.message}`)]),
    ).toEqual([
      ['TWO-A', sentence('TWO-B')],
      ['TWO-B', sentence('TWO-A')],
      ['TWO-E', sentence(code)],
    ])
    expect(done.counts).toMatchObject({ new: 2, wrong: 3 })
  })

  it('leaves alone what it has no column for, and says in words what would change', async () => {
    const { code, unitAmount } = await aPrice()
    const done = await tables.preview('prices', `code,unitAmount\n${code},77.70\n`)
    expect(done.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 })
    expect((await tables.rows(done.id))[0]?.words).toEqual([`unit amount: ${unitAmount} → 77.70`])
  })

  it('goes into a change set as one step that can be taken back', async () => {
    const { code, plan } = await aPrice()
    const started = await server.call<{ id: string }>('POST', '/change-sets', {
      token: admin.token,
      body: { title: 'By hand' },
    })
    const set = started.body.id
    await tables
      .preview('prices', `code,unitAmount\n${code},50.00\n`, set)
      .then((first) => tables.act(first.id, 'apply'))
    const second = await tables.preview(
      'prices',
      csv(`${code},${plan},EUR,ONE_TIME,60.00,`, `IMP-STEP,${plan},SEK,ONE_TIME,1.00,`),
      set,
    )
    const words = (await tables.rows(second.id, 'changed')).flatMap((row) => row.words)
    expect(words).toContain('unit amount: 50.00 → 60.00')
    expect((await tables.act(second.id, 'apply')).now.status).toBe('applied')
    expect((await changesOf(set)).map((change) => change.code).sort()).toEqual(['IMP-STEP', code].sort())

    expect((await tables.act(second.id, 'undo')).now.status).toBe('undone')
    const left = await changesOf(set)
    expect(left).toHaveLength(1)
    expect(left[0]?.words.join()).toContain('→ 50.00')
  })

  it('with wrong rows is applied only when they are to be left out', async () => {
    const { plan } = await aPrice()
    const rows = csv(`IMP-RIGHT,${plan},SEK,ONE_TIME,1.00,`, `IMP-WRONG,${plan},EUR,ONE_TIME,one,`)
    const done = await tables.preview('prices', rows)
    const refused = await tables.act(done.id, 'apply')
    expect([refused.status, refused.body.code]).toEqual([422, 'import.has-wrong-rows'])
    const applied = await tables.act(done.id, 'apply', { withoutWrong: true })
    expect(applied.now.status).toBe('applied')
    expect((await changesOf(applied.now.changeSet?.id)).map((change) => change.code)).toEqual(['IMP-RIGHT'])
  })

  it('is refused when others published the same things since it was read', async () => {
    const { code } = await aPrice()
    const done = await tables.preview('prices', `code,unitAmount\n${code},91.00\n`)
    const other = await tables.preview('prices', `code,unitAmount\n${code},92.00\n`)
    const { now } = await tables.act(other.id, 'apply')
    const published = await server.call('POST', `/change-sets/${now.changeSet?.id}/publish`, {
      token: admin.token,
      body: {},
    })
    expect(published.status).toBe(200)
    const late = (await tables.act(done.id, 'apply')).now
    expect(late.status).toBe('failed')
    expect(late.problem).toContain(code)
    expect((await tables.act(done.id, 'read')).now).toMatchObject({ status: 'ready', counts: { changed: 1 } })
  })

  it('is nobody’s business who may not prepare prices', async () => {
    const seller = tableClient(server, await signInAs(server.app, 'sales-rep'))
    expect((await seller.send('prices', csv())).status).toBe(403)
    const done = await tables.preview('prices', csv())
    await expect(seller.fetch(`/imports/${done.id}`)).rejects.toThrow('auth.forbidden')
  })
})

describe('a large file', () => {
  it('goes on behind the last stored rows after a crash, and leaves nothing half done', async () => {
    const { plan } = await aPrice()
    const rows = Array.from({ length: 2501 }, (_, n) => `BULK-${n},${plan},EUR,ONE_TIME,${n}.50,${n + 1}`)
    const sent = await tables.send(
      'prices',
      ['code,plan,currency,type,unitAmount,priority', ...rows].join('\n'),
    )
    const { id } = sent.body
    // As if the node had died after the first rows, and the queue had given its job to another.
    await server.settle()
    await server.app.database.query('delete from import_rows where import_id = $1 and row > 2001', [id])
    await server.app.database.query(`update imports set status = 'reading', rows_read = 2000 where id = $1`, [
      id,
    ])
    await server.app.jobs.handlers.get('integrations.read-rows')?.(systemContext(server.app), {
      id,
      attempt: 1,
    })
    expect(await tables.get(id)).toMatchObject({
      status: 'ready',
      rowsRead: 2501,
      counts: { new: 2501, wrong: 0 },
    })
    const { now } = await tables.act(id, 'apply')
    expect(await changesOf(now.changeSet?.id)).toHaveLength(2501)
  })
})
