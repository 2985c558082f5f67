import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, StartupError } from '../domain-error.ts'
import { findBinaries, isReachableByAll, reachableCopy } from './binaries.ts'

/** As whom PostgreSQL's programs run, and how they are called. */
export type ServerUser = {
  /** Hands a folder over to that user. */
  own(folder: string): void
  /** Program and arguments, with what it takes to run as that user. */
  command(program: string, args: readonly string[]): { file: string; args: string[] }
  /** For spawn. */
  identity: { uid?: number; gid?: number }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`, else as we do. */
export function serverUser(dataFolder: string): ServerUser {
  const native = findBinaries()
  if (process.getuid?.() !== 0) {
    return {
      own: () => {},
      command: (program, args) => ({ file: join(native, 'bin', program), args: [...args] }),
      identity: {},
    }
  }

  const who = unprivilegedUser()
  const programs = isReachableByAll(native) ? native : reachableCopy(native)
  const prefix = isReachableByAll(dataFolder) ? [] : reachThroughClosedFolders(dataFolder, who)
  return {
    own(folder) {
      chownSync(folder, who.uid, who.gid)
      chmodSync(folder, 0o700)
    },
    command(program, args) {
      const [file = '', ...rest] = [...prefix, join(programs, 'bin', program), ...args]
      return { file, args: rest }
    },
    identity: prefix.length > 0 ? {} : who,
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new StartupError(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody". ' +
      'Start as an ordinary user, or set DATABASE_URL.',
    exitCodes.dataFolderUnusable,
  )
}

/** Lets the other user pass folders that are closed to it, and nothing else. */
function reachThroughClosedFolders(folder: string, who: { uid: number; gid: number }): string[] {
  const capabilities = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  if (spawnSync('setpriv', [...capabilities, 'true']).status === 0) {
    return ['setpriv', ...capabilities, `--reuid=${who.uid}`, `--regid=${who.gid}`, '--clear-groups']
  }
  throw new StartupError(
    `PostgreSQL runs as user ${who.uid} and cannot reach ${folder}. ` +
      'Name a folder in QUOIN_DATA that others may enter, or set DATABASE_URL.',
    exitCodes.dataFolderUnusable,
  )
}
