import type { App } from '../app.ts'
import { coalesced } from '../coalesced.ts'
import { listen } from '../listen.ts'
import { deliverEvents, rememberSubscriptions } from './deliver-events.ts'
import { readEvents } from './read-events.ts'
import { eventChannel, eventsWait, lastSequence, sequenceEvents } from './sequence-events.ts'

const pollMs = 1000

/**
 * Keeps events moving on this node: numbers what was committed, tells the listeners here, and, on a node that works,
 * hands events to the subscribers. A notification makes it quick; looking every second makes it sure.
 */
export async function runEvents(app: App, options: { deliver: boolean }): Promise<() => Promise<void>> {
  await rememberSubscriptions(app)
  let seen = await lastSequence(app.database)
  const complain = (error: unknown) => app.log.warn({ err: error }, 'Events are waiting for the database')

  const sequence = coalesced(() => sequenceEvents(app.database), { delayMs: 5, onError: complain })
  const deliver = coalesced(() => deliverEvents(app), { delayMs: 0, onError: complain })
  const look = coalesced(lookForWaiting, { delayMs: 0, onError: complain })
  const tell = coalesced(tellListeners, { delayMs: 0, onError: complain })
  const news = () => {
    tell.nudge()
    if (options.deliver) deliver.nudge()
  }

  app.events.wake = sequence.nudge
  const stopListening = await listen(app, eventChannel, news)
  const poll = setInterval(() => {
    look.nudge()
    if (options.deliver) deliver.nudge()
  }, pollMs)

  return async () => {
    app.events.wake = () => {}
    clearInterval(poll)
    await stopListening()
    await Promise.all([look.stop(), sequence.stop(), deliver.stop(), tell.stop()])
  }

  async function lookForWaiting(): Promise<void> {
    if (await eventsWait(app.database)) sequence.nudge()
  }

  async function tellListeners(): Promise<void> {
    for (;;) {
      const events = await readEvents(app.database, seen, ['*'], 500)
      for (const event of events) {
        seen = event.sequence
        for (const listener of app.events.listeners) listener(event)
      }
      if (events.length < 500) return
    }
  }
}
