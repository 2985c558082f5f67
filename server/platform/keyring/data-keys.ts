import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Queries } from '../context.ts'
import { withDirectConnection } from '../database.ts'
import { keyNamedBy, openUnder, sealUnder } from './envelope.ts'
import type { DataKey, Keyring } from './keyring.ts'
import { type MasterKey, makeKeyFile, readMasterKeys, wrong } from './master-keys.ts'

type Row = { id: string; wrapped: string; sealsFrom: Date; retiredAt: Date | null }
type Client = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }

/** Any number, the same in every node: one makes or wraps keys at a time. */
const keyLock = 7_140_250
const columns = 'id, wrapped, seals_from as "sealsFrom", retired_at as "retiredAt"'
const placeOf = (id: string) => ({ table: 'data_keys', column: 'wrapped', row: id })

export type Unlocked = { keyring: Keyring; master: readonly MasterKey[] }

/**
 * Opens the database's keys with the operator's, making both at the very first start. Wraps them anew when another
 * master key comes first; refuses a start that could not read what is stored.
 */
export async function unlock(
  directUrl: string,
  config: Config,
  keyring: Keyring,
): Promise<readonly MasterKey[]> {
  return withDirectConnection(directUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [keyLock])
    let master = readMasterKeys(config)
    const stored = await rowsOf(client)
    if (stored.length === 0) {
      if (master.length === 0) master = [makeKeyFile(config)]
      await insertKey(client, master, randomBytes(32), new Date(0))
    } else if (master.length === 0) {
      throw wrong(
        'The database holds sealed values, and no key was given to open them. Set QUOIN_KEYS or QUOIN_KEYS_FILE to the ' +
          'keys it was begun with (the file "keys" of its first data folder).',
      )
    }
    for (const row of stored) await wrapAnew(client, row, master)
    keyring.replaceKeys((await rowsOf(client)).map((row) => unwrapped(row, master)))
    return master
  })
}

/** Reads the keys again: another node may have made one. */
export async function reloadKeys(db: Queries, master: readonly MasterKey[], keyring: Keyring): Promise<void> {
  const rows = await db.query<Row>(`select ${columns} from data_keys`)
  keyring.replaceKeys(rows.map((row) => unwrapped(row, master)))
}

/** Makes the next key. It seals from a moment by which every node knows it. */
export async function insertKey(
  client: Client | Queries,
  master: readonly MasterKey[],
  key: Buffer,
  sealsFrom: Date,
): Promise<string> {
  const id = `k${randomBytes(4).toString('hex')}`
  const [first] = master
  if (!first) throw new Error('no master key')
  await client.query('insert into data_keys (id, wrapped, seals_from) values ($1, $2, $3)', [
    id,
    sealUnder(first.id, first.key, key, placeOf(id)),
    sealsFrom,
  ])
  return id
}

async function rowsOf(client: Client): Promise<Row[]> {
  return (await client.query(`select ${columns} from data_keys`)).rows as Row[]
}

async function wrapAnew(client: Client, row: Row, master: readonly MasterKey[]): Promise<void> {
  const [first] = master
  if (!first || keyNamedBy(row.wrapped) === first.id) return
  const { key } = unwrapped(row, master)
  await client.query('update data_keys set wrapped = $2 where id = $1', [
    row.id,
    sealUnder(first.id, first.key, key, placeOf(row.id)),
  ])
}

function unwrapped(row: Row, master: readonly MasterKey[]): DataKey {
  const name = keyNamedBy(row.wrapped)
  const found = master.find(({ id }) => id === name)
  if (!found)
    throw wrong(`The database was sealed under the key "${name}", which was not given. Add it to QUOIN_KEYS.`)
  try {
    const key = openUnder(found.key, row.wrapped, placeOf(row.id))
    return { id: row.id, key, sealsFrom: row.sealsFrom, retired: row.retiredAt !== null }
  } catch {
    throw wrong(`The key "${name}" that was given is not the one the database was sealed under.`)
  }
}
