import pg from 'pg'

const retryMs = 1000

/**
 * A connection around any pooler that stands until the returned function is called: `begin` runs on it at once, and again
 * each time it broke and was made anew. A machine that vanishes without a word is noticed by the server within a minute.
 */
export async function standingConnection(
  directUrl: string,
  begin: (client: pg.Client) => Promise<void>,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: directUrl, keepAlive: true })
    client = fresh
    fresh.on('error', () => reconnect(fresh))
    fresh.on('end', () => reconnect(fresh))
    try {
      await fresh.connect()
      await fresh.query(impatient)
      await begin(fresh)
    } catch {
      reconnect(fresh)
    }
  }

  function reconnect(broken: pg.Client): void {
    if (stopped || client !== broken) return
    client = undefined
    broken.end().catch(() => {})
    retry = setTimeout(() => void connect(), retryMs)
  }

  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end()
  }
}

/** The server gives up a client that answers nothing for so long, and with it the locks of its session. */
const impatient =
  'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3'
