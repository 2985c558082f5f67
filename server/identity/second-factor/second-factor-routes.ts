import * as contract from '../../../contract/second-factor.ts'
import { type App, answer, serve } from '../../platform/index.ts'
import { sessionCookie } from '../cookie.ts'
import { presentNewSession } from '../present-session.ts'
import type { RightsCache } from '../rights-cache.ts'
import { finishBrowserSession } from '../sign-in.ts'
import {
  beginPasskey,
  confirmPasskey,
  confirmTotp,
  factorsOf,
  ownFactors,
  removeFactor,
  renewRecoveryCodes,
  resetFactors,
  setUpTotp,
} from './manage-factors.ts'

/** Secrets are shown once, and every try counts: nothing here is answered from memory. */
const everyAttemptCounts = true

export function serveSecondFactors(app: App, cache: RightsCache): void {
  const { publicUrl } = app.config
  const forgetting = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work
    cache.forget()
    return result
  }
  const once = { everyAttemptCounts }
  serve(app, contract.listFactors, (ctx) => ownFactors(ctx))
  serve(app, contract.setUpTotp, (ctx, { body }) => setUpTotp(ctx, body.currentPassword), once)
  serve(
    app,
    contract.confirmTotp,
    (ctx, { body }) => forgetting(confirmTotp(ctx, body.id, body.code, body.name)),
    once,
  )
  serve(
    app,
    contract.beginPasskey,
    (ctx, { body }) => beginPasskey(ctx, publicUrl, body.currentPassword),
    once,
  )
  serve(
    app,
    contract.confirmPasskey,
    (ctx, { body }) => forgetting(confirmPasskey(ctx, publicUrl, body.name, body.credential)),
    once,
  )
  serve(
    app,
    contract.removeFactor,
    async (ctx, { params, body }) => {
      await forgetting(removeFactor(ctx, params.id, body.currentPassword))
      return null
    },
    once,
  )
  serve(
    app,
    contract.renewRecoveryCodes,
    async (ctx, { body }) => ({ recoveryCodes: await renewRecoveryCodes(ctx, body.currentPassword) }),
    once,
  )
  serve(app, contract.listFactorsOf, async (ctx, { params }) => ({ items: await factorsOf(ctx, params.id) }))
  serve(app, contract.resetFactorsOf, async (ctx, { params }) => {
    await forgetting(resetFactors(ctx, params.id))
    return null
  })
  serve(
    app,
    contract.finishSignIn,
    async (ctx, { body }) => {
      const session = await finishBrowserSession(ctx, publicUrl, body.ticket, body)
      const cookie = sessionCookie(publicUrl, session.secret, session.endsAt, ctx.now)
      return answer(await presentNewSession(ctx, session), { headers: { 'set-cookie': cookie } })
    },
    once,
  )
}
