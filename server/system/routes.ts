import * as contract from '../../contract/system.ts'
import { permit, record } from '../identity/index.ts'
import { type App, type Queries, selectRotations, serve, startRotation } from '../platform/index.ts'
import { readSystem } from './read-system.ts'
import { readUsage } from './read-usage.ts'

export function registerSystem(app: App): void {
  const startedAt = app.clock.now()
  serve(app, contract.readSystem, (ctx) => readSystem(app, ctx, startedAt))
  serve(app, contract.readUsage, async (ctx, { query }) => ({ items: await readUsage(ctx, query.days) }))
  serve(app, contract.readKeys, async (ctx) => ({
    keys: await keysOf(ctx.db),
    sealed: app.sealed.map(({ table, column }) => ({ table, column })),
    rotations: (await selectRotations(ctx.db)).map(shown),
  }))
  serve(app, contract.startRotation, async (ctx) => {
    permit(ctx, 'system.write')
    const id = await ctx.transaction(async (tx) => {
      const started = await startRotation(app, tx)
      record(tx, { action: 'keys.rotated', subject: { kind: 'keys', id: started } })
      return started
    })
    const rotation = (await selectRotations(ctx.db)).find((each) => each.id === id)
    if (!rotation) throw new Error('the rotation that was just started is not there')
    return shown(rotation)
  })
}

type Rotation = Awaited<ReturnType<typeof selectRotations>>[number]

function shown({ startedAt, finishedAt, ...rotation }: Rotation) {
  return {
    ...rotation,
    startedAt: startedAt.toISOString(),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
  }
}

async function keysOf(db: Queries) {
  const rows = await db.query<{ id: string; madeAt: Date; retiredAt: Date | null }>(
    'select id, made_at as "madeAt", retired_at as "retiredAt" from data_keys order by made_at desc',
  )
  return rows.map(({ id, madeAt, retiredAt }) => ({
    id,
    madeAt: madeAt.toISOString(),
    current: id === db.keys.currentId(),
    ...(retiredAt && { retiredAt: retiredAt.toISOString() }),
  }))
}
