import { announce, type Context, newId } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { findUser } from '../people.ts'
import { overRate } from '../rate-limit.ts'
import { hashOfSecret } from '../secrets.ts'
import { insertSession } from '../session-store.ts'
import { tokenSeconds } from '../sign-in.ts'
import type { Tokens } from '../tokens.ts'
import { findClient, touchProgram } from './program-store.ts'

/** What a client sends, after RFC 6749. */
export type TokenRequest = {
  grantType: string | undefined
  clientId: string | undefined
  clientSecret: string | undefined
  /** Scopes with spaces between; absent: all the client has. */
  scope: string | undefined
}
export type TokenAnswer =
  | { token: string; expiresIn: number; scope: string }
  | {
      error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'
      description: string
    }
  | { retryAfter: number }

/** The grant client_credentials: a token for an hour, which names a session as every token does. */
export async function buyToken(ctx: Context, tokens: Tokens, asked: TokenRequest): Promise<TokenAnswer> {
  if (!asked.grantType) return { error: 'invalid_request', description: 'grant_type is missing' }
  if (asked.grantType !== 'client_credentials')
    return { error: 'unsupported_grant_type', description: 'only client_credentials is supported here' }
  const address = ctx.origin.ip ?? ''
  const client = await findClient(
    ctx.db,
    asked.clientId ?? '',
    hashOfSecret(asked.clientSecret ?? ''),
    ctx.now,
  )
  if (!client) {
    const retryAfter = await overRate(ctx, 'client.address', address)
    if (retryAfter !== undefined) return { retryAfter }
    await ctx.transaction(async (tx) =>
      record(tx, {
        action: 'session.refused',
        subject: { kind: 'program', id: 'unknown' },
        why: 'wrong client secret',
      }),
    )
    return {
      error: 'invalid_client',
      description: 'the client is unknown, revoked or expired, or its secret is wrong',
    }
  }
  const scopes = asked.scope ? [...new Set(asked.scope.split(' ').filter(Boolean))] : client.scopes
  const beyond = scopes.filter((scope) => !client.scopes.includes(scope))
  if (beyond.length > 0)
    return { error: 'invalid_scope', description: `the client does not have ${beyond.join(', ')}` }

  const latest = ctx.now.getTime() + tokenSeconds * 1000
  const endsAt = new Date(Math.min(latest, client.expiresAt?.getTime() ?? latest))
  const session = { id: newId('ses'), userId: client.userId, endsAt }
  await ctx.transaction(async (tx) => {
    await insertSession(tx, {
      ...session,
      kind: 'token',
      idleSeconds: tokenSeconds,
      programId: client.id,
      scopes,
    })
    record(tx, {
      action: 'session.started',
      subject: { kind: 'user', id: client.userId },
      after: { session: session.id, kind: 'token', program: client.id, scopes },
      by: { id: client.userId, name: (await findUser(tx, client.userId))?.name ?? '', via: 'client' },
    })
    announce(tx, 'session.started', client.userId, { kind: 'token' })
    await touchProgram(tx, client.id, ctx.now, address)
  })
  const expiresIn = Math.floor((endsAt.getTime() - ctx.now.getTime()) / 1000)
  return { token: await tokens.sign(ctx, session), expiresIn, scope: scopes.join(' ') }
}
