import { type Context, DomainError } from '../../platform/index.ts'
import { signedIn } from '../actor.ts'
import { findUser } from '../people.ts'
import { demandOwnPassword } from '../recognise.ts'
import { hasPassword } from '../user-store.ts'

/** How fresh a sign-in has to be for who has no password to type again. */
const freshMs = 15 * 60_000

/**
 * Before what would let somebody else stay in (another address, a key, a factor): the person types the password once
 * more; who has none, because they come in by single sign-on, has signed in just now.
 */
export async function demandPresence(ctx: Context, password: string | undefined): Promise<void> {
  const user = await findUser(ctx.db, ctx.actor.id)
  if (!user) throw new DomainError('auth.required')
  if (await hasPassword(ctx.db, user.id)) {
    await demandOwnPassword(ctx, user.username, password ?? '')
    return
  }
  const { sessionId } = signedIn(ctx.actor)
  const rows = await ctx.db.query(
    `select 1 from sessions where id = $1 and kind = 'browser' and created_at > $2`,
    [sessionId ?? '', new Date(ctx.now.getTime() - freshMs)],
  )
  if (rows.length === 0) throw new DomainError('auth.sign-in-again')
}
