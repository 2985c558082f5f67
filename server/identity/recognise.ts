import type { UserId } from '../../contract/users.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { record } from './audit.ts'
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts'
import { companySettings } from './settings.ts'
import {
  type Attempt,
  attemptOf,
  claimantOf,
  countWrongPassword,
  lockedMeanwhile,
  lockedUntil,
} from './sign-in-attempts.ts'
import { findSecret, noteFailedSignIn } from './user-store.ts'

export type Credentials = { username: string; password: string }

/** Refuses, counted, when the signed-in person's own password is not the one given. */
export async function demandOwnPassword(ctx: Context, username: string, password: string): Promise<void> {
  await recognise(ctx, { username, password })
}

/** Who it is, and what was verified. */
export type Recognised = { userId: UserId; attempt: Attempt; hash: string; renewedHash?: string }

/** Who has this name and password. An unknown name, a wrong password and a closed account get one and the same answer. */
export async function recognise(ctx: Context, { username, password }: Credentials): Promise<Recognised> {
  const attempt = attemptOf(username, ctx.origin.ip)
  const locked = await lockedUntil(ctx.db, attempt, ctx.now)
  if (locked) throw lockedError(locked, ctx.now)

  const { passwordMaximumDays } = (await companySettings(ctx.db)).security
  const oldest = passwordMaximumDays && new Date(ctx.now.getTime() - passwordMaximumDays * 86_400_000)
  const secret = await findSecret(ctx.db, username, oldest || undefined)
  const hash = secret?.passwordHash ?? undefined
  const right = await verifyPassword(password, hash, await claimantOf(ctx.db, attempt, ctx.now))
  if (!secret || !hash || !right || !secret.mayEnter) {
    const why = right ? 'account closed' : secret ? 'wrong password' : 'unknown name'
    throw await refusal(ctx, attempt, secret?.userId, why)
  }
  // Only who knows the password learns that it has expired.
  if (secret.passwordExpired) throw await expired(ctx, secret.userId)
  const renewed = isOutdated(hash) ? { renewedHash: await hashPassword(password) } : {}
  return { userId: secret.userId, attempt, hash, ...renewed }
}

/** Counts and records a refusal in a transaction of its own. An unknown name is not kept: it may be a password. */
function refusal(
  ctx: Context,
  attempt: Attempt,
  userId: UserId | undefined,
  why: string,
): Promise<DomainError> {
  return ctx.transaction(async (tx) => {
    const locked = await lockedMeanwhile(tx, attempt)
    if (locked) return lockedError(locked, ctx.now)

    const until = await countWrongPassword(tx, attempt)
    await noteFailedSignIn(tx, userId ?? 'unknown', until) // for an unknown name too: it takes its time
    record(tx, {
      action: 'session.refused',
      subject: { kind: 'user', id: userId ?? 'unknown' },
      why,
      ...(until && { after: { lockedUntil: until.toISOString() } }),
    })
    return new DomainError('auth.wrong-credentials')
  })
}

async function expired(ctx: Context, userId: UserId): Promise<DomainError> {
  await ctx.transaction(async (tx) =>
    record(tx, { action: 'session.refused', subject: { kind: 'user', id: userId }, why: 'password expired' }),
  )
  return new DomainError('auth.password-expired')
}

export function lockedError(until: Date, now: Date): DomainError {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  return new DomainError('auth.locked', { minutes: Math.ceil(seconds / 60), seconds })
}
