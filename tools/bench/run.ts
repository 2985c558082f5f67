/**
 * `npm run bench [-- NAME] [--json FILE]`: runs the benchmarks beside this file, or the one named, and prints a table.
 * A benchmark exports `run`, which returns numbers by name; FILE gets them all in one flat object.
 */
import { globSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'

type Benchmark = { run: () => Promise<Record<string, number>> }

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const available = globSync('*.ts', { cwd: import.meta.dirname })
  .filter((file) => file !== 'run.ts' && !file.endsWith('.test.ts'))
  .map((file) => basename(file, '.ts'))
  .sort()
const unknown = positionals.filter((name) => !available.includes(name))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are: ${available.join(', ') || 'none yet'}.`,
  )
  process.exit(2)
}

const results: Record<string, number> = {}
for (const name of positionals.length > 0 ? positionals : available) {
  console.log(`\n${name}`)
  const { run } = (await import(join(import.meta.dirname, `${name}.ts`))) as Benchmark
  const measured = await run()
  const width = Math.max(...Object.keys(measured).map((key) => key.length), 0)
  for (const [key, value] of Object.entries(measured)) {
    console.log(`  ${key.padEnd(width)}  ${readable(value).padStart(14)}`)
  }
  Object.assign(results, measured)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
// Engines that keep workers or servers of a benchmark must not hold the program.
process.exit(0)

function readable(value: number): string {
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4
  return value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })
}
