import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { endpoint } from '../../../contract/http.ts'
import { registerIdentity } from '../../../server/identity/index.ts'
import { signInAs } from '../../../server/identity/testing.ts'
import { createApp } from '../../../server/platform/app.ts'
import { attachDatabase } from '../../../server/platform/attach-database.ts'
import { loadConfig } from '../../../server/platform/config.ts'
import { type App, type Context, serve } from '../../../server/platform/index.ts'
import { makeLog } from '../../../server/platform/log.ts'
import { quantile } from '../../models/quantile.ts'

const rounds = 900

/**
 * What recognising the caller and their rights adds to a read of twenty rows: the same handler for anybody, for a
 * token the node has seen in the last three seconds, and for one it has to look up. In turn, request by request, so
 * that whatever else the machine does meets all alike.
 */
export async function measureOverhead(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-bench-'))
  const config = loadConfig({ QUOIN_DATA: folder, LOG_LEVEL: 'error', DATABASE_NAMED_STATEMENTS: '1' })
  const database = await attachDatabase(config, makeLog('error'))
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  try {
    const app = createApp({ config, log: makeLog('error'), database, clock })
    registerIdentity(app)
    serveProbes(app)
    await app.http.ready()
    const { headers } = await signInAs(app, 'read-only')
    await database.query(
      `insert into settings_history (version, settings, changed_by, changed_at)
       select n, '{"company": {"name": "A company with a name"}}', 'bench', now() from generate_series(1, 1000) n`,
    )
    const ask = async (path: string) => {
      const begun = performance.now()
      const { statusCode } = await app.http.inject({ url: `/api/v1/probe/${path}`, headers })
      if (statusCode !== 200) throw new Error(`The probe was answered ${statusCode}`)
      return performance.now() - begun
    }
    const times: Record<'open' | 'seen' | 'unseen', number[]> = { open: [], seen: [], unseen: [] }
    for (let round = -100; round < rounds; round++) {
      const open = await ask('open')
      ahead += 3001 // what the node remembers holds for three seconds
      const unseen = await ask('guarded')
      const seen = await ask('guarded')
      if (round < 0) continue
      times.open.push(open)
      times.seen.push(seen)
      times.unseen.push(unseen)
    }
    await app.http.close()
    const open = quantile(times.open, 0.5)
    return {
      'identity.read.openMs': open,
      'identity.read.guardedMs': quantile(times.seen, 0.5),
      'identity.read.overheadRatio': quantile(times.seen, 0.5) / open,
      'identity.read.overheadRatioFirstTime': quantile(times.unseen, 0.5) / open,
    }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function serveProbes(app: App): void {
  const rows = z.object({ items: z.array(z.object({ version: z.number(), settings: z.unknown() })) })
  const read = async (ctx: Context) => ({
    items: await ctx.db.query<{ version: number; settings: unknown }>(
      'select version, settings from settings_history where version > 500 order by version limit 20',
    ),
  })
  const common = { method: 'GET', tag: 'Probe', summary: 'A read', response: rows } as const
  serve(app, endpoint({ ...common, path: '/probe/open', permission: 'anyone' }), read)
  serve(app, endpoint({ ...common, path: '/probe/guarded', permission: 'customers.read' }), read)
}
