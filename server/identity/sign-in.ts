import { createHash, randomBytes } from 'node:crypto'
import type { UserId } from '../../contract/users.ts'
import { announce, type Context, DomainError, newId, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts'
import { insertSession } from './session-store.ts'
import { companySettings } from './settings.ts'
import {
  type Attempt,
  attemptOf,
  countRightPassword,
  countWrongPassword,
  isAttacked,
  lockedMeanwhile,
  lockedUntil,
} from './sign-in-attempts.ts'
import { findSecret, noteFailedSignIn, noteSignIn, renewPasswordHash } from './user-store.ts'

export type Credentials = { username: string; password: string }
export type StartedSession = { id: string; userId: UserId; endsAt: Date }

/** How long a program's token holds. */
export const tokenSeconds = 3600

/** Signs in a person: the secret goes into the cookie, only its hash is kept. */
export async function startBrowserSession(
  ctx: Context,
  credentials: Credentials,
): Promise<StartedSession & { secret: string }> {
  const person = await recognise(ctx, credentials)
  const { sessionIdleMinutes, sessionMaximumHours } = (await companySettings(ctx.db)).security
  const secret = randomBytes(32).toString('base64url')
  const session = await start(ctx, person, {
    kind: 'browser',
    secretHash: hashOfSecret(secret),
    idleSeconds: sessionIdleMinutes * 60,
    endsAt: new Date(ctx.now.getTime() + sessionMaximumHours * 3_600_000),
  })
  return { ...session, secret }
}

/** Signs in a program: the token names a row like a person's session, so that it can be ended like one. */
export async function startTokenSession(ctx: Context, credentials: Credentials): Promise<StartedSession> {
  const person = await recognise(ctx, credentials)
  return start(ctx, person, {
    kind: 'token',
    idleSeconds: tokenSeconds,
    endsAt: new Date(ctx.now.getTime() + tokenSeconds * 1000),
  })
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Refuses, counted, when the signed-in person's own password is not the one given. */
export async function demandOwnPassword(ctx: Context, username: string, password: string): Promise<void> {
  await recognise(ctx, { username, password })
}

type Recognised = { userId: UserId; attempt: Attempt; hash: string; renewedHash?: string }

/** Who has this name and password. An unknown name, a wrong password and a closed account get one and the same answer. */
async function recognise(ctx: Context, { username, password }: Credentials): Promise<Recognised> {
  const attempt = attemptOf(username, ctx.origin.ip)
  const locked = await lockedUntil(ctx.db, attempt, ctx.now)
  if (locked) throw lockedError(locked, ctx.now)

  const { passwordMaximumDays } = (await companySettings(ctx.db)).security
  const oldest = passwordMaximumDays && new Date(ctx.now.getTime() - passwordMaximumDays * 86_400_000)
  const secret = await findSecret(ctx.db, username, oldest || undefined)
  const hash = secret?.passwordHash ?? undefined
  const suspect = await isAttacked(ctx.db, attempt, ctx.now)
  const right = await verifyPassword(password, hash, suspect ? attempt.username : undefined)
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

async function start(
  ctx: Context,
  { userId, attempt, hash, renewedHash }: Recognised,
  kind: Pick<Parameters<typeof insertSession>[1], 'kind' | 'secretHash' | 'idleSeconds' | 'endsAt'>,
): Promise<StartedSession> {
  const id = newId('ses')
  await ctx.transaction(async (tx) => {
    const locked = await lockedMeanwhile(tx, attempt)
    if (locked) throw lockedError(locked, ctx.now)

    await countRightPassword(tx, attempt)
    if (!(await noteSignIn(tx, userId, hash))) throw new DomainError('auth.wrong-credentials')
    await insertSession(tx, { id, userId, ...kind })
    if (renewedHash) await renewPasswordHash(tx, userId, renewedHash)
    noteStart(tx, id, userId, kind.kind)
  })
  return { id, userId, endsAt: kind.endsAt }
}

function noteStart(tx: Tx, id: string, userId: UserId, kind: 'browser' | 'token'): void {
  record(tx, {
    action: 'session.started',
    subject: { kind: 'user', id: userId },
    after: { session: id, kind },
  })
  announce(tx, 'session.started', userId, { kind })
}

function lockedError(until: Date, now: Date): DomainError {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  return new DomainError('auth.locked', { minutes: Math.ceil(seconds / 60), seconds })
}
