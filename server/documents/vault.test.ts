import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../platform/config.ts'
import { fetchBack, openVault, putAway } from './vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'quoin-vault-'))
const content = Buffer.from('%PDF-1.7 a document')
const sha256 = createHash('sha256').update(content).digest('hex')
let port = 0
const bucket = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'quotes', configs: [] }],
})
beforeAll(async () => {
  port = (await bucket.run()).port
})
afterAll(async () => {
  openVault(loadConfig({}))
  await bucket.close()
  rmSync(folder, { recursive: true, force: true })
})

const stores = {
  'an object store': () => `s3://quotes/documents?endpoint=http://127.0.0.1:${port}`,
  'a folder': () => pathToFileURL(join(folder, 'files')).href,
}

describe.each(Object.entries(stores))('a document in %s', (_, url) => {
  const open = (more: Record<string, string> = {}) =>
    openVault(
      loadConfig({
        DOCUMENT_STORE: url(),
        DOCUMENT_STORE_KEY: 'S3RVER',
        DOCUMENT_STORE_SECRET: 'S3RVER',
        ...more,
      }),
    )

  it('comes back as it was put away, twice or once', async () => {
    open()
    const key = 'QT-2026-TEST/v1/document.pdf'
    await putAway(key, content, 'application/pdf')
    await putAway(key, content, 'application/pdf')
    expect(await fetchBack(key, sha256)).toEqual(content)
  })

  it('is refused where it is not what was stored, or not there', async () => {
    open()
    await putAway('QT-2026-TEST/v2/document.pdf', Buffer.from('another'), 'application/pdf')
    await expect(fetchBack('QT-2026-TEST/v2/document.pdf', sha256)).rejects.toThrow(/hash differs/)
    await expect(fetchBack('QT-2026-TEST/v3/document.pdf', sha256)).rejects.toThrow()
  })
})

describe('an object store', () => {
  it('that has no such bucket says so', async () => {
    const url = stores['an object store']().replace('quotes', 'nothing')
    openVault(
      loadConfig({ DOCUMENT_STORE: url, DOCUMENT_STORE_KEY: 'S3RVER', DOCUMENT_STORE_SECRET: 'S3RVER' }),
    )
    await expect(putAway('x/y.pdf', content, 'application/pdf')).rejects.toThrow(/answered 404/)
  })
})
