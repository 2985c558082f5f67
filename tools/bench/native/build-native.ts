/** Builds the native yardstick in a temporary folder, with what the machine has or its package manager hands out. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Native = { program: string; translate: string; folder: string }

const LIBRARIES = ['cadical', 'minisat', 'picosat']
const PACKAGES = ['libcadical-dev', 'minisat', 'picosat']

export function buildNative(source: string): Native | { problem: string } {
  const oracle = join(source, 'oracle.cpp')
  if (!existsSync(oracle)) return { problem: `${source} is not there` }
  const folder = mkdtempSync(join(tmpdir(), 'quoin-yardstick-'))
  const native = { program: join(folder, 'oracle'), translate: join(source, 'translate.mjs'), folder }
  const compiled = (...libraries: string[]) =>
    run(folder, 'g++', ['-O2', '-std=c++17', '-w', '-o', native.program, oracle, ...libraries])
  if (spawnSync('g++', ['--version']).error) return { problem: 'there is no g++ to build it with' }
  if (compiled(...LIBRARIES.map((name) => `-l${name}`))) return native
  // Not installed: unpack the packages beside the program, so that the machine stays as it is.
  if (!run(folder, 'apt-get', ['download', ...PACKAGES])) {
    return { problem: `the packages ${PACKAGES.join(', ')} are neither installed nor to be had` }
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    run(folder, 'dpkg', ['-x', file, 'unpacked'])
  }
  const files = readdirSync(join(folder, 'unpacked'), { recursive: true, encoding: 'utf8' })
  const archives = LIBRARIES.map((name) => files.find((file) => file.endsWith(`/lib${name}.a`)) ?? '')
  const paths = archives.map((file) => join(folder, 'unpacked', file))
  if (compiled(`-I${join(folder, 'unpacked/usr/include')}`, ...paths)) return native
  return { problem: 'it could not be built with the packages at hand' }
}

function run(cwd: string, command: string, args: string[]): boolean {
  const { status } = spawnSync(command, args, { cwd, stdio: 'ignore' })
  return status === 0
}
