import type { Account } from '../../../contract/account.ts'
import { announce, type Context, DomainError, demandMatch } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { checkUser } from '../check-user.ts'
import { findUser } from '../people.ts'
import { demandRate } from '../rate-limit.ts'
import { changedUser, differenceOf } from '../user.ts'
import { findTeam, hasPassword, lockUser, saveUser } from '../user-store.ts'
import { demandPresence } from './demand-presence.ts'
import { dropLinks, findPendingEmail } from './link-store.ts'
import { askForLink } from './send-link.ts'

/** What the signed-in person sees of themselves. */
export async function readAccount(ctx: Context): Promise<Account> {
  const user = await findUser(ctx.db, ctx.actor.id)
  if (!user) throw new DomainError('auth.required')
  const team = user.teamId && (await findTeam(ctx.db, user.teamId))
  const manager = user.managerId && (await findUser(ctx.db, user.managerId))
  const pendingEmail = await findPendingEmail(ctx.db, user.id, ctx.now)
  const { id, version, username, email, givenName, familyName, name, roles, lastLoginAt } = user
  return {
    id,
    version,
    username,
    givenName,
    familyName,
    name,
    roles,
    hasPassword: await hasPassword(ctx.db, id),
    ...(email && { email }),
    ...(lastLoginAt && { lastLoginAt }),
    ...(team && { teamName: team.name }),
    ...(manager && { managerName: manager.name }),
    ...(pendingEmail && { pendingEmail }),
  }
}

/** People write their own name; what gives them rights is for others to change. */
export function changeAccount(
  ctx: Context,
  change: { givenName?: string | undefined; familyName?: string | undefined },
  ifMatch: string | undefined,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const before = await lockUser(tx, ctx.actor.id)
    if (!before) throw new DomainError('auth.required')
    demandMatch(ifMatch, before.version)
    const after = changedUser(before, change, ctx.now)
    await saveUser(tx, after)
    record(tx, {
      action: 'user.changed',
      subject: { kind: 'user', id: after.id },
      ...differenceOf(before, after),
    })
    announce(tx, 'user.changed', after.id, { username: after.username })
  })
}

/** Sends a link to the new address. Nothing changes until it is opened there. */
export async function askForEmail(
  ctx: Context,
  email: string,
  currentPassword: string | undefined,
): Promise<void> {
  await demandPresence(ctx, currentPassword)
  await demandRate(ctx, 'email.person', ctx.actor.id)
  await ctx.transaction(async (tx) => {
    const user = await lockUser(tx, ctx.actor.id)
    if (!user) throw new DomainError('auth.required')
    await checkUser(tx, { ...user, email }, user)
    await askForLink(tx, user, 'email', email)
    record(tx, {
      action: 'user.email-asked',
      subject: { kind: 'user', id: user.id },
      before: { email: user.email },
      after: { email },
    })
  })
}

export function withdrawEmail(ctx: Context): Promise<void> {
  return ctx.transaction(async (tx) => {
    if ((await dropLinks(tx, ctx.actor.id, ['email'])) === 0) return
    record(tx, { action: 'user.email-withdrawn', subject: { kind: 'user', id: ctx.actor.id } })
  })
}
