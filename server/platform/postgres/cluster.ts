import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exitCodes, StartupError } from '../domain-error.ts'
import type { ServerUser } from './server-user.ts'

/** The role that owns everything; its password is random and lies in the cluster's closed folder. */
export const owner = 'quoin'
const serverVersion = '18'

/** Makes the cluster in `folder`/postgres unless it is there. Returns its folder and the owner's password. */
export async function ensureCluster(folder: string, user: ServerUser, durable: boolean) {
  const cluster = join(folder, 'postgres')
  if (!existsSync(cluster)) await createCluster(folder, cluster, user, durable)

  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== serverVersion) {
    throw new StartupError(
      `The data folder ${folder} was made by PostgreSQL ${version}; this program brings ${serverVersion}. ` +
        'Start the program it belongs to, or name another folder in QUOIN_DATA.',
      exitCodes.databaseNewer,
    )
  }
  return { cluster, password: readFileSync(join(cluster, 'quoin.password'), 'utf8') }
}

/** Builds beside its place and moves it there when complete: a crash in between leaves nothing half-made. */
async function createCluster(
  folder: string,
  cluster: string,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('postgres.new-')) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const draft = `${cluster}.new-${randomBytes(4).toString('hex')}`
  mkdirSync(draft, { mode: 0o700 })
  user.own(draft)

  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(tmpdir(), `quoin-${randomBytes(8).toString('hex')}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    if (user.identity.uid !== undefined) chownSync(passwordFile, user.identity.uid, user.identity.gid ?? 0)
    // The builtin locale orders text alike on every machine and survives upgrades of the system's libraries.
    const { file, args } = user.command('initdb', [
      ...['-D', draft, '-U', owner, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ])
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    await promisify(execFile)(file, args, { ...user.identity, env })
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    const reason = String((error as { stderr?: string }).stderr ?? error).trim()
    throw new StartupError(
      `The database could not be made in ${folder}: ${reason}`,
      exitCodes.dataFolderUnusable,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeFileSync(join(draft, 'quoin.password'), password, { mode: 0o600 })
  renameSync(draft, cluster)
}
