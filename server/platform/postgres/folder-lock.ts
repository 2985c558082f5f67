import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, StartupError } from '../domain-error.ts'
import { describeProcess, isAlive } from './processes.ts'

type Owner = { pid: number; since: string; url: string }

/**
 * Takes the data folder for this process, or refuses while another runs on it. A lock whose process is gone counts
 * for nothing, so that a crash needs no clearing up. Returns what gives the folder back.
 */
export function lockFolder(folder: string, url: string): () => void {
  const file = join(folder, 'quoin.lock')
  const mine: Owner = { pid: process.pid, since: describeProcess(process.pid), url }
  // Linking a finished file is atomic and fails when there is one: nobody ever sees a half-written lock.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (tryLink(draft, file)) return () => release(file)
      const owner = readOwner(file)
      if (owner && stillRuns(owner)) {
        throw new StartupError(
          `Quoin already runs on the data folder ${folder} (process ${owner.pid}, ${owner.url}). ` +
            'Stop it first, or name another folder in QUOIN_DATA.',
          exitCodes.alreadyRunning,
        )
      }
      removeStale(file)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new StartupError(`The lock ${file} cannot be taken.`, exitCodes.dataFolderUnusable)
}

/** The same id may belong to a later process, in a container even to this one. */
function stillRuns({ pid, since }: Owner): boolean {
  if (pid === process.pid && since === '') return false
  return isAlive(pid) && describeProcess(pid) === since
}

function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

/** Of two that find a stale lock, only one gets to move it away. */
function removeStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    unlinkSync(aside)
  } catch {
    // Already moved by another start; the next attempt shows who won.
  }
}

function release(file: string): void {
  if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true })
}
