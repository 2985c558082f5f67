import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tableKinds } from '../../../contract/exchange.ts'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { tableClient } from './testing.ts'
import { workbookBytes } from './workbook.ts'

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
describe('a file that is written in another way', () => {
  it('in UTF-16 with semicolons and decimal commas is understood after asking', async () => {
    const { plan } = await aPrice()
    const text = `code;plan;currency;type;unitAmount;cost\r\nIMP-16;${plan};SEK;ONE_TIME;1.234,50;0,5\r\n`
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const asked = await tables.preview('prices', bytes)
    expect(asked.status).toBe('asking')
    expect(asked.questions).toEqual([
      'The file is written in UTF-16, not in UTF-8.',
      'Cells end with a semicolon, not with a comma.',
      'Numbers have a decimal comma: 9,99 is read as 9.99.',
    ])
    const { now } = await tables.act(asked.id, 'read')
    expect(now).toMatchObject({ status: 'ready', counts: { new: 1 } })
    const applied = await tables.act(now.id, 'apply')
    const exported = await tables.fetch(`/exports/prices?changeSet=${applied.now.changeSet?.id}`)
    expect(exported.toString()).toMatch(/\r\nIMP-16,[^\r]*,1234\.50,/)
  })

  it('can be read otherwise when the guess was wrong', async () => {
    const { plan } = await aPrice()
    const asked = await tables.preview('prices', csv(`IMP-3,${plan},SEK,ONE_TIME,"1,234",`))
    expect(asked.questions).toEqual(['A number such as "1,234" can be understood in two ways.'])
    const thousands = (await tables.act(asked.id, 'read', { decimalMark: 'point' })).now
    expect(thousands).toMatchObject({ status: 'ready', counts: { new: 1 } })
    const comma = (await tables.act(asked.id, 'read', { decimalMark: 'comma' })).now
    expect(comma.reading.decimalMark).toBe('comma')
  })

  it('that ends in the middle is refused and says where', async () => {
    const { plan } = await aPrice()
    const full = Array.from({ length: 300 }, (_, n) => `IMP-${n},${plan},EUR,ONE_TIME,1.00,`).join('\n')
    const cut = await tables.preview('prices', `${heading}\n${full}\nIMP-B,${plan},EUR`)
    expect(cut.status).toBe('failed')
    expect(cut.problem).toContain('it ends in the middle of row 302, which has 3 of 6 cells')
    expect((await tables.act(cut.id, 'apply')).status).toBe(409)
    const quoted = await tables.send('prices', `${heading}\n"IMP-A,${plan},EUR`)
    expect(quoted).toMatchObject({ status: 422, body: { code: 'import.unreadable' } })
    expect(quoted.body.detail).toContain('it ends in the middle of row 2')
    const workbook = await workbookBytes('prices', [['code'], ['A']])
    const half = await tables.send('prices', workbook.subarray(0, workbook.length / 2))
    expect(half.body.detail).toContain('the workbook ends in the middle')
  })

  it('without the heading "code", empty, or no table at all is refused', async () => {
    expect((await tables.send('prices', 'a,b\n1,2\n')).body.detail).toContain('no heading "code"')
    expect((await tables.send('prices', '')).status).toBe(422)
    expect((await tables.send('prices', Buffer.from([0, 1, 2, 3, 0, 0, 0, 9]))).status).toBe(422)
  })
})

describe('a workbook', () => {
  it('of the template comes back as it went out, numbers exact', async () => {
    const { code } = await aPrice()
    const rows = [
      ['code', 'unitAmount'],
      [code, '0.100000000001'],
    ]
    const done = await tables.preview('prices', await workbookBytes('prices', rows))
    expect(done).toMatchObject({ status: 'ready', sheets: ['prices'], counts: { changed: 1 } })
    expect((await tables.rows(done.id))[0]?.words.join()).toContain('→ 0.100000000001')
  })

  it('that is a bomb is refused before it is unpacked, whatever it says of its size', async () => {
    const honest = await tables.send('prices', bomb(1_048_576, 600 * 1_048_576))
    expect(honest.body.detail).toContain('unpacked it has 600 MB; 256 MB are allowed')
    const lying = await tables.send('prices', bomb(8 * 1_048_576, 1000))
    expect(lying.body.detail).toContain('is not as large as it says')
  })
})

describe('every kind of reference data', () => {
  it.each(tableKinds)('%s comes back from its CSV unchanged', async (kind) => {
    const exported = await tables.fetch(`/exports/${kind}`)
    const done = await tables.preview(kind, exported)
    const { new: added, changed, wrong } = done.counts
    expect({ status: done.status, added, changed, wrong }).toEqual({
      status: 'ready',
      added: 0,
      changed: 0,
      wrong: 0,
    })
    expect(done.unknownColumns).toEqual([])
  })

  it('prices and rules come back from their workbooks unchanged, and templates have every heading', async () => {
    for (const kind of ['prices', 'rules', 'products'] as const) {
      const done = await tables.preview(kind, await tables.fetch(`/exports/${kind}?format=xlsx`))
      expect([done.status, done.counts.new, done.counts.changed, done.counts.wrong]).toEqual([
        'ready',
        0,
        0,
        0,
      ])
    }
    const template = (await tables.fetch('/exports/prices/template')).toString()
    expect(template).toContain('recurring.interval')
    expect(template).toContain('tiers.3.unitAmount')
  })
})

describe('a cell', () => {
  it('that starts a formula comes out harmless and goes in as it was', async () => {
    const names = ['=1+1', '+1', '-1+2', '@SUM(A1)', "'=quoted", '＝wide']
    const rows = [
      'code,name',
      ...names.map((name, index) => `SEG-${index},"${name.replace(/^'/, "''")}"`),
      '',
    ]
    const done = await tables.preview('segments', rows.join('\n'))
    const applied = await tables.act(done.id, 'apply')
    const set = applied.now.changeSet?.id
    const csvText = (await tables.fetch(`/exports/segments?changeSet=${set}`)).toString()
    expect(csvText).toContain(`,'=1+1\r\n`)
    for (const line of csvText.split('\r\n'))
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^[=+\-@\t＝]/)
    const back = await tables.preview('segments', csvText, set)
    expect(back.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
  })

  it('of cost is not for those who may not see costs', async () => {
    const seller = tableClient(server, await signInAs(server.app, 'sales-rep'))
    const [headings] = (await seller.fetch('/exports/prices')).toString().split('\r\n')
    expect(headings).toContain('unitAmount')
    expect(headings).not.toMatch(/cost|floor|target/)
  })

  it('is an entry in the audit trail', async () => {
    await tables.fetch('/exports/segments?format=xlsx')
    await tables.fetch('/reference-data?kind=segments')
    await tables.fetch('/collections/taxes')
    const { body } = await server.call<{ items: { action: string; subjectKind: string }[] }>(
      'GET',
      '/audit-entries?limit=3',
      { token: admin.token },
    )
    expect(body.items.map(({ action, subjectKind }) => `${action} ${subjectKind}`)).toEqual([
      'collection.exported collection',
      'reference-data.exported reference-data',
      'table.exported segments',
    ])
  })
})

describe('a column of costs', () => {
  it('is passed over where who hands it in may not see costs: nothing can be guessed by it', async () => {
    const oskar = tableClient(server, await signInAs(server.app, 'product-admin'))
    const { code } = await aPrice()
    const done = await oskar.preview('prices', `code,cost\r\n${code},1\r\n`)
    expect(done.unknownColumns).toEqual(['cost'])
    expect(await oskar.rows(done.id)).toMatchObject([{ outcome: 'unchanged', words: [] }])
    const seen = await tables.preview('prices', `code,cost\r\n${code},1\r\n`)
    expect(await tables.rows(seen.id)).toMatchObject([{ outcome: 'changed' }])
  })
})

/** A ZIP with one part of zeros, which says it has `said` bytes. */
function bomb(real: number, said: number): Buffer {
  const name = Buffer.from('[Content_Types].xml')
  const packed = deflateRawSync(Buffer.alloc(real))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(said, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}
