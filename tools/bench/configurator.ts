/**
 * The configurator on public models, each in a process of its own, and the same decisions with a native solver in the
 * same run; the documented slow sample of a vendor; and what the engine weighs in a browser. Milliseconds and kB.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { pilotT4 } from '../../demo/models/tower-t4.ts'
import { compile, startSession } from '../../engines/configurator/index.ts'
import { vendorDecisions, vendorSample } from '../../engines/configurator/vendor-sample.test-support.ts'
import type { Expected } from '../models/expected.ts'
import { type Measured, warmUp } from '../models/measure.ts'
import { quantile } from '../models/quantile.ts'
import { buildNative } from './native/build-native.ts'
import { replayNative } from './native/replay-native.ts'

const root = join(import.meta.dirname, '../..')

export async function run(): Promise<Record<string, number>> {
  const results: Record<string, number> = {}
  const shared = ['../shared', '../../shared'].map((p) => join(root, p)).find((p) => existsSync(p))
  if (shared) Object.assign(results, publicModels(shared))
  else console.log('  The public models lie in ../shared/data/models, which is not there: left out.')
  results['configurator.vendor-sample.ms'] = vendorSampleMs()
  Object.assign(results, await browserSize())
  return results
}

function publicModels(shared: string): Record<string, number> {
  const results: Record<string, number> = {}
  const folder = join(shared, 'data/models')
  const native = buildNative(join(shared, 'tools/sat-yardstick'))
  if ('problem' in native) console.log(`  No native solver: ${native.problem}`)
  for (const file of readdirSync(join(folder, 'expected')).sort()) {
    const name = file.replace(/\.json$/, '')
    const measured = measureApart(folder, name)
    if (measured.status !== 'passed') {
      console.log(`  ${name}: ${measured.status}; ${measured.problems.join('; ')}`)
      continue
    }
    const note = (what: string, ms: number) => {
      results[`configurator.${name}.${what}`] = Number(ms.toFixed(3))
    }
    note('decide.p95', quantile(measured.times.decide, 0.95))
    note('explain.p95', quantile(measured.times.explain, 0.95))
    note('repair.p95', quantile(measured.times.repair, 0.95))
    note('compile', measured.compileMs)
    note('memoryMb', measured.memoryMb)
    if ('problem' in native) continue
    const expected = JSON.parse(readFileSync(join(folder, 'expected', file), 'utf8')) as Expected
    note('native.p95', replayNative(native, folder, expected))
  }
  return results
}

function measureApart(folder: string, name: string): Measured {
  const script = join(root, 'tools/models/measure.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [script, folder, name, 'times'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Measured
}

/** Both decisions of the sample in a fresh session, with all domains exact afterwards; the median of some sessions. */
function vendorSampleMs(): number {
  warmUp()
  const result = compile(vendorSample)
  if (!result.ok) throw new Error('the sample does not compile')
  const times: number[] = []
  for (let i = 0; i < 9; i++) {
    const session = startSession(result.compiled)
    const start = performance.now()
    for (const decision of vendorDecisions) session.decide(decision)
    session.domains()
    times.push(performance.now() - start)
  }
  return Number(quantile(times, 0.5).toFixed(3))
}

/** The engine as a browser loads it, with the model of a workstation, packed as it travels. */
async function browserSize(): Promise<Record<string, number>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(root, 'engines/configurator/index.ts'), formats: ['es'], fileName: 'configurator' },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const code = outputs
    .flatMap((o) => ('output' in o ? o.output : []))
    .map((part) => (part.type === 'chunk' ? part.code : ''))
    .join('\n')
  const kb = (text: string) => Number((gzipSync(text, { level: 9 }).length / 1000).toFixed(1))
  const model = JSON.stringify(pilotT4)
  return { 'configurator.browser.engineKb': kb(code), 'configurator.browser.gzipKb': kb(code + model) }
}
