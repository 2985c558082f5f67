import pg from 'pg'

/**
 * Connections for the job queue. Of their own: it listens, so it goes around any pooler, and a busy queue does not
 * take connections from requests. The queue wants to see an error handler on each connection too.
 */
export function jobPool(directUrl: string, size: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: directUrl, max: size })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
