import { beforeEach, describe, expect, test } from 'vitest'
import { systemContext } from '../platform/index.ts'
import { record } from './audit.ts'
import { sealEntries } from './audit-chain.ts'
import { app, ask, withServer } from './testing-bench.ts'

withServer()

type Verification = {
  whole: boolean
  sealed: number
  waiting: number
  head: { position: number; hash: string }
  findings: { kind: string; position: number }[]
}
const verify = (head?: Verification['head']): Promise<Verification> =>
  ask('GET', `/audit-entries/verification${head ? `?position=${head.position}&hash=${head.hash}` : ''}`).then(
    (response) => response.json() as Verification,
  )
const seal = () => systemContext(app).transaction(sealEntries)
const write = (count: number) =>
  systemContext(app).transaction(async (tx) => {
    for (let index = 0; index < count; index++) {
      record(tx, { action: 'test.written', subject: { kind: 'test', id: String(index) }, after: { index } })
    }
  })
/** As somebody with the whole database in their hands. */
const tamper = (sql: string) =>
  systemContext(app).transaction(async (tx) => {
    await tx.query('alter table audit_entries disable trigger all')
    await tx.query(sql)
    await tx.query('alter table audit_entries enable trigger all')
  })

describe('the sealed audit trail', () => {
  let head: Verification['head']
  beforeEach(async () => {
    await write(5)
    while ((await seal()) > 0);
    head = (await verify()).head
  })

  test('is whole when nobody touched it, and grows from the head that was kept', async () => {
    expect(await verify(head)).toMatchObject({ whole: true, findings: [] })
    await write(2)
    expect((await verify(head)).waiting).toBeGreaterThanOrEqual(2)
    while ((await seal()) > 0);
    const after = await verify(head)
    expect(after).toMatchObject({ whole: true })
    expect(after.sealed).toBeGreaterThanOrEqual(head.position + 2)
  })

  test('cannot be changed or deleted through the application', async () => {
    const change = systemContext(app).db.query("update audit_entries set why = 'other' where position = 1")
    await expect(change).rejects.toThrow('never changed')
    await expect(systemContext(app).db.query('delete from audit_entries')).rejects.toThrow('never changed')
  })

  test('tells an entry that was changed behind its back, and that one only', async () => {
    const at = head.position - 2
    await tamper(`update audit_entries set after = '{"index": 99}' where position = ${at}`)
    expect((await verify()).findings).toMatchObject([{ kind: 'changed', position: at }])
    await tamper(`update audit_entries set after = before where position = ${at}`)
  })

  test('tells an entry that was taken out', async () => {
    await tamper(`delete from audit_entries where position = ${head.position - 1}`)
    const { findings } = await verify()
    expect(findings.filter((each) => each.position === head.position - 1)).toMatchObject([
      { kind: 'missing' },
    ])
  })

  test('tells an entry that was put in', async () => {
    await tamper(`update audit_entries set position = position + 1 where position = ${head.position}`)
    await tamper(`insert into audit_entries (id, at, actor_id, actor_name, via, action, subject_kind, subject_id, position, hash)
      values ('aud_forged${head.position}', now(), 'usr_x', 'Nobody', 'system', 'quote.approved', 'quote', 'quo_x', ${head.position}, '\\x00')`)
    const found = (await verify()).findings.filter((each) => each.position >= head.position)
    expect(found.length).toBeGreaterThan(0)
  })

  test('tells that its end was cut off, to whoever kept a head', async () => {
    await tamper(`delete from audit_entries where position >= ${head.position - 1}`)
    const found = (await verify(head)).findings.filter((each) => each.kind === 'missing')
    expect(found.at(-1)?.position).toBe(head.position - 1)
  })
})

describe('the audit trail as a file', () => {
  test('comes line by line, oldest first, and the export is an entry itself', async () => {
    await write(3)
    const response = await ask('GET', '/audit-entries/export?action=test.')
    const lines = response.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { at: string; action: string })
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines.every((line) => line.action === 'test.written')).toBe(true)
    expect(lines.map((line) => line.at)).toEqual(lines.map((line) => line.at).toSorted())
    const own = await ask('GET', '/audit-entries?action=audit.exported')
    expect((own.json() as { items: unknown[] }).items).toHaveLength(1)
  })

  test('comes as a table in which nothing is a formula', async () => {
    await systemContext(app).transaction(async (tx) => {
      record(tx, {
        action: 'test.formula',
        subject: { kind: 'test', id: 'x' },
        why: '=HYPERLINK("http://x")',
      })
    })
    const { body, headers } = await ask('GET', '/audit-entries/export?format=csv&action=test.formula')
    expect(headers['content-type']).toContain('text/csv')
    expect(body).toContain(`'=HYPERLINK`)
    expect(body.split('\n')[0]).toMatch(/^position,at,actorId/)
  })
})
