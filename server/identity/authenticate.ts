import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type App, type Authenticate, DomainError, nobody } from '../platform/index.ts'
import { actorOf, type SignedIn } from './actor.ts'
import { cookieName, readCookie } from './cookie.ts'
import { touchProgram } from './programs/program-store.ts'
import type { RightsCache } from './rights-cache.ts'
import { hashOfSecret } from './secrets.ts'
import {
  findKeySession,
  findSessionBySecret,
  findTokenSession,
  type SessionRow,
  touchSession,
} from './session-store.ts'
import type { Tokens } from './tokens.ts'

/**
 * Says who sends a request. A bearer token counts before a cookie; a wrong token is refused, while a cookie that no
 * longer stands for a session is nobody's, since browsers go on sending it to the very page that signs in again.
 * A request costs one indexed query, and none when the same sender was seen moments ago.
 */
export function authenticateWith(app: App, tokens: Tokens, cache: RightsCache): Authenticate {
  const cookie = cookieName(app.config.publicUrl)

  return async (request) => {
    const header = request.headers.authorization
    if (header !== undefined) {
      const actor = await bySign(`bearer ${header}`, request, () => byToken(header))
      if (!actor) throw new DomainError('auth.token-invalid')
      return actor
    }
    const secret = readCookie(request.headers.cookie, cookie)
    if (secret === undefined) return nobody
    return (await bySign(`cookie ${secret}`, request, () => bySecret(secret))) ?? nobody
  }

  async function bySign(
    sign: string,
    { ip, headers }: FastifyRequest,
    find: () => Promise<SessionRow | undefined>,
  ): Promise<SignedIn | undefined> {
    const now = app.clock.now()
    const key = createHash('sha256').update(sign).digest('base64')
    const known = cache.find(key, now)
    if (known) return known

    const mark = cache.mark()
    const session = await find()
    if (!session) return undefined
    const actor = actorOf(session, sign.startsWith('cookie') ? 'session' : 'token')
    cache.remember(key, actor, now, session.endsAt, mark)
    // A page that lies open and listens is nobody who does something.
    const listens = headers.accept === 'text/event-stream'
    if (!listens && now.getTime() - session.lastSeenAt.getTime() > 60_000) {
      if (session.program?.kind !== 'key') await touchSession(app.database, session.sessionId, now)
      if (session.program) await touchProgram(app.database, session.program.id, now, ip)
    }
    return actor
  }

  async function byToken(
    header: FastifyRequest['headers']['authorization'],
  ): Promise<SessionRow | undefined> {
    const key = /^Bearer (qnk_[\w-]{43})$/i.exec(header ?? '')?.[1]
    if (key) return findKeySession(app.database, hashOfSecret(key), app.clock.now())
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1]
    if (!token) return undefined
    const now = app.clock.now()
    const claims = await tokens.verify(app.database, token, now)
    const session = claims && (await findTokenSession(app.database, claims.sessionId, now))
    return session?.userId === claims?.userId ? session : undefined
  }

  function bySecret(secret: string): Promise<SessionRow | undefined> {
    return findSessionBySecret(app.database, hashOfSecret(secret), app.clock.now())
  }
}
