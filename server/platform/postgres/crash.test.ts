import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../database.ts'
import { startPostgres } from './start-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'quoin-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('killed in the middle of writing three times, everything acknowledged is there, with its event and its job', async () => {
  const acknowledged: number[] = []
  for (const round of [1, 2, 3]) acknowledged.push(...(await writeAndKill(round * 100_000)))
  expect(acknowledged.length).toBeGreaterThan(10)

  const server = await startPostgres({ folder })
  const database = openDatabase(server.url('quoin'))
  const numbers = async (text: string) =>
    new Set((await database.query<{ number: string }>(text)).map((row) => Number(row.number)))
  const written = await numbers('select number from written')
  const events = await numbers(`select data ->> 'number' as number from events`)
  const jobs = await numbers(`select payload ->> 'number' as number from graphile_worker._private_jobs`)
  await database.close()
  await server.stop()

  expect(acknowledged.filter((number) => !written.has(number))).toEqual([])
  expect(events).toEqual(written) // never one without the other
  expect(jobs).toEqual(written)
}, 120_000)

/** Lets a process write for a moment, kills it without a word, and returns what it had said was stored. */
function writeAndKill(from: number): Promise<number[]> {
  return new Promise((done) => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'crash-writer.ts'), String(from)], {
      env: { PATH: process.env.PATH, QUOIN_DATA: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    writer.stdout.on('data', (data: Buffer) => {
      if (output === '') setTimeout(() => writer.kill('SIGKILL'), 400)
      output += String(data)
    })
    // The last line may be cut in the middle of a number.
    writer.on('close', () => done(output.split('\n').slice(1, -1).map(Number)))
  })
}
