import pg from 'pg'
import type { Queries } from './context.ts'
import { exitCodes, StartupError } from './domain-error.ts'
import { makeKeyring } from './keyring/keyring.ts'

/** Connections to one database. */
export type Database = Queries & {
  readonly pool: pg.Pool
  /** Around a pooler: for listening, session locks and migrations. */
  readonly directUrl: string
  /** Puts a statement into the form the driver takes, with a name where names are allowed. */
  statement(text: string, values?: readonly unknown[]): pg.QueryConfig
  close(): Promise<void>
}

export type DatabaseOptions = {
  directUrl?: string
  poolSize?: number
  namedStatements?: boolean
  /** Told about connections that broke while nobody used them. */
  onError?: (error: Error) => void
}

/** Opens a pool on `url`, with a keyring still to be unlocked. Connections are made when first needed. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 16,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    // Statements go out without waiting for the answers before them; this is what makes BEGIN and COMMIT cheap.
    ...pipelined,
    types: exactTypes,
  })
  // A connection that the server closes would end the process otherwise: one that is idle, or one in use, whose
  // statement fails as well and tells the caller.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) options.onError?.(error)
  })
  pool.on('connect', (client) => client.on('error', () => {}))

  const statement = options.namedStatements ? named() : unnamed
  return {
    pool,
    directUrl: options.directUrl ?? url,
    statement,
    keys: makeKeyring(),
    async query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const result = await pool.query(statement(text, values))
      return result.rows as Row[]
    },
    async close() {
      closing = true
      await pool.end()
    },
  }
}

/** A connection of its own around any pooler, for `work`. */
export async function withDirectConnection<Result>(
  directUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: directUrl,
    types: exactTypes,
    connectionTimeoutMillis: 15_000,
  })
  client.on('error', () => {}) // what breaks shows in the statement that needs it
  try {
    await client.connect()
  } catch (error) {
    const { host, port } = client
    throw new StartupError(
      `The database at ${host}:${port} cannot be reached: ${reasonOf(error)}. Check DATABASE_URL.`,
      exitCodes.databaseUnreachable,
    )
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Not in the driver's types yet. */
const pipelined = { pipeline: true } as object

/** Numbers that a double cannot hold and days stay text; instants become Date. */
const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const unnamed = (text: string, values?: readonly unknown[]): pg.QueryConfig => ({
  text,
  ...(values && { values: [...values] }),
})

/** Names statements by their text, so that the server plans each once. Bounded: a text made on the fly has no end. */
function named(): Database['statement'] {
  const names = new Map<string, string>()
  return (text, values) => {
    let name = names.get(text)
    if (name === undefined && names.size < 1000) {
      name = `s${names.size}`
      names.set(text, name)
    }
    return { ...unnamed(text, values), ...(name && { name }) }
  }
}

function reasonOf(error: unknown): string {
  // Node tries IPv6 and IPv4 and reports both in an error without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
