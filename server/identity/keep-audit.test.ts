import { expect, test } from 'vitest'
import { systemContext } from '../platform/index.ts'
import { record } from './audit.ts'
import { sealEntries } from './audit-chain.ts'
import { tokenFor } from './testing.ts'
import { admin, app, ask, nowAdministers, server, withServer } from './testing-bench.ts'

withServer()

const write = (count: number) =>
  systemContext(app).transaction(async (tx) => {
    for (let index = 0; index < count; index++)
      record(tx, { action: 'test.written', subject: { kind: 'test', id: String(index) }, after: { index } })
  })
const seal = async () => {
  while ((await systemContext(app).transaction(sealEntries)) > 0);
}
const verify = async (head = '') =>
  (await ask('GET', `/audit-entries/verification${head}`)).json() as {
    whole: boolean
    from: number
    head: { position: number; hash: string }
    findings: unknown[]
  }
const retain = () => app.jobs.handlers.get('identity.retain-audit')?.(systemContext(app), {})

test('old entries go to a file, and what is left of the trail verifies', async () => {
  await write(5)
  await seal()
  const old = (await verify()).head
  const settings = await ask('PATCH', '/settings', {
    body: { retention: { auditMonths: 12 } },
    headers: { ...admin.headers, 'if-match': '"0"' },
  })
  expect(settings.statusCode, settings.body).toBe(200)
  await retain()
  expect((await verify()).from).toBe(1)

  server.clock.advance({ days: 400 })
  nowAdministers({ ...admin, headers: await tokenFor(app, admin.user) })
  await write(3)
  await seal()
  await retain()
  await seal()
  const after = await verify()
  expect(after).toMatchObject({ whole: true, findings: [] })
  expect(after.from).toBeGreaterThan(old.position)
  // A head that was kept from before the cut says nothing any more, and is no reason to worry.
  expect((await verify(`?position=${old.position}&hash=${old.hash}`)).whole).toBe(true)

  const { items } = (await ask('GET', '/audit-archives')).json() as { items: { id: string; to: number }[] }
  expect(items.map(({ to }) => to)).toEqual([after.from - 1])
  const id = items[0]?.id
  expect((await ask('DELETE', `/audit-archives/${id}`)).statusCode).toBe(409)
  const lines = (await ask('GET', `/audit-archives/${id}/file`)).body.trim().split('\n')
  expect(lines).toHaveLength(after.from - 1)
  expect(JSON.parse(lines[old.position - 1] ?? '')).toMatchObject({ position: old.position, hash: old.hash })
  expect((await ask('DELETE', `/audit-archives/${id}`)).statusCode).toBe(204)
})

test('a trail that was cut without a word is found out', async () => {
  await write(4)
  await seal()
  const { head } = await verify()
  await app.database.query('select cut_audit($1)', [head.position - 2])
  expect((await verify()).findings).toMatchObject([{ kind: 'missing' }])
})
