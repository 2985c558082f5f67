import type { App } from '../app.ts'
import type { Context, Tx } from '../context.ts'
import { notedIn } from '../transaction.ts'

/** Something that happened, as it is stored and handed to those who listen. */
export type Event = {
  /** Where it stands in the one order of all events; none is missing. */
  sequence: number
  type: string
  /** What it is about: events of one subject are handled in the order they happened. */
  subjectId: string
  data: Record<string, unknown>
  actorId: string
  requestId: string
  at: Date
}

export type EventHandler = (ctx: Context, event: Event) => Promise<void>
export type Subscription = { name: string; types: readonly string[]; handler: EventHandler }
export type Events = {
  readonly subscriptions: Map<string, Subscription>
  readonly listeners: Set<(event: Event) => void>
  /** Says that new events were committed on this node. */
  wake: () => void
}

/** Notes an event; it is stored with the transaction, or not at all. */
export function announce(tx: Tx, type: string, subjectId: string, data: Record<string, unknown>): void {
  notedIn(tx).events.push({ type, subjectId, data })
}

/**
 * Has `handler` called for each event of these types ("*" for all): after the commit, at least once, in order per
 * subject, on one node; what fails is tried again, and a crash forgets nothing. `name` is the subscription's memory;
 * a new one begins with what happens from then on.
 */
export function subscribe(app: App, types: readonly string[], name: string, handler: EventHandler): void {
  if (app.events.subscriptions.has(name)) throw new Error(`There are two subscriptions "${name}"`)
  app.events.subscriptions.set(name, { name, types, handler })
}

/** Calls `listener` on this node for each event as it happens, until the returned function is called. No memory. */
export function onEvent(app: App, listener: (event: Event) => void): () => void {
  app.events.listeners.add(listener)
  return () => app.events.listeners.delete(listener)
}
