import { announce, type Context } from '../platform/index.ts'
import { signedIn } from './actor.ts'
import { record } from './audit.ts'
import { deleteSession } from './session-store.ts'

/** Ends the session or token the request is made with. */
export function endSession(ctx: Context): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { id, sessionId } = signedIn(ctx.actor)
    if (!sessionId) return
    await deleteSession(tx, sessionId)
    record(tx, { action: 'session.ended', subject: { kind: 'user', id }, before: { session: sessionId } })
    announce(tx, 'session.ended', id, {})
  })
}
