import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { missingFiles } from './docs.ts'

export type Outcome = { name: string; ok: boolean; output: string; seconds: number }
export const root = join(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

/** All that can be said without running the product, at the same time. */
export function checkAll(): Promise<Outcome[]> {
  return Promise.all([
    command('types', bin('tsc'), ['-p', '.']),
    command('format', bin('biome'), ['check', '--no-errors-on-unmatched', '--max-diagnostics=20']),
    command('lint and imports', bin('oxlint'), ['--type-aware']),
    docs(),
  ])
}

async function docs(): Promise<Outcome> {
  const missing = missingFiles()
  return { name: 'docs', ok: missing.length === 0, output: missing.join('\n'), seconds: 0 }
}

function command(name: string, file: string, args: string[]): Promise<Outcome> {
  const begun = performance.now()
  return new Promise((done) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (data: Buffer) => {
      output += String(data)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => {
      output += error.message
    })
    child.on('close', (code) =>
      done({ name, ok: code === 0, output: output.trim(), seconds: (performance.now() - begun) / 1000 }),
    )
  })
}

export function report(outcomes: readonly Outcome[]): void {
  for (const { name, ok, output, seconds } of outcomes) {
    if (!ok) console.log(`\n${output}\n`)
    console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  }
}
