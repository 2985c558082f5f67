import type { Context } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { demandRate, overRate } from '../rate-limit.ts'
import { selectUsers } from '../user-store.ts'
import { askForLink } from './send-link.ts'

/**
 * Sends a link to whoever has this name or mail address. The caller learns nothing of it: the same is written, and
 * the same answered, whether there is somebody or not. What was typed for nobody is not kept; it may be a password.
 */
export async function askForReset(ctx: Context, username: string): Promise<void> {
  await demandRate(ctx, 'reset.address', ctx.origin.ip ?? '')
  const [user] = await selectUsers(
    ctx.db,
    `(lower(u.username) = lower($1) or lower(u.email) = lower($1)) and u.enabled and not u.expired`,
    [username],
    1,
  )
  const id = user?.id ?? 'unknown'
  const tooOften = (await overRate(ctx, 'reset.person', id)) !== undefined && user !== undefined
  await ctx.transaction(async (tx) => {
    const why = !user ? 'unknown name' : !user.email ? 'no mail address' : tooOften ? 'too often' : undefined
    record(tx, {
      action: why ? 'user.reset-refused' : 'user.reset-asked',
      subject: { kind: 'user', id },
      ...(why && { why }),
    })
    if (!why && user?.email) await askForLink(tx, user, 'reset', user.email)
  })
}
