import { type CryptoKey, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import type { Context, Queries } from '../platform/index.ts'
import { algorithm, findCurrentKey, findPublicKey, renewSigningKey, type SigningKey } from './signing-keys.ts'

/** Signs and verifies bearer tokens for one installation; keeps the keys it has seen. */
export type Tokens = {
  sign(ctx: Context, session: { id: string; userId: string; endsAt: Date }): Promise<string>
  /** The session a token names and when it expires; undefined for anything that is not a good token of ours. */
  verify(
    db: Queries,
    token: string,
    now: Date,
  ): Promise<{ sessionId: string; userId: string; endsAt: Date } | undefined>
}

/** Another node may have renewed the key: the one to sign with is looked up again after a minute. */
const keyHoldsMs = 60_000

export function tokensFor(publicUrl: string): Tokens {
  const issuer = publicUrl
  const audience = `${publicUrl}/api`
  const publicKeys = new Map<string, CryptoKey>()
  let current: { key: SigningKey; until: number } | undefined

  async function keyToSignWith(ctx: Context): Promise<SigningKey> {
    if (current && ctx.now.getTime() < current.until) return current.key
    let key = await findCurrentKey(ctx.db)
    if (!key) {
      await ctx.transaction((tx) => renewSigningKey(tx, new Date(0)))
      key = await findCurrentKey(ctx.db)
    }
    if (!key) throw new Error('no signing key, although one was just made')
    current = { key, until: ctx.now.getTime() + keyHoldsMs }
    return key
  }

  async function publicKey(db: Queries, id: string): Promise<CryptoKey | undefined> {
    const known = publicKeys.get(id)
    if (known) return known
    const found = await findPublicKey(db, id)
    if (found) publicKeys.set(id, found)
    return found
  }

  return {
    async sign(ctx, session) {
      const key = await keyToSignWith(ctx)
      return new SignJWT()
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: key.id })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(session.userId)
        .setJti(session.id)
        .setIssuedAt(ctx.now)
        .setExpirationTime(session.endsAt)
        .sign(key.privateKey)
    },

    async verify(db, token, now) {
      try {
        const { kid } = decodeProtectedHeader(token)
        const key = typeof kid === 'string' ? await publicKey(db, kid) : undefined
        if (!key) return undefined
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: [algorithm],
          typ: 'at+jwt',
          requiredClaims: ['sub', 'jti', 'exp', 'iat'],
          currentDate: now,
        })
        if (!payload.jti || !payload.sub || !payload.exp) return undefined
        return { sessionId: payload.jti, userId: payload.sub, endsAt: new Date(payload.exp * 1000) }
      } catch (error) {
        if (isAboutTheToken(error)) return undefined
        throw error
      }
    },
  }
}

/** jose's own refusals carry a code; whatever else fails (the database, for one) is not the caller's fault. */
function isAboutTheToken(error: unknown): boolean {
  if (error instanceof TypeError) return true // a header that is no header
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('ERR_JWT') || code.startsWith('ERR_JWS') || code.startsWith('ERR_JOSE')
}
