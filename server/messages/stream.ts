import type { Readable } from 'node:stream'
import type { StreamedChange } from '../../contract/messages.ts'
import { type Actor, type App, type Context, type Event, onEvent } from '../platform/index.ts'
import { endsFor, keepStanding, present, type Standing, standing } from './standing.ts'

export type Streams = { open(ctx: Context, again: () => Promise<Actor>): Readable }

/** Whoever reads so slowly that this much waits is dropped, and reads everything anew when it comes back. */
const mostWaiting = 64 * 1024

/** The open browsers of this node. Events of all nodes come by here, through the database. */
export function openStreams(app: App): Streams {
  const listeners = new Set<Standing>()
  const stopListening = onEvent(app, (event) => {
    for (const listener of listeners) {
      if (endsFor(event, listener)) listener.stream.end()
      else if (names(event, listener.ctx.actor)) void tell(listener, event)
    }
  })
  keepStanding(app, listeners, () => {}, stopListening)

  return {
    open(ctx, again) {
      const listener = standing(ctx, again)
      const { stream } = listener
      listeners.add(listener)
      stream.on('close', () => listeners.delete(listener))
      stream.write('retry: 2000\n\n')
      return stream
    },
  }
}

const names = ({ data: { to } }: Event, { id }: Actor) => Array.isArray(to) && to.includes(id)

async function tell(listener: Standing, event: Event): Promise<void> {
  const { stream } = listener
  if (!(await present(listener)) || stream.writableEnded) return
  if (stream.writableLength + stream.readableLength > mostWaiting) return void stream.destroy()
  const { seq } = event.data
  const change: StreamedChange = {
    type: event.type,
    subject: event.subjectId,
    ...(typeof seq === 'number' && { seq }),
  }
  stream.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
}
