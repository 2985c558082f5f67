import * as contract from '../../../contract/account.ts'
import * as sessions from '../../../contract/sessions.ts'
import { unlockUser as unlockUserEndpoint } from '../../../contract/users.ts'
import { type App, answer, serve } from '../../platform/index.ts'
import type { RightsCache } from '../rights-cache.ts'
import { askForReset } from './ask-for-reset.ts'
import { inviteUser } from './invite-user.ts'
import { askForEmail, changeAccount, readAccount, withdrawEmail } from './own-account.ts'
import { endSessions, listSessions } from './sessions.ts'
import { unlockUser } from './unlock-user.ts'
import { confirmEmail, lookAtLink, setPasswordByLink } from './use-link.ts'

const everyAttemptCounts = true

/** One's own account, links by mail, and where people are signed in. */
export function serveAccounts(app: App, cache: RightsCache): void {
  serve(app, contract.readAccount, async (ctx) => {
    const account = await readAccount(ctx)
    return answer(account, { etag: account.version })
  })
  serve(app, contract.changeAccount, async (ctx, { body, headers }) => {
    await changeAccount(ctx, body, headers.ifMatch)
    cache.forget()
    const account = await readAccount(ctx)
    return answer(account, { etag: account.version })
  })
  serve(
    app,
    contract.askForEmail,
    async (ctx, { body }) => {
      await askForEmail(ctx, body.email, body.currentPassword)
      return null
    },
    { everyAttemptCounts },
  )
  serve(app, contract.withdrawEmail, async (ctx) => {
    await withdrawEmail(ctx)
    return null
  })
  serveLinks(app, cache)
  serveSessions(app, cache)
}

function serveLinks(app: App, cache: RightsCache): void {
  serve(app, contract.inviteUser, async (ctx, { params }) => {
    await inviteUser(ctx, params.id)
    return null
  })
  serve(app, contract.askForReset, async (ctx, { body }) => {
    await askForReset(ctx, body.username)
    return null
  })
  serve(app, contract.lookAtLink, (ctx, { body }) => lookAtLink(ctx, body.token))
  serve(app, contract.setPasswordByLink, async (ctx, { body }) => {
    await setPasswordByLink(ctx, body.token, body.password)
    cache.forget()
    return null
  })
  serve(app, contract.confirmEmail, async (ctx, { body }) => {
    await confirmEmail(ctx, body.token)
    return null
  })
}

function serveSessions(app: App, cache: RightsCache): void {
  const end = async (...given: Parameters<typeof endSessions>) => {
    await endSessions(...given)
    cache.forget()
    return null
  }
  serve(app, sessions.listOwnSessions, (ctx) => listSessions(ctx, ctx.actor.id))
  serve(app, sessions.endOwnSession, (ctx, { params }) => end(ctx, ctx.actor.id, { id: params.session }))
  serve(app, sessions.endOtherSessions, (ctx) => end(ctx, ctx.actor.id, 'all'))
  serve(app, sessions.listSessionsOf, (ctx, { params }) => listSessions(ctx, params.id))
  serve(app, sessions.endSessionOf, (ctx, { params }) => end(ctx, params.id, { id: params.session }))
  serve(app, sessions.endSessionsOf, (ctx, { params }) => end(ctx, params.id, 'all'))
  serve(app, unlockUserEndpoint, async (ctx, { params }) => {
    await unlockUser(ctx, params.id)
    return null
  })
}
