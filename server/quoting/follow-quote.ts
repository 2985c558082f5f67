import { PassThrough, type Readable } from 'node:stream'
import { type App, type Context, type Event, onEvent } from '../platform/index.ts'
import { getHead } from './read-quote.ts'
import { enter, leave, stay, visitorsOf } from './visitors.ts'

type Follower = { ctx: Context; quoteId: string; visit: string; stream: PassThrough; until: number }

const heartbeatMs = 20_000
/** Browsers come back by themselves; each time it is checked anew who they are and what they may see. */
const longestMs = 15 * 60_000

/**
 * Tells open pages what happens to their quote, whichever node it happens on: which change it is at, and who else is
 * there. The id of a message is the number of the change, so that whoever comes back hears whether it missed any.
 */
export function quoteFollowers(app: App) {
  const followers = new Set<Follower>()
  const stopListening = onEvent(app, (event) => {
    for (const follower of followers) {
      if (event.subjectId === follower.quoteId) void tell(follower, event).catch(() => follower.stream.end())
      else if (endsFor(event, follower)) follower.stream.end()
    }
  })
  const heartbeat = setInterval(() => {
    stay(
      app.database,
      [...followers].map((follower) => follower.visit),
    ).catch((error: unknown) => app.log.warn({ err: error }, 'Open quotes could not be noted'))
    for (const { stream, until } of followers) {
      if (Date.now() > until) stream.end()
      else stream.write(': here\n\n')
    }
  }, heartbeatMs)
  heartbeat.unref()
  app.http.addHook('preClose', async () => {
    stopListening()
    clearInterval(heartbeat)
    for (const { stream } of followers) stream.end()
  })

  return async (ctx: Context, id: string, lastSeen: number | undefined): Promise<Readable> => {
    await getHead(ctx, id)
    const stream = new PassThrough()
    const follower = { ctx, quoteId: id, visit: await enter(ctx, id), stream, until: Date.now() + longestMs }
    followers.add(follower)
    stream.on('close', () => {
      followers.delete(follower)
      leave(ctx, id, follower.visit).catch(() => {}) // the row grows old by itself
    })
    // Looked at only now: what happens from here on is heard.
    const { seq } = await getHead(ctx, id)
    stream.write('retry: 2000\n\n')
    if (lastSeen !== undefined && lastSeen < seq) say(stream, 'changed', { seq }, seq)
    say(stream, 'visitors', { people: await visitorsOf(ctx.db, id) })
    return stream
  }
}

async function tell({ ctx, quoteId, stream }: Follower, event: Event): Promise<void> {
  if (event.type === 'visitors.changed') {
    say(stream, 'visitors', { people: await visitorsOf(ctx.db, quoteId) })
    return
  }
  const { seq } = await getHead(ctx, quoteId) // refuses who may no longer see it
  say(stream, 'changed', { seq, by: event.actorId, what: event.type }, seq)
}

function say(stream: PassThrough, name: string, data: object, id?: number): void {
  if (stream.writableEnded) return
  stream.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** Whose rights or sessions changed comes in again, as who they are now. */
function endsFor(event: Event, { ctx }: Follower): boolean {
  return (
    event.subjectId === ctx.actor.id && (event.type === 'session.ended' || event.type.startsWith('user.'))
  )
}
