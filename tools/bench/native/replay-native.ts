/** The decisions of the expected answers, replayed by the native solver; returns its p95 per decision. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Expected, expand } from '../../models/expected.ts'
import type { Native } from './build-native.ts'

export function replayNative(
  { program, translate, folder }: Native,
  models: string,
  expected: Expected,
): number {
  const cnf = join(folder, 'model.cnf')
  const file = join(models, expected.model)
  const form = /\.(uvl|splx|csp)(\.json)?$/.exec(expected.model)?.[1]
  if (form) call(process.execPath, [translate, form === 'splx' ? 'sxfm' : form, file, cnf])
  else {
    const bytes = readFileSync(file)
    writeFileSync(cnf, file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  }
  const features = join(folder, 'features')
  const decisions = join(folder, 'decisions')
  const times = join(folder, 'times.json')
  writeFileSync(features, expand(expected.features).join('\n'))
  writeFileSync(decisions, expected.sequences.map((q) => q.steps.map((s) => s.d).join(' ')).join('\n'))
  const options = ['--backend', 'minisat', '--mode', 'pool', '--vars', features, '--replay', decisions]
  call(program, [cnf, ...options, '--out', join(folder, 'sets.json'), '--time', times])
  return (JSON.parse(readFileSync(times, 'utf8')) as { step: { p95: number } }).step.p95
}

function call(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}
