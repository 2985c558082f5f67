import { PassThrough } from 'node:stream'
import type { Actor, App, Context, Event } from '../platform/index.ts'

/** A stream of events and who listens to it; `again` says who they are by now, or refuses. */
export type Standing = {
  ctx: Context
  stream: PassThrough
  again: () => Promise<Actor>
  until: number
  lookedAt: number
}

const heartbeatMs = 20_000
/** Browsers come back by themselves; each time it is checked anew who they are. */
const longestMs = 15 * 60_000
/** So long somebody may go on listening to silence after their session is over. */
const lookMs = 60_000

export function standing(ctx: Context, again: () => Promise<Actor>): Standing {
  const now = Date.now()
  return { ctx, again, stream: new PassThrough(), until: now + longestMs, lookedAt: now }
}

/** The context with the rights the listener has now. Whose session is over hears the end of the stream. */
export async function present(each: Standing): Promise<Context | undefined> {
  const actor = await each.again().catch(() => undefined)
  if (actor?.id !== each.ctx.actor.id) {
    each.stream.end()
    return undefined
  }
  each.lookedAt = Date.now()
  return { ...each.ctx, actor }
}

/** Whose rights or sessions changed comes in again, as who they are now. */
export function endsFor(event: Event, { ctx }: Standing): boolean {
  return (
    event.subjectId === ctx.actor.id && (event.type === 'session.ended' || event.type.startsWith('user.'))
  )
}

/** Keeps connections open, ends those whose time or session is over, and all of them with the node. */
export function keepStanding(app: App, all: ReadonlySet<Standing>, beat: () => void, stop: () => void): void {
  const heartbeat = setInterval(() => {
    beat()
    for (const each of all) {
      if (Date.now() > each.until) each.stream.end()
      else each.stream.write(': here\n\n')
      if (Date.now() - each.lookedAt > lookMs) void present(each)
    }
  }, heartbeatMs)
  heartbeat.unref()
  app.http.addHook('preClose', async () => {
    stop()
    clearInterval(heartbeat)
    for (const { stream } of all) stream.end()
  })
}
