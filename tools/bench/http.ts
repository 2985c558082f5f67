import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { demoLogins } from '../../demo/seed.ts'
import { registerModules } from '../../server/modules.ts'
import { createApp } from '../../server/platform/app.ts'
import { attachDatabase } from '../../server/platform/attach-database.ts'
import { loadConfig } from '../../server/platform/config.ts'
import { makeLog } from '../../server/platform/log.ts'

const connections = 8
const seconds = 5
const rounds = 3

/**
 * How many quotes of 20 lines a second the whole product makes over HTTP, priced and durable, and how many the bare
 * database takes of the same rows: quote, version, lines with their trace, event, outbox, audit. Both in one run, from
 * the same number of connections; the median ratio of the rounds counts.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-bench-'))
  const config = loadConfig({ QUOIN_DATA: folder, WEB_APP: '0', LOG_LEVEL: 'error' })
  const database = await attachDatabase(config, makeLog('error'))
  try {
    const app = createApp({ config, log: makeLog('error'), database })
    await registerModules(app)
    for (const seed of app.seeds) await seed(app)
    const rep = (await demoLogins(database)).find((login) => login.username === 'anna')
    if (!rep) throw new Error('The demo company has no sales rep to sign in as')
    const [customer] = await database.query<{ id: string }>(`select id from customers where code = 'C-10001'`)

    const port = await freePort()
    const server = await serve(port, database.directUrl)
    try {
      return await measure(new Client(port), rep, customer?.id ?? '', database.directUrl)
    } finally {
      server.kill('SIGTERM')
      await new Promise((gone) => server.once('exit', gone))
    }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  client: Client,
  rep: { username: string; password: string },
  customer: string,
  databaseUrl: string,
): Promise<Record<string, number>> {
  const { accessToken } = JSON.parse(
    await client.send('POST', '/auth/login', { username: rep.username, password: rep.password }),
  ) as { accessToken: string }
  client.token = accessToken
  const { items } = JSON.parse(
    await client.send('GET', '/products?limit=200&currency=EUR&lifecycle=active'),
  ) as {
    items: { code: string; configurable: boolean; bundle: boolean; plans: { unitAmount?: string }[] }[]
  }
  const lines = items
    .filter((product) => !product.configurable && !product.bundle && product.plans[0]?.unitAmount)
    .slice(0, 20)
    .map((product, index) => ({ product: product.code, quantity: String(index + 1) }))
  const create = () => client.send('POST', '/quotes', { customer, lines })
  const { id, lines: made } = JSON.parse(await create()) as { id: string; lines: unknown[] }
  if (made.length !== 20) throw new Error(`A quote of 20 lines came out with ${made.length}`)

  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  try {
    const insert = await bareInsert(pool, id)
    await rate(create, 2)
    await rate(insert, 1)
    const overHttp: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      overHttp.push(await rate(create, seconds))
      bare.push(await rate(insert, seconds))
    }
    const ratios = overHttp.map((value, index) => value / (bare[index] ?? Number.NaN))
    return {
      'http.createQuote.perSecond': median(overHttp),
      'http.createQuote.bareDatabasePerSecond': median(bare),
      'http.createQuote.ratioToDatabase': median(ratios),
    }
  } finally {
    await pool.end()
  }
}

const tables = [
  ['quotes', 'id'],
  ['quote_versions', 'quote_id'],
  ['quote_lines', 'quote_id'],
  ['quote_events', 'quote_id'],
  ['audit_entries', 'subject_id'],
] as const

/** Inserts the rows of a quote again under another id, one statement a table, in one transaction. */
async function bareInsert(pool: pg.Pool, id: string): Promise<() => Promise<void>> {
  const { rows: numbers } = await pool.query<{ number: string }>('select number from quotes where id = $1', [
    id,
  ])
  const number = numbers[0]?.number ?? ''
  const texts = new Map<string, string>()
  for (const [table, column] of tables) {
    const { rows } = await pool.query<{ text: string }>(
      `select json_agg(row_to_json(t))::text as text from ${table} t where ${column} = $1`,
      [id],
    )
    texts.set(table, rows[0]?.text ?? '[]')
  }
  const { rows: events } = await pool.query<{ data: unknown; actor_id: string }>(
    'select data, actor_id from events where subject_id = $1',
    [id],
  )
  let count = 0
  return async () => {
    const mark = `${process.pid}x${count++}`
    const client = await pool.connect()
    try {
      await client.query('begin')
      for (const [table] of tables) {
        const text = (texts.get(table) ?? '')
          .replaceAll(id, `quo_${mark}`)
          .replaceAll(number, `QT-${mark}`)
          .replace(/"aud_\w+"/, `"aud_${mark}"`)
        await client.query({
          name: table,
          text: `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
          values: [text],
        })
      }
      await client.query({
        name: 'events',
        text: `insert into events (type, subject_id, data, actor_id, request_id, at) values ('quote.created', $1, $2, $3, $1, now())`,
        values: [`quo_${mark}`, JSON.stringify(events[0]?.data), events[0]?.actor_id],
      })
      await client.query('commit')
    } finally {
      client.release()
    }
  }
}

/** Calls of `work` a second, from as many at once as there are connections. */
async function rate(work: () => Promise<unknown>, forSeconds: number): Promise<number> {
  const started = performance.now()
  const end = started + forSeconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        await work()
        done++
      }
    }),
  )
  return done / ((performance.now() - started) / 1000)
}

/** Keeps its connections; refuses answers that are not a success. */
class Client {
  token = ''
  private readonly port: number
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: connections })

  constructor(port: number) {
    this.port = port
  }

  send(method: string, path: string, body?: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = http.request({
        host: '127.0.0.1',
        port: this.port,
        agent: this.agent,
        method,
        path: `/api/v1${path}`,
        headers: {
          'content-type': 'application/json',
          ...(this.token && { authorization: `Bearer ${this.token}` }),
        },
      })
      request.on('error', reject)
      request.on('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if ((response.statusCode ?? 500) < 300) resolve(text)
          else reject(new Error(`${method} ${path} was answered ${response.statusCode}: ${text}`))
        })
      })
      request.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }
}

/** The product in a process of its own, as it would run, on the benchmark's database. */
async function serve(port: number, databaseUrl: string) {
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../server/main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATABASE_NAMED_STATEMENTS: '1',
      WEB_APP: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let attempt = 0; attempt < 300; attempt++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return server
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error('The server did not start within 30 seconds')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
