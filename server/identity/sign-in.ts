import { randomBytes } from 'node:crypto'
import type { UserId } from '../../contract/users.ts'
import { announce, type Context, DomainError, newId, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { findUser } from './people.ts'
import { type Credentials, lockedError, type Recognised, recognise } from './recognise.ts'
import {
  demandFactor,
  type GivenFactor,
  redeemTicket,
  secondFactorRefusal,
} from './second-factor/sign-in-ticket.ts'
import { hashOfSecret } from './secrets.ts'
import { insertSession, type NewSession } from './session-store.ts'
import { companySettings } from './settings.ts'
import { attemptOf, countRightPassword, lockedMeanwhile } from './sign-in-attempts.ts'
import { findPasswordHash, noteSignIn, noteSignInElsewhere, renewPasswordHash } from './user-store.ts'

export type StartedSession = { id: string; userId: UserId; endsAt: Date }
export type BrowserSession = StartedSession & { secret: string }

/** How long a program's token holds. */
export const tokenSeconds = 3600

/** Signs in a person: the secret goes into the cookie, only its hash is kept. Refused until a second factor comes too. */
export async function startBrowserSession(
  ctx: Context,
  publicUrl: string,
  credentials: Credentials,
): Promise<BrowserSession> {
  const person = await recognise(ctx, credentials)
  const refusal = await orLocked(ctx, person, (tx) =>
    secondFactorRefusal(tx, publicUrl, person.userId, credentials.username),
  )
  if (refusal) throw refusal
  const { secret, ...session } = await newBrowserSession(ctx)
  return { ...(await start(ctx, person, session)), secret }
}

/** The second step of it, with the ticket of the first. */
export async function finishBrowserSession(
  ctx: Context,
  publicUrl: string,
  ticket: string,
  given: GivenFactor,
): Promise<BrowserSession> {
  const { userId, username } = await redeemTicket(ctx, publicUrl, ticket, given)
  const hash = await findPasswordHash(ctx.db, userId)
  if (!hash) throw new DomainError('auth.ticket-ended')
  const { secret, ...session } = await newBrowserSession(ctx)
  const person = { userId, hash, attempt: attemptOf(username, ctx.origin.ip) }
  return { ...(await start(ctx, person, session)), secret }
}

/** Signs in a program: the token names a row like a person's session, so that it can be ended like one. */
export async function startTokenSession(
  ctx: Context,
  publicUrl: string,
  credentials: Credentials & { code?: string | undefined },
): Promise<StartedSession> {
  const { username, code } = credentials
  const person = await recognise(ctx, credentials)
  const refusal = await orLocked(ctx, person, (tx) =>
    secondFactorRefusal(tx, publicUrl, person.userId, username),
  )
  if (refusal && code === undefined) throw refusal
  if (refusal)
    await demandFactor(ctx, publicUrl, { userId: person.userId, username, challenge: '' }, { code })
  return start(ctx, person, {
    kind: 'token',
    idleSeconds: tokenSeconds,
    endsAt: new Date(ctx.now.getTime() + tokenSeconds * 1000),
  })
}

/** Signs in who proved themselves at an identity provider, unless the account is closed. */
export async function startSessionElsewhere(
  tx: Tx,
  userId: UserId,
  provider: string,
): Promise<BrowserSession> {
  if (!(await noteSignInElsewhere(tx, userId)))
    throw new DomainError('sso.refused', { reason: 'the account is closed' })
  const id = newId('ses')
  const { secret, ...session } = await newBrowserSession(tx.ctx)
  await insertSession(tx, { id, userId, ...session, method: 'sso' })
  await noteStart(tx, id, userId, { kind: 'browser', provider })
  return { id, userId, endsAt: session.endsAt, secret }
}

async function newBrowserSession(ctx: Context) {
  const { sessionIdleMinutes, sessionMaximumHours } = (await companySettings(ctx.db)).security
  const secret = randomBytes(32).toString('base64url')
  return {
    secret,
    kind: 'browser' as const,
    secretHash: hashOfSecret(secret),
    idleSeconds: sessionIdleMinutes * 60,
    endsAt: new Date(ctx.now.getTime() + sessionMaximumHours * 3_600_000),
  }
}

/** Work that tells that the password was right: done only if the name was not locked while it was verified. */
function orLocked<Result>(
  ctx: Context,
  { attempt }: Recognised,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return ctx.transaction(async (tx) => {
    const locked = await lockedMeanwhile(tx, attempt)
    if (locked) throw lockedError(locked, ctx.now)
    return work(tx)
  })
}

async function start(
  ctx: Context,
  person: Recognised,
  session: Pick<NewSession, 'kind' | 'secretHash' | 'idleSeconds' | 'endsAt'>,
): Promise<StartedSession> {
  const id = newId('ses')
  const { userId, attempt, hash, renewedHash } = person
  await orLocked(ctx, person, async (tx) => {
    await countRightPassword(tx, attempt)
    if (!(await noteSignIn(tx, userId, hash))) throw new DomainError('auth.wrong-credentials')
    await insertSession(tx, { id, userId, ...session })
    if (renewedHash) await renewPasswordHash(tx, userId, renewedHash)
    await noteStart(tx, id, userId, { kind: session.kind })
  })
  return { id, userId, endsAt: session.endsAt }
}

/** Nobody is signed in yet while somebody signs in: it was the person all the same. */
async function noteStart(
  tx: Tx,
  id: string,
  userId: UserId,
  how: { kind: 'browser' | 'token'; provider?: string },
): Promise<void> {
  const name = (await findUser(tx, userId))?.name ?? ''
  record(tx, {
    action: 'session.started',
    subject: { kind: 'user', id: userId },
    after: { session: id, ...how },
    by: { id: userId, name, via: how.kind === 'token' ? 'token' : 'session' },
  })
  announce(tx, 'session.started', userId, { kind: how.kind })
}
