import * as contract from '../../contract/sign-in.ts'
import { type App, answer, type Context, DomainError, serve } from '../platform/index.ts'
import { signedIn } from './actor.ts'
import { sessionCookie } from './cookie.ts'
import { endSession } from './end-session.ts'
import { findUser } from './people.ts'
import { presentNewSession, presentSession } from './present-session.ts'
import { demandOwnPassword } from './recognise.ts'
import type { RightsCache } from './rights-cache.ts'
import { changeOwnPassword } from './set-password.ts'
import { startBrowserSession, startTokenSession, tokenSeconds } from './sign-in.ts'
import type { Tokens } from './tokens.ts'

/** Signing in and out. Every attempt counts: a repeated one is not answered from memory. */
export function serveSignIn(app: App, tokens: Tokens, cache: RightsCache): void {
  const { publicUrl } = app.config
  const everyAttemptCounts = true

  const giveToken = async (
    ctx: Context,
    credentials: { username: string; password: string; code?: string | undefined },
  ) => {
    const session = await startTokenSession(ctx, publicUrl, credentials)
    const accessToken = await tokens.sign(ctx, session)
    return { accessToken, tokenType: 'Bearer' as const, expiresIn: tokenSeconds }
  }
  serve(app, contract.login, (ctx, { body }) => giveToken(ctx, body), { everyAttemptCounts })
  serve(app, contract.shortLogin, (ctx, { body }) => giveToken(ctx, body), { everyAttemptCounts })

  serve(
    app,
    contract.startSession,
    async (ctx, { body }) => {
      const session = await startBrowserSession(ctx, publicUrl, body)
      const cookie = sessionCookie(publicUrl, session.secret, session.endsAt, ctx.now)
      const shown = await presentNewSession(ctx, session)
      return answer(shown, { headers: { 'set-cookie': cookie } })
    },
    { everyAttemptCounts },
  )

  serve(app, contract.readSession, (ctx) => presentSession(ctx, ctx.actor))

  serve(app, contract.endSession, async (ctx) => {
    await endSession(ctx)
    cache.forget()
    return answer(null, { headers: { 'set-cookie': sessionCookie(publicUrl, '', ctx.now, ctx.now) } })
  })

  serve(
    app,
    contract.changePassword,
    async (ctx, { body }) => {
      const user = await findUser(ctx.db, ctx.actor.id)
      if (!user) throw new DomainError('auth.required')
      await demandOwnPassword(ctx, user.username, body.currentPassword)
      await changeOwnPassword(ctx, body.newPassword, signedIn(ctx.actor).sessionId)
      cache.forget()
      return null
    },
    { everyAttemptCounts },
  )
}
