import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Context, Queries, Tx } from '../context.ts'
import { announce, onEvent } from '../events/events.ts'
import { defineJob, enqueue, type Job } from '../jobs/jobs.ts'
import { newId } from '../new-id.ts'
import { insertKey, reloadKeys } from './data-keys.ts'
import { readMasterKeys } from './master-keys.ts'
import { resealed, type SealedColumn } from './sealed-columns.ts'

/** By then every node has heard of a new key, or asked. */
const settleMs = 20_000
const reloadMs = 8_000
const page = 200

type Rotation = {
  id: string
  keyId: string
  startedAt: Date
  finishedAt: Date | null
  seen: number
  sealed: number
  total: number
}
type Progress = { at: { table: number; after: string[] }; seen: number; sealed: number }

const rotate: Job<{ id: string }> = { name: 'platform.rotate-keys', payload: z.object({ id: z.string() }) }

/** Lets this node learn of new keys, and seal everything anew when somebody asks for it. */
export function rotateKeys(app: App): void {
  const reload = () => reloadKeys(app.database, readMasterKeys(app.config), app.database.keys)
  // Another node's key: told by an event, or found by asking; a failure is made up for by the next time.
  const onFailure = (error: unknown) => app.log.warn({ err: error }, 'The keys could not be read again')
  const stop = onEvent(app, (event) => {
    if (event.type === 'keys.changed') reload().catch(onFailure)
  })
  const timer = setInterval(() => reload().catch(onFailure), reloadMs)
  timer.unref()
  app.closers.push(async () => {
    clearInterval(timer)
    stop()
  })
  defineJob(app, rotate, (ctx, { id }) => sealAnew(app, ctx, id))
}

/** Makes a new key and begins to seal everything under it; answers the rotation's id, also of one that is under way. */
export async function startRotation(app: App, tx: Tx, waitMs = settleMs): Promise<string> {
  await tx.query('select pg_advisory_xact_lock(7140251)')
  const [running] = await tx.query<{ id: string }>('select id from key_rotations where finished_at is null')
  if (running) return running.id
  const sealsFrom = new Date(Date.now() + waitMs)
  const keyId = await insertKey(tx, readMasterKeys(app.config), randomBytes(32), sealsFrom)
  const id = newId('rot')
  await tx.query('insert into key_rotations (id, key_id, started_at, started_by) values ($1, $2, $3, $4)', [
    id,
    keyId,
    tx.ctx.now,
    tx.ctx.actor.id,
  ])
  announce(tx, 'keys.changed', keyId, {})
  enqueue(tx, rotate, { id }, { runAt: new Date(sealsFrom.getTime() + 1000), key: 'platform.rotate-keys' })
  return id
}

/** The rotations there were, newest first. */
export async function selectRotations(db: Queries): Promise<Rotation[]> {
  const rows = await db.query<
    Omit<Rotation, 'seen' | 'sealed' | 'total'> & Record<'seen' | 'sealed' | 'total', string>
  >(
    `select id, key_id as "keyId", started_at as "startedAt", finished_at as "finishedAt", seen, sealed, total
     from key_rotations order by started_at desc limit 20`,
  )
  return rows.map((row) => ({
    ...row,
    seen: Number(row.seen),
    sealed: Number(row.sealed),
    total: Number(row.total),
  }))
}

/** Goes through every sealed column, some rows at a time, and notes how far it came: a crash costs one page. */
async function sealAnew(app: App, ctx: Context, id: string): Promise<void> {
  await reloadKeys(ctx.db, readMasterKeys(app.config), ctx.db.keys)
  const [rotation] = await ctx.db.query<{
    key_id: string
    place: Progress['at'] | object
    seen: string
    sealed: string
  }>('select key_id, place, seen, sealed from key_rotations where id = $1 and finished_at is null', [id])
  if (!rotation) return
  if (ctx.db.keys.currentId() !== rotation.key_id) throw new Error('The new key does not seal yet')
  await ctx.db.query('update key_rotations set total = $2 where id = $1', [id, await countRows(app, ctx.db)])

  let progress: Progress = {
    at: 'table' in rotation.place ? rotation.place : { table: 0, after: [] },
    seen: Number(rotation.seen),
    sealed: Number(rotation.sealed),
  }
  for (;;) {
    const column = app.sealed[progress.at.table]
    if (!column) break
    const before = progress
    progress = await ctx.transaction(async (tx) => {
      const next = await sealPage(tx, column, before)
      await tx.query('update key_rotations set place = $2, seen = $3, sealed = $4 where id = $1', [
        id,
        next.at,
        next.seen,
        next.sealed,
      ])
      return next
    })
  }
  await ctx.transaction(async (tx) => {
    await tx.query('update key_rotations set finished_at = $2 where id = $1', [id, tx.ctx.now])
    await tx.query('update data_keys set retired_at = $2 where id <> $1 and retired_at is null', [
      rotation.key_id,
      tx.ctx.now,
    ])
    announce(tx, 'keys.changed', rotation.key_id, {})
  })
  await reloadKeys(ctx.db, readMasterKeys(app.config), ctx.db.keys)
}

async function countRows(app: App, db: Queries): Promise<number> {
  let total = 0
  for (const { table, column } of app.sealed) {
    const [row] = await db.query<{ count: string }>(
      `select count(*) from ${table} where ${column} is not null`,
    )
    total += Number(row?.count ?? 0)
  }
  return total
}

/** Seals a page of one column anew. A row that was written meanwhile is sealed under the new key already. */
async function sealPage(tx: Tx, column: SealedColumn, { at, seen, sealed }: Progress): Promise<Progress> {
  const names = [...new Set([...column.key, column.column, ...(column.also ?? [])])]
  const key = column.key.join(', ')
  const marks = column.key.map((_, place) => `$${place + 1}`).join(', ')
  const { atOnce = page } = column
  const rows = await tx.query<Record<string, unknown>>(
    `select ${names.join(', ')} from ${column.table} where ${column.column} is not null
     ${at.after.length > 0 ? `and (${key}) > (${marks})` : ''} order by ${key} limit ${atOnce} for update`,
    at.after,
  )
  let changed = 0
  for (const row of rows) {
    const values = resealed(tx.keys, column, row)
    if (!values) continue
    changed += 1
    const sets = [column.column, ...(column.sign ? [column.sign.column] : [])]
      .map((name, place) => `${name} = $${column.key.length + place + 1}`)
      .join(', ')
    const where = column.key.map((name, place) => `${name} = $${place + 1}`).join(' and ')
    await tx.query(`update ${column.table} set ${sets} where ${where}`, [
      ...column.key.map((name) => String(row[name])),
      ...values,
    ])
  }
  const last = rows.at(-1)
  const done = rows.length < atOnce || !last
  return {
    at: done
      ? { table: at.table + 1, after: [] }
      : { table: at.table, after: column.key.map((name) => String(last[name])) },
    seen: seen + rows.length,
    sealed: sealed + changed,
  }
}
