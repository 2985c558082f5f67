import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../identity/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'

let server: TestServer
let env: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'quoin-texts-'))

beforeAll(async () => {
  server = await startTestServer({ demo: true })
  const { token } = await signInAs(server.app, 'system-admin')
  env = { QUOIN_URL: await server.listen(), QUOIN_TOKEN: token }
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

/** The command line as a person has it: another process, over HTTP. */
function quoin(...words: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const cli = join(import.meta.dirname, '../../../cli/quoin.ts')
    const child = spawn(process.execPath, [cli, ...words], { env: { ...process.env, ...env } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    child.on('close', (code) => resolve({ code, said }))
  })
}
const prices = () => readdirSync(join(folder, 'prices'))
const anyPrice = () => join(folder, 'prices', prices().find((name) => name.includes('EUR')) ?? '')

describe('the reference data as text', () => {
  it('of the whole demo company, pulled and pushed, changes nothing', async () => {
    const pulled = await quoin('pull', folder)
    expect(pulled).toMatchObject({ code: 0, said: expect.stringMatching(/^Revision 2: \d{3,} things/) })
    expect((await quoin('push', folder, '--title', 'Nothing')).said).toContain('nothing to push')
    expect((await quoin('diff', folder)).said).toContain('Nothing differs from revision 2')
    expect((await quoin('pull', folder)).said).toContain(', 0 files changed')
  }, 240_000)

  it('is the same text each time, with the code first', () => {
    const text = readFileSync(anyPrice(), 'utf8')
    expect(text).toMatch(/^code: \S+\n/)
    expect(text).toMatch(/unitAmount: "[\d.]+"/)
  })

  it('says in words what was changed, and publishes it', async () => {
    const file = anyPrice()
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/unitAmount: "[\d.]+"/, 'unitAmount: "4711.00"'))
    expect((await quoin('diff', folder)).said).toMatch(/~ prices\/.*\n {4}unit amount: [\d.]+ → 4711.00/)
    expect((await quoin('push', folder)).said).toContain('--title')
    const pushed = await quoin('push', folder, '--title', 'By text', '--publish')
    expect(pushed.said).toContain('Published as revision 3')
    expect((await quoin('diff', folder)).said).toContain('Nothing differs from revision 3')
  }, 240_000)

  it('refuses a wrong file with its place and pushes nothing of it', async () => {
    const file = anyPrice()
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/unitAmount: .*/, 'unitAmount: about ten'))
    const refused = await quoin('push', folder, '--title', 'Wrong')
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/prices\/.*\.yaml: unitAmount must be a decimal such/)
    writeFileSync(file, before)
  }, 240_000)

  it('does not write over what others published since', async () => {
    const file = anyPrice()
    const mine = readFileSync(file, 'utf8')
    const other = mkdtempSync(join(tmpdir(), 'quoin-other-'))
    await quoin('pull', other)
    const theirs = join(other, file.slice(folder.length))
    writeFileSync(theirs, mine.replace('"4711.00"', '"1.00"'))
    await quoin('push', other, '--title', 'Theirs', '--publish')
    writeFileSync(file, mine.replace('"4711.00"', '"2.00"'))
    const refused = await quoin('push', folder, '--title', 'Mine')
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Pull first') })
    const conflict = await quoin('pull', folder)
    expect(conflict).toMatchObject({ code: 1, said: expect.stringContaining('Nothing was pulled') })
    writeFileSync(file, mine)
    expect((await quoin('pull', folder)).said).toContain('1 files changed')
    rmSync(other, { recursive: true, force: true })
  }, 240_000)
})
