import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { App } from '../app.ts'
import { announce, cancelJob, defineJob, enqueue, onEvent, subscribe, systemContext } from '../index.ts'
import { startTestServer, type TestServer } from '../testing.ts'
import { deliverEvents } from './deliver-events.ts'
import { readEvents } from './read-events.ts'
import { runEvents } from './run-events.ts'
import { sequenceEvents } from './sequence-events.ts'

let server: TestServer
let app: App
let heard: string[]
let ran: string[]
let failing: Set<string>
const remind = { name: 'test.remind', payload: z.object({ whom: z.string() }) }

beforeEach(async () => {
  heard = []
  ran = []
  failing = new Set()
  server = await startTestServer({ bare: true, register })
  app = server.app
  await app.database.query('create table notes (id text primary key, text text)')
})
afterEach(() => server.close())

function register(node: App): void {
  subscribe(node, ['note.written', 'note.changed'], 'reader', async (_ctx, event) => {
    const said = `${event.subjectId}:${event.data.text}`
    if (failing.has(said)) throw new Error('not now')
    heard.push(said)
  })
  defineJob(node, remind, async (_ctx, { whom }) => {
    if (failing.has(whom)) throw new Error('not now')
    ran.push(whom)
  })
}

const write = (subject: string, text: string) =>
  systemContext(app).transaction(async (tx) => {
    await tx.query('insert into notes values ($1, $2) on conflict (id) do update set text = $2', [
      subject,
      text,
    ])
    announce(tx, 'note.written', subject, { text })
  })

describe('an event', () => {
  test('is told after its change is stored, with who and when, and not at all when that fails', async () => {
    await write('a', '1')
    const lost = systemContext(app).transaction(async (tx) => {
      announce(tx, 'note.written', 'a', { text: 'never' })
      await tx.query('insert into notes values ($1, $1)', ['a'])
    })
    await expect(lost).rejects.toThrow('duplicate key')
    await server.settle()
    expect(heard).toEqual(['a:1'])
    expect(await readEvents(app.database, 0, ['*'], 10)).toMatchObject([
      { sequence: 1, type: 'note.written', subjectId: 'a', actorId: 'system' },
    ])
  })

  test('of a failed part is dropped while the rest stands', async () => {
    await systemContext(app).transaction(async (tx) => {
      announce(tx, 'note.written', 'a', { text: 'kept' })
      await tx.ctx
        .transaction(async (inner) => {
          announce(inner, 'note.written', 'a', { text: 'dropped' })
          await inner.query(`insert into notes values ('b', 'dropped')`)
          throw new Error('changed my mind')
        })
        .catch(() => {})
      await tx.query(`insert into notes values ('c', 'kept')`)
    })
    await server.settle()
    expect(heard).toEqual(['a:kept'])
    expect(await app.database.query('select id from notes')).toEqual([{ id: 'c' }])
  })

  test('is numbered in the order of commits without a gap, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        await write(`s${n % 5}`, String(n)).catch(() => {})
        if (n % 7 === 0) await sequenceEvents(app.database)
      }),
    )
    await Promise.all([
      sequenceEvents(app.database),
      sequenceEvents(app.database),
      sequenceEvents(app.database),
    ])
    const events = await readEvents(app.database, 0, ['*'], 100)
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
    // Each subject's row was locked from write to commit, so its last event is the text that stayed.
    const notes = await app.database.query<{ id: string; text: string }>('select id, text from notes')
    for (const { id, text } of notes) {
      expect(events.filter(({ subjectId }) => subjectId === id).at(-1)?.data.text).toBe(text)
    }
  })

  test('that cannot be handled waits, later ones of its subject behind it, others pass', async () => {
    failing.add('a:1')
    await write('a', '1')
    await write('b', '1')
    await write('a', '2')
    await server.settle()
    expect(heard).toEqual(['b:1'])

    failing.clear()
    await app.database.query('update event_retries set run_at = now()')
    await server.settle()
    expect(heard).toEqual(['b:1', 'a:1', 'a:2'])
  })

  test('is told again after a crash in the middle, and none is skipped', async () => {
    for (const text of ['1', '2', '3']) await write('a', text)
    await sequenceEvents(app.database)
    // The connection that holds the subscriber's memory dies while the second event is handled.
    const subscription = app.events.subscriptions.get('reader')
    if (!subscription) throw new Error('no subscription')
    const { handler } = subscription
    let crashed = false
    subscription.handler = async (ctx, event) => {
      await handler(ctx, event)
      if (event.data.text === '2' && !crashed) {
        crashed = true
        await app.database.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
        )
      }
    }
    await expect(deliverEvents(app)).rejects.toThrow()
    await server.settle()
    expect(heard.slice(-3)).toEqual(['a:1', 'a:2', 'a:3'])
  })

  test('reaches those who listen on any node within moments', async () => {
    const other = await startTestServerOn(app)
    const stop = await runEvents(app, { deliver: true })
    const stopOther = await runEvents(other, { deliver: false })
    const told: string[] = []
    onEvent(other, (event) => told.push(event.subjectId))
    await write('live', '1')
    await expect.poll(() => [told, heard], { interval: 5, timeout: 2000 }).toEqual([['live'], ['live:1']])
    await stop()
    await stopOther()
  })
})

describe('a job', () => {
  test('is stored with its transaction, and with no other', async () => {
    await systemContext(app).transaction(async (tx) => enqueue(tx, remind, { whom: 'anna' }))
    const lost = systemContext(app).transaction(async (tx) => {
      enqueue(tx, remind, { whom: 'nobody' })
      throw new Error('changed my mind')
    })
    await expect(lost).rejects.toThrow('changed my mind')
    await server.settle()
    expect(ran).toEqual(['anna'])
  })

  test('with a time waits for it, can be replaced under its key and taken back', async () => {
    const at = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000)
    await systemContext(app).transaction(async (tx) => {
      enqueue(tx, remind, { whom: 'anna' }, { runAt: at(2), key: 'remind-anna' })
      enqueue(tx, remind, { whom: 'bert' }, { runAt: at(2), key: 'remind-bert' })
      enqueue(tx, remind, { whom: 'carla' }, { runAt: at(2), key: 'remind-carla' })
    })
    await systemContext(app).transaction(async (tx) => {
      enqueue(tx, remind, { whom: 'anna, later' }, { runAt: at(30), key: 'remind-anna' })
      cancelJob(tx, 'remind-bert')
    })
    await server.settle()
    expect(ran).toEqual([])
    server.clock.advance({ hours: 3 })
    await server.settle()
    expect(ran).toEqual(['carla'])
    server.clock.advance({ days: 2 })
    await server.settle()
    expect(ran).toEqual(['carla', 'anna, later'])
  })

  test('that fails stays in the queue for another attempt', async () => {
    failing.add('anna')
    await systemContext(app).transaction(async (tx) => enqueue(tx, remind, { whom: 'anna' }))
    await server.settle()
    failing.clear()
    await app.database.query('update graphile_worker._private_jobs set run_at = now()')
    await server.settle()
    expect(ran).toEqual(['anna'])
  })
})

describe('a transaction', () => {
  test('does what was noted for before and after the commit, in this order', async () => {
    const order: string[] = []
    await systemContext(app).transaction(async (tx) => {
      tx.afterCommit(() => order.push('after'))
      tx.beforeCommit(async () => {
        order.push('before')
        await tx.query(`insert into notes values ('audit', 'x')`)
      })
      order.push('work')
    })
    expect(order).toEqual(['work', 'before', 'after'])
    expect(await app.database.query('select id from notes')).toEqual([{ id: 'audit' }])
  })

  test('that passed over a failed statement does not pretend to have stored anything', async () => {
    const work = systemContext(app).transaction(async (tx) => {
      await tx.query(`insert into notes values ('a', 'x')`)
      await tx.query('select 1 / 0').catch(() => {})
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await app.database.query('select id from notes')).toEqual([])
  })

  test('cannot be used once it has ended', async () => {
    let kept: { query(text: string): Promise<unknown> } | undefined
    await systemContext(app).transaction(async (tx) => {
      kept = tx
    })
    await expect(kept?.query('select 1')).rejects.toThrow('ended')
  })

  test('gives back amounts, counts and days exactly as they are stored', async () => {
    const [row] = await app.database.query(
      `select 12345678901234.5678::numeric as amount, 9007199254740993::bigint as count, date '2026-02-28' as day, timestamptz '2026-02-28T10:00:00Z' as at`,
    )
    expect(row).toEqual({
      amount: '12345678901234.5678',
      count: '9007199254740993',
      day: '2026-02-28',
      at: new Date('2026-02-28T10:00:00Z'),
    })
  })
})

/** A second node on the database of the first. */
async function startTestServerOn(first: App): Promise<App> {
  return { ...first, events: { subscriptions: new Map(), listeners: new Set(), wake: () => {} } }
}
