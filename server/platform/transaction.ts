import type pg from 'pg'
import type { App } from './app.ts'
import type { Context, Queries, Tx } from './context.ts'
import { type Noted, nothingNoted, storeNoted } from './noted.ts'

/** What a context is before it knows its database. */
export type ContextFacts = Omit<Context, 'db' | 'transaction'>

const notedOf = new WeakMap<Tx, Noted>()

/** The events and jobs noted in a transaction so far. */
export function notedIn(tx: Tx): Noted {
  const noted = notedOf.get(tx)
  if (!noted) throw new Error('not a transaction of ours')
  return noted
}

/**
 * Runs `work` in a transaction. Within it, everything reached through `tx` or `tx.ctx` reads and writes on the same
 * connection; a transaction inside is a savepoint. Events and jobs noted are stored just before the commit.
 */
export async function inTransaction<Result>(
  app: App,
  facts: ContextFacts,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const client = await app.database.pool.connect()
  let broken: Error | undefined
  const state = { noted: nothingNoted(), open: true }
  try {
    // Not awaited: BEGIN travels with the first statement. What fails here fails that statement too.
    client.query('begin').catch(() => {})
    const tx = makeTx(app, facts, client, state)
    const result = await work(tx)
    for (let next = 0; next < state.noted.beforeCommit.length; next++)
      await state.noted.beforeCommit[next]?.()
    state.open = false
    await commit(client, storeNoted(app.database, client, state.noted, facts))
    for (const after of state.noted.afterCommit) after()
    if (state.noted.events.length > 0) app.events.wake()
    return result
  } catch (error) {
    state.open = false
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Sends COMMIT right behind the last statements. If one of them fails the server rolls back instead. */
async function commit(client: pg.PoolClient, stored: Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled([client.query('commit'), ...stored])
  for (const result of results) if (result.status === 'rejected') throw result.reason as Error
  const [committed] = results
  if (committed?.status === 'fulfilled' && committed.value.command !== 'COMMIT') {
    throw new Error('A statement of this transaction failed and was passed over; everything was rolled back')
  }
}

function makeTx(
  app: App,
  facts: ContextFacts,
  client: pg.PoolClient,
  state: { noted: Noted; open: boolean },
): Tx {
  const queries: Queries = {
    async query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      if (!state.open) throw new Error('This transaction has ended; was a promise in it not awaited?')
      const result = await client.query(app.database.statement(text, values))
      return result.rows as Row[]
    },
    keys: app.database.keys,
  }
  const { noted } = state
  const tx = {
    ...queries,
    ctx: { ...facts, db: queries, transaction: (work) => inSavepoint(tx, noted, work) } as Context,
    beforeCommit: (work: () => Promise<void>) => void noted.beforeCommit.push(work),
    afterCommit: (work: () => void) => void noted.afterCommit.push(work),
  } as unknown as Tx // the mark of a transaction exists only for the compiler
  notedOf.set(tx, noted)
  return tx
}

/** A transaction within a transaction: what it wrote and noted is dropped when it fails, the rest stays. */
async function inSavepoint<Result>(tx: Tx, noted: Noted, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const mark = Object.fromEntries(Object.entries(noted).map(([name, list]) => [name, list.length]))
  tx.query('savepoint inner_work').catch(() => {})
  try {
    const result = await work(tx)
    tx.query('release savepoint inner_work').catch(() => {})
    return result
  } catch (error) {
    for (const [name, list] of Object.entries(noted)) list.length = mark[name] ?? 0
    await tx.query('rollback to savepoint inner_work')
    await tx.query('release savepoint inner_work')
    throw error
  }
}
