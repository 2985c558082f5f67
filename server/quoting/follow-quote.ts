import type { PassThrough, Readable } from 'node:stream'
import { endsFor, keepStanding, present, type Standing, standing } from '../messages/index.ts'
import { type Actor, type App, type Context, type Event, onEvent } from '../platform/index.ts'
import { getHead } from './read-quote.ts'
import { enter, leave, stay, visitorsOf } from './visitors.ts'

type Follower = Standing & { quoteId: string; visit: string }

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
  const stayAll = () => {
    const visits = [...followers].map((follower) => follower.visit)
    stay(app.database, visits).catch((error: unknown) =>
      app.log.warn({ err: error }, 'Open quotes could not be noted'),
    )
  }
  keepStanding(app, followers, stayAll, stopListening)

  return async (
    ctx: Context,
    id: string,
    lastSeen: number | undefined,
    again: () => Promise<Actor>,
  ): Promise<Readable> => {
    await getHead(ctx, id)
    const follower = { ...standing(ctx, again), quoteId: id, visit: await enter(ctx, id) }
    const { stream } = follower
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

async function tell(follower: Follower, event: Event): Promise<void> {
  const { quoteId, stream } = follower
  const now = await present(follower)
  if (!now) return
  const { seq } = await getHead(now, quoteId) // refuses who may no longer see it
  if (event.type === 'visitors.changed')
    say(stream, 'visitors', { people: await visitorsOf(now.db, quoteId) })
  else say(stream, 'changed', { seq, by: event.actorId, what: event.type }, seq)
}

function say(stream: PassThrough, name: string, data: object, id?: number): void {
  if (stream.writableEnded) return
  stream.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}
