import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../config.ts'
import { systemContext } from '../make-context.ts'
import { startTestServer, type TestServer } from '../testing.ts'
import { unlock } from './data-keys.ts'
import { makeKeyring } from './keyring.ts'
import { selectRotations, startRotation } from './rotate-keys.ts'
import { openParts, sealParts, withoutSealed } from './seal-parts.ts'
import { defineSealed } from './sealed-columns.ts'

const place = { table: 'customers', column: 'tax_id', row: 'cus_1' }
const keyringWith = (...ids: string[]) => {
  const keys = makeKeyring()
  keys.replaceKeys(
    ids.map((id, at) => ({ id, key: randomBytes(32), sealsFrom: new Date(at), retired: false })),
  )
  return keys
}

describe('a sealed value', () => {
  test('opens in its place, and says nothing anywhere else', () => {
    const keys = keyringWith('k1')
    const sealed = keys.seal('DE 123 456 789', place)
    expect(sealed).toMatch(/^sealed:k1:/)
    expect(sealed).not.toContain('123')
    expect(keys.open(sealed, place)).toBe('DE 123 456 789')
    for (const other of [{ row: 'cus_2' }, { column: 'phone' }, { table: 'contacts' }])
      expect(() => keys.open(sealed, { ...place, ...other })).toThrow()
  })

  test('is never the same twice, while its sign is, for the same value only', () => {
    const keys = keyringWith('k1')
    expect(keys.seal('a', place)).not.toBe(keys.seal('a', place))
    expect(keys.sign('DE123', place)).toBe(keys.sign('DE123', place))
    expect(keys.sign('DE124', place)).not.toBe(keys.sign('DE123', place))
    expect(keys.sign('DE123', { ...place, column: 'phone' })).not.toBe(keys.sign('DE123', place))
  })

  test('with one bit flipped is an error, not another value', () => {
    const keys = keyringWith('k1')
    const sealed = keys.seal('1099.00', place)
    const bytes = Buffer.from(sealed.slice('sealed:k1:'.length), 'base64')
    for (let at = 0; at < bytes.length * 8; at += 7) {
      const flipped = Buffer.from(bytes)
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7))
      expect(() => keys.open(`sealed:k1:${flipped.toString('base64')}`, place)).toThrow()
    }
  })

  test('under an older key still opens, and waits for the rotation', () => {
    const before = keyringWith('k1')
    const sealed = before.seal('80.00', place)
    expect(before.isBehind(sealed)).toBe(false)
    expect(before.isBehind('80.00')).toBe(true)
    expect(() => keyringWith('k2').open(sealed, place)).toThrow('no key "k1"')
  })

  test('that was stored before there were keys opens as it is', () => {
    expect(keyringWith('k1').open('DE123', place)).toBe('DE123')
  })

  test('leaves the order of an object as it was', () => {
    const keys = keyringWith('k1')
    const line = {
      unit: '80.00',
      cost: { unit: '50.00', margin: null },
      steps: [{ step: 'list' }, { step: 'floor', at: '60.00' }, { step: 'net' }],
      net: '80.00',
    }
    const secret = {
      fields: ['cost'],
      elements: { steps: (each: unknown) => JSON.stringify(each).includes('floor') },
    }
    const sealed = sealParts(keys, line, secret, place)
    expect(JSON.stringify(sealed)).not.toMatch(/50\.00|60\.00/)
    expect(JSON.stringify(openParts(keys, sealed, place))).toBe(JSON.stringify(line))
    expect(withoutSealed(sealed)).toEqual({
      unit: '80.00',
      steps: [{ step: 'list' }, { step: 'net' }],
      net: '80.00',
    })
    expect(sealParts(keys, { net: '1' }, secret, place)).toEqual({ net: '1' })
  })
})

describe('the keys of an installation', () => {
  let server: TestServer
  const folder = mkdtempSync(join(tmpdir(), 'quoin-keys-'))
  beforeAll(async () => {
    server = await startTestServer({ bare: true })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const start = (env: Record<string, string>) =>
    unlock(server.app.database.directUrl, loadConfig({ QUOIN_DATA: folder, ...env }), makeKeyring())

  test('are made at the first start, in a file that only its owner reads', async () => {
    const empty = await startTestServer({ bare: true })
    await empty.app.database.query('delete from data_keys')
    const keys = makeKeyring()
    const config = loadConfig({ QUOIN_DATA: folder })
    await unlock(empty.app.database.directUrl, config, keys)
    const file = join(folder, 'keys')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toMatch(/^m1:[A-Za-z0-9+/]{43}=$/m)

    const sealed = keys.seal('x', place)
    const again = makeKeyring()
    await unlock(empty.app.database.directUrl, config, again)
    expect(again.open(sealed, place)).toBe('x')
    await empty.close()
  })

  test('have to be those the database was begun with', async () => {
    await expect(start({ QUOIN_KEYS: `test:${randomBytes(32).toString('base64')}` })).rejects.toThrow(
      'is not the one the database was sealed under',
    )
    await expect(start({ QUOIN_KEYS: `other:${randomBytes(32).toString('base64')}` })).rejects.toThrow(
      'under the key "test", which was not given',
    )
    await expect(start({ QUOIN_DATA: join(folder, 'nowhere') })).rejects.toThrow('no key was given')
  })

  test('that are malformed, open to everybody or named twice are refused without being repeated', async () => {
    const file = join(folder, 'open-keys')
    writeFileSync(file, `m1:${randomBytes(32).toString('base64')}\n`, { mode: 0o644 })
    await expect(start({ QUOIN_KEYS_FILE: file })).rejects.toThrow('read by everybody')
    await expect(start({ QUOIN_KEYS: 'm1:c2VjcmV0' })).rejects.toThrow(/^(?!.*c2VjcmV0).*32 bytes/)
    const key = randomBytes(32).toString('base64')
    await expect(start({ QUOIN_KEYS: `a:${key},a:${key}` })).rejects.toThrow('"a" twice')
    await expect(start({ QUOIN_KEYS_FILE: join(folder, 'none') })).rejects.toThrow('no file')
  })

  test('are wrapped anew when another master key comes first, and open without the old one then', async () => {
    const { database, config } = server.app
    const sealed = database.keys.seal('x', place)
    const next = `next:${randomBytes(32).toString('base64')}`
    await start({ QUOIN_KEYS: `${next},${config.keys}` })
    const keys = makeKeyring()
    await unlock(database.directUrl, loadConfig({ QUOIN_KEYS: next }), keys)
    expect(keys.open(sealed, place)).toBe('x')
    await start({ QUOIN_KEYS: `${config.keys},${next}` })
  })
})

describe('a rotation', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({
      bare: true,
      register: (app) => {
        const row = (stored: Record<string, unknown>) => String(stored.id)
        const secret = { fields: ['cost'] }
        const sign = { column: 'sign', spelling: (text: string) => text }
        defineSealed(app, { table: 'notes', key: ['id'], column: 'secret', row, form: 'text', sign })
        defineSealed(app, {
          table: 'notes',
          key: ['id'],
          column: 'body',
          row,
          form: { parts: secret, type: 'jsonb' },
        })
        defineSealed(app, { table: 'notes', key: ['id'], column: 'file', row, form: 'bytes' })
      },
    })
    await server.app.database.query(
      'create table notes (id text primary key, secret text, sign text, body jsonb, file bytea)',
    )
  })
  afterAll(() => server.close())

  test('seals everything under a new key while it is read, and retires the old one', async () => {
    const { database: db } = server.app
    const at = (column: string, row: string) => ({ table: 'notes', column, row })
    const first = db.keys.currentId()
    for (let n = 0; n < 450; n++) {
      const id = `n${n}`
      const body = sealParts(db.keys, { name: id, cost: `${n}.00` }, { fields: ['cost'] }, at('body', id))
      await db.query('insert into notes values ($1, $2, $3, $4, $5)', [
        id,
        // Every third one is from before there were keys.
        n % 3 === 0 ? `s${n}` : db.keys.seal(`s${n}`, at('secret', id)),
        db.keys.sign(`s${n}`, at('secret', id)),
        body,
        Buffer.from(n % 2 ? `f${n}` : db.keys.sealBytes(Buffer.from(`f${n}`), at('file', id))),
      ])
    }
    const ctx = systemContext(server.app)
    const id = await ctx.transaction((tx) => startRotation(server.app, tx, -1000))
    expect(await ctx.transaction((tx) => startRotation(server.app, tx, -1000))).toBe(id)
    await server.settle()

    const [rotation] = await selectRotations(db)
    expect(rotation).toMatchObject({ id, total: 1350, seen: 1350, sealed: 1350 })
    expect(rotation?.finishedAt).toBeInstanceOf(Date)
    expect(db.keys.currentId()).not.toBe(first)
    const rows = await db.query<{
      id: string
      secret: string
      sign: string
      body: { sealed: string }
      file: Buffer
    }>('select * from notes')
    for (const row of rows) {
      const n = row.id.slice(1)
      for (const stored of [row.secret, row.body.sealed, row.file.toString('latin1')])
        expect(stored).toMatch(new RegExp(`^sealed:${rotation?.keyId}:`))
      expect(db.keys.open(row.secret, at('secret', row.id))).toBe(`s${n}`)
      expect(openParts(db.keys, row.body as object, at('body', row.id))).toEqual({
        name: row.id,
        cost: `${n}.00`,
      })
      expect(db.keys.openBytes(row.file.toString('latin1'), at('file', row.id)).toString()).toBe(`f${n}`)
      expect(db.keys.signs(`s${n}`, at('secret', ''))).toEqual([row.sign])
    }
    const [old] = await db.query('select 1 from data_keys where id = $1 and retired_at is not null', [first])
    expect(old).toBeDefined()
  })
})
