import { announce, type Context, DomainError, type Queries, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { checkUser } from '../check-user.ts'
import { hashPassword } from '../passwords.ts'
import { findUser } from '../people.ts'
import { demandRate } from '../rate-limit.ts'
import { hashOfSecret } from '../secrets.ts'
import { deleteSessionsOf } from '../session-store.ts'
import { demandGood } from '../set-password.ts'
import { companySettings } from '../settings.ts'
import { forgetWrongPasswords } from '../sign-in-attempts.ts'
import { changedUser } from '../user.ts'
import { lockUser, savePassword, saveUser } from '../user-store.ts'
import { findLink, type LinkKind, useUp } from './link-store.ts'

/** What a link stands for, for the page it leads to. */
export async function lookAtLink(ctx: Context, token: string) {
  await demandRate(ctx, 'link.address', ctx.origin.ip ?? '')
  const link = await findLink(ctx.db, hashOfSecret(token), ctx.now)
  const user = link && (await findUser(ctx.db, link.userId))
  if (!link || !user?.enabled || user.expired) throw new DomainError('account.link-invalid')
  const { company, security } = await companySettings(ctx.db)
  return {
    kind: link.kind,
    username: user.username,
    name: user.name,
    email: link.email,
    company: company.name,
    passwordMinimumLength: security.passwordMinimumLength,
    endsAt: link.endsAt.toISOString(),
  }
}

/** Sets the password of whom the link was sent to. They sign in with it afterwards, second factor and all. */
export async function setPasswordByLink(ctx: Context, token: string, password: string): Promise<void> {
  await demandRate(ctx, 'link.address', ctx.origin.ip ?? '')
  const known = await findLink(ctx.db, hashOfSecret(token), ctx.now)
  if (!known) throw new DomainError('account.link-invalid')
  const hash = await hashPassword(password) // before the transaction, which holds a connection
  await ctx.transaction(async (tx) => {
    const { link, user } = await open(tx, token, ['invitation', 'reset'])
    await forgetWrongPasswords(tx, [user.username, user.email]) // before the user's row, as signing in does
    await lockUser(tx, user.id)
    await demandGood(tx, user, password)
    await savePassword(tx, user.id, hash)
    await deleteSessionsOf(tx, user.id)
    await useUp(tx, link.id)
    const subject = { kind: 'user', id: user.id }
    record(tx, { action: 'user.password-set', subject, why: `by the link of the ${link.kind}` })
    announce(tx, 'user.password-set', user.id, { kind: link.kind })
  })
}

/** The new address holds from now on; the old one is told. */
export async function confirmEmail(ctx: Context, token: string): Promise<void> {
  await demandRate(ctx, 'link.address', ctx.origin.ip ?? '')
  await ctx.transaction(async (tx) => {
    const { link } = await open(tx, token, ['email'])
    const before = await lockUser(tx, link.userId)
    if (!before) throw new DomainError('account.link-invalid')
    const after = changedUser(before, { email: link.email }, ctx.now)
    await checkUser(tx, after, before)
    await saveUser(tx, after)
    await useUp(tx, link.id, before.email)
    record(tx, {
      action: 'user.changed',
      subject: { kind: 'user', id: after.id },
      before: { email: before.email },
      after: { email: after.email },
      why: 'confirmed by the link sent to the new address',
    })
    announce(tx, 'user.changed', after.id, { username: after.username })
    announce(tx, 'account.email-changed', link.id, {})
  })
}

async function open(tx: Tx, token: string, kinds: readonly LinkKind[]) {
  const link = await findLink(tx, hashOfSecret(token), tx.ctx.now, true)
  const user = link && (await findUser(tx, link.userId))
  if (!link || !kinds.includes(link.kind) || !user?.enabled || user.expired)
    throw new DomainError('account.link-invalid')
  return { link, user }
}

/** Whom to tell that an address was changed, and to what. */
export async function emailChangeOf(
  db: Queries,
  linkId: string,
): Promise<{ name: string; from: string; to: string } | undefined> {
  const rows = await db.query<{ name: string; from: string | null; to: string }>(
    `select u.given_name || ' ' || u.family_name as name, l.previous_email as "from", l.email as "to"
     from account_links l join users u on u.id = l.user_id where l.id = $1 and l.used_at is not null`,
    [linkId],
  )
  const [row] = rows
  return row?.from ? { ...row, from: row.from } : undefined
}
