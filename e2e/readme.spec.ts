import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { passwordOf } from './sign-in.ts'

/** The calls the README shows, as they stand there but for address and passwords. */
function callsOfReadme(baseURL: string): string {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const block = readme.match(/```sh\n(API=[\s\S]*?)```/)?.[1] ?? ''
  return block
    .replace('http://localhost:3000', baseURL)
    .replace("login anna '…'", `login anna '${passwordOf('anna')}'`)
    .replace("login marta '…'", `login marta '${passwordOf('marta')}'`)
}

test('the calls in the README lead from signing in to an order', async ({ baseURL }) => {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-readme-'))
  const said = await run(callsOfReadme(baseURL ?? ''), folder)
  expect(said.match(/"detail":"[^"]*"/g)).toBeNull() // no problem document
  for (const status of ['PENDING_APPROVAL', 'APPROVED', 'FINALIZED', 'ACCEPTED', 'CONVERTED'])
    expect(said.includes(`"status":"${status}"`), status).toBe(true)
  expect(/"order":\{"id":"ord_\w+","number":"OR-/.test(said), 'an order').toBe(true)
  expect(said.includes('"sentences":['), 'the price in words').toBe(true)
  expect(readFileSync(join(folder, 'quote.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  rmSync(folder, { recursive: true })
})

function run(script: string, cwd: string): Promise<string> {
  return new Promise((done, failed) => {
    const shell = spawn('sh', ['-eu', '-c', script], { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    shell.stdout.on('data', (text) => {
      said += String(text)
    })
    shell.on('error', failed)
    shell.on('close', (code) =>
      code === 0 ? done(said) : failed(new Error(`Ended with ${code}: ${said.slice(-500)}`)),
    )
  })
}
