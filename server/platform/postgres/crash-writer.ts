/** For the crash test: writes with events and jobs as fast as it can, and says each number once it is acknowledged. */
import { z } from 'zod'
import { createApp } from '../app.ts'
import { attachDatabase } from '../attach-database.ts'
import { loadConfig } from '../config.ts'
import { withDirectConnection } from '../database.ts'
import { runEvents } from '../events/run-events.ts'
import { announce, enqueue, systemContext } from '../index.ts'
import { makeLog } from '../log.ts'

const config = loadConfig(process.env)
const log = makeLog('error')
const app = createApp({ config, log, database: await attachDatabase(config, log) })
const job = { name: 'written', payload: z.object({ number: z.number() }) }
// The program's own role makes no tables.
await withDirectConnection(app.database.directUrl, (client) =>
  client.query(
    'create table if not exists written (number integer primary key); grant all on written to public',
  ),
)
await runEvents(app, { deliver: true })
console.log('ready')

let next = Number(process.argv[2])
async function writeOn(): Promise<never> {
  for (;;) {
    const number = next++
    await systemContext(app).transaction(async (tx) => {
      await tx.query('insert into written values ($1)', [number])
      announce(tx, 'number.written', String(number), { number })
      enqueue(tx, job, { number })
    })
    process.stdout.write(`${number}\n`)
  }
}
await Promise.all([writeOn(), writeOn(), writeOn(), writeOn()])
