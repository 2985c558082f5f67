import { PassThrough, type Readable } from 'node:stream'
import type { StreamedChange } from '../../contract/messages.ts'
import { type App, type Context, type Event, onEvent } from '../platform/index.ts'
import { watchable } from './watch.ts'

type Listener = {
  userId: string
  watched: ReadonlySet<string>
  stream: PassThrough
  until: number
}
export type Streams = { open(ctx: Context, watch: readonly string[]): Promise<Readable> }

const heartbeatMs = 20_000
/** Browsers come back by themselves; each time it is checked anew who they are. */
const longestMs = 15 * 60_000
/** Whoever reads so slowly that this much waits is dropped, and reads everything anew when it comes back. */
const mostWaiting = 64 * 1024

/** The open browsers of this node. Events of all nodes come by here, through the database. */
export function openStreams(app: App): Streams {
  const listeners = new Set<Listener>()
  const stopListening = onEvent(app, (event) => {
    for (const listener of listeners) tell(listener, event)
  })
  const heartbeat = setInterval(() => {
    for (const listener of listeners) {
      if (Date.now() > listener.until) listener.stream.end()
      else listener.stream.write(': here\n\n')
    }
  }, heartbeatMs)
  heartbeat.unref()
  app.http.addHook('preClose', async () => {
    stopListening()
    clearInterval(heartbeat)
    for (const { stream } of listeners) stream.end()
  })

  return {
    async open(ctx, watch) {
      const stream = new PassThrough()
      const watched = await watchable(app, ctx, watch)
      const listener = { userId: ctx.actor.id, watched, stream, until: Date.now() + longestMs }
      listeners.add(listener)
      stream.on('close', () => listeners.delete(listener))
      stream.write('retry: 2000\n\n')
      return stream
    },
  }
}

function tell(listener: Listener, event: Event): void {
  const { stream, userId, watched } = listener
  if (endsFor(event, userId)) return void stream.end()
  const { to, seq } = event.data
  const named = Array.isArray(to) && to.includes(userId)
  if (!named && !watched.has(event.subjectId)) return
  if (stream.writableLength + stream.readableLength > mostWaiting) return void stream.destroy()
  const change: StreamedChange = {
    type: event.type,
    subject: event.subjectId,
    ...(typeof seq === 'number' && { seq }),
  }
  stream.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
}

/** Whose rights or sessions changed comes in again, as who they are now. */
function endsFor(event: Event, userId: string): boolean {
  return event.subjectId === userId && (event.type === 'session.ended' || event.type.startsWith('user.'))
}
