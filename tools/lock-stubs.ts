/**
 * Completes package-lock.json after an `npm install`: some native tools list one optional package per platform, and a
 * registry that does not serve all of them makes npm leave the rest out, after which `npm ci` refuses the lock file.
 * Each missing platform package gets an entry with its version; npm fetches it on the machines that need it.
 *
 *     node tools/lock-stubs.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'

type LockEntry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const operatingSystems: Record<string, RegExp> = {
  darwin: /darwin|macos/,
  win32: /win32|windows/,
  android: /android/,
  freebsd: /freebsd/,
  openbsd: /openbsd/,
  netbsd: /netbsd/,
  openharmony: /openharmony|ohos/,
  aix: /aix/,
  sunos: /sunos/,
  linux: /linux/,
}
const processors: Record<string, RegExp> = {
  arm64: /arm64|aarch64/,
  x64: /x64|x86_64/,
  arm: /-arm(v7|-|$)|linux-arm$|armhf|gnueabi|musleabi/,
  ppc64: /ppc64/,
  s390x: /s390x/,
  riscv64: /riscv64/,
  loong64: /loong(arch)?64/,
  ia32: /ia32|x86$/,
  mips64el: /mips64el/,
  wasm32: /wasm/,
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> }
const packages = lock.packages
let added = 0

for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[\^~=]/, '')
    const os = matching(operatingSystems, name)
    const cpu = matching(processors, name)
    if (isInstalled(path, name) || !/^\d+\.\d+\.\d+/.test(version) || (!os && !cpu)) continue
    const libc = /musl/.test(name) ? ['musl'] : os === 'linux' && /gnu/.test(name) ? ['glibc'] : undefined
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(libc && { libc }),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...(os && { os: [os] }),
    }
    added++
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} platform packages added to the lock file`)

function matching(patterns: Record<string, RegExp>, name: string): string | undefined {
  return Object.keys(patterns).find((key) => patterns[key]?.test(name))
}

/** Is `name` found by a package standing at `from`, in its own folder or any above it? */
function isInstalled(from: string, name: string): boolean {
  for (let folder = from; ; ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
    const parent = folder.lastIndexOf('node_modules/')
    folder = parent > 0 ? folder.slice(0, parent - 1) : ''
  }
}
