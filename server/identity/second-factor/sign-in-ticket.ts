import { randomBytes } from 'node:crypto'
import type { UserId } from '../../../contract/users.ts'
import { type Context, DomainError, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { demandRate } from '../rate-limit.ts'
import { hashOfSecret } from '../secrets.ts'
import { attemptOf, countWrongPassword } from '../sign-in-attempts.ts'
import { selectFactors, selectPasskeys, selectTotps, takeStep } from './factor-store.ts'
import { passkeySigned, signInOptions, siteOf } from './passkeys.ts'
import { useCode } from './recovery-codes.ts'
import { stepOf } from './totp.ts'

const ticketMs = 5 * 60_000
const triesOfTicket = 5

/** What a person gives as their second factor: a code of an app or a recovery code, or what a passkey signed. */
export type GivenFactor = { code?: string | undefined; passkey?: unknown }

/**
 * The refusal of a sign-in whose password was right until the second factor comes too: with a ticket that says who it
 * is. Nothing for who has no second factor.
 */
export async function secondFactorRefusal(
  tx: Tx,
  publicUrl: string,
  userId: UserId,
  username: string,
): Promise<DomainError | undefined> {
  const factors = await selectFactors(tx, userId)
  if (factors.length === 0) return undefined
  const passkeys = await selectPasskeys(tx, userId)
  const passkey = await signInOptions(siteOf(publicUrl), passkeys)
  const ticket = randomBytes(32).toString('base64url')
  await tx.query(
    `insert into sign_in_tickets (secret_hash, user_id, username, challenge, ends_at) values ($1, $2, $3, $4, $5)`,
    [hashOfSecret(ticket), userId, username, passkey.challenge, new Date(tx.ctx.now.getTime() + ticketMs)],
  )
  return new DomainError('auth.second-factor', {
    ticket,
    methods: [...new Set(factors.map(({ kind }) => kind)), 'recovery'],
    ...(passkeys.length > 0 && { passkey }),
  })
}

type Ticket = { userId: UserId; username: string; challenge: string }

/** Whose ticket it is, if what came with it is their second factor. It counts five tries, and a wrong one as a wrong password. */
export async function redeemTicket(
  ctx: Context,
  publicUrl: string,
  secret: string,
  given: GivenFactor,
): Promise<Ticket> {
  const secretHash = hashOfSecret(secret)
  const rows = await ctx.db.query<Ticket>(
    `update sign_in_tickets set failures = failures + 1 where secret_hash = $1 and ends_at > $2 and failures < $3
     returning user_id as "userId", username, challenge`,
    [secretHash, ctx.now, triesOfTicket],
  )
  const [ticket] = rows
  if (!ticket) throw new DomainError('auth.ticket-ended')
  await demandFactor(ctx, publicUrl, ticket, given)
  await ctx.db.query('delete from sign_in_tickets where secret_hash = $1', [secretHash])
  return ticket
}

/** Refuses, counted and recorded, what is not the second factor of this person. */
export async function demandFactor(
  ctx: Context,
  publicUrl: string,
  ticket: Ticket,
  given: GivenFactor,
): Promise<void> {
  await demandRate(ctx, 'factor.person', ticket.userId)
  const right = await ctx.transaction((tx) => matches(tx, publicUrl, ticket, given))
  if (right) {
    await ctx.db.query(`delete from rate_counts where what = 'factor.person' and who = $1`, [ticket.userId])
    return
  }
  await ctx.transaction(async (tx) => {
    await countWrongPassword(tx, attemptOf(ticket.username, ctx.origin.ip))
    record(tx, {
      action: 'session.refused',
      subject: { kind: 'user', id: ticket.userId },
      why: 'wrong second factor',
    })
  })
  throw new DomainError('auth.factor-wrong')
}

async function matches(
  tx: Tx,
  publicUrl: string,
  { userId, challenge }: Ticket,
  { code, passkey }: GivenFactor,
): Promise<boolean> {
  if (passkey !== undefined) return passkeySigned(tx, siteOf(publicUrl), userId, challenge, passkey)
  if (code === undefined) return false
  for (const app of await selectTotps(tx, userId)) {
    const step = stepOf(app.secret, code, tx.ctx.now)
    if (step !== undefined) return takeStep(tx, app.id, step)
  }
  if (!(await useCode(tx, userId, code))) return false
  record(tx, { action: 'second-factor.recovered', subject: { kind: 'user', id: userId } })
  return true
}

export async function sweepTickets(tx: Tx): Promise<void> {
  await tx.query('delete from sign_in_tickets where ends_at < $1', [tx.ctx.now])
  await tx.query('delete from passkey_challenges where ends_at < $1', [tx.ctx.now])
}
