import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { exitCodes, StartupError } from '../domain-error.ts'

/** Wraps the keys in the database; comes from outside it. */
export type MasterKey = { id: string; key: Buffer }

/** What a first start makes in the data folder where the environment names no keys. */
export const keyFileOf = (config: Config) => join(config.dataFolder, 'keys')

/** The master keys the operator gave, the one that wraps first; none where there are none yet. */
export function readMasterKeys(config: Config): MasterKey[] {
  if (config.keys !== undefined) return parseKeys(config.keys.split(','), 'QUOIN_KEYS')
  const file = config.keysFile ?? keyFileOf(config)
  if (!existsSync(file)) {
    if (config.keysFile !== undefined) throw wrong(`QUOIN_KEYS_FILE: there is no file ${file}.`)
    return []
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0)
    throw wrong(`The key file ${file} can be read by everybody on this machine. Close it: chmod 600.`)
  return parseKeys(readFileSync(file, 'utf8').split('\n'), file)
}

/** Makes the first master key of an installation, in its data folder. */
export function makeKeyFile(config: Config): MasterKey {
  const file = keyFileOf(config)
  const key = { id: 'm1', key: randomBytes(32) }
  mkdirSync(config.dataFolder, { recursive: true })
  writeFileSync(
    file,
    '# Opens what the database keeps sealed. Without it a backup of the database is not complete: keep a copy, elsewhere.\n' +
      `${key.id}:${key.key.toString('base64')}\n`,
    { mode: 0o600, flag: 'wx' },
  )
  return key
}

function parseKeys(lines: readonly string[], where: string): MasterKey[] {
  const keys = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, id = '', text = ''] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(line) ?? []
      // The line itself is not repeated: it holds a key.
      if (id === '')
        throw wrong(
          `${where}: a key is written NAME:KEY, KEY being 32 bytes in base64 (openssl rand -base64 32).`,
        )
      return { id, key: Buffer.from(text, 'base64') }
    })
  if (keys.length === 0) throw wrong(`${where} holds no key.`)
  const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) !== index)
  if (twice) throw wrong(`${where} names the key "${twice.id}" twice.`)
  return keys
}

export const wrong = (sentence: string) => new StartupError(sentence, exitCodes.wrongConfiguration)
