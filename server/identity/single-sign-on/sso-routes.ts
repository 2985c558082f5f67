import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { UserId } from '../../../contract/users.ts'
import {
  type App,
  anonymousContext,
  type Context,
  DomainError,
  makeContext,
  systemActor,
} from '../../platform/index.ts'
import { record } from '../audit.ts'
import { readCookie, sessionCookie, ssoCookie, ssoCookieName } from '../cookie.ts'
import type { RightsCache } from '../rights-cache.ts'
import { startSessionElsewhere } from '../sign-in.ts'
import type { Claimed } from './claims.ts'
import { letIn, NotLetIn } from './let-in.ts'
import { openIdAddress, openIdClaims } from './openid.ts'
import { type StoredProvider, selectProviders } from './provider-store.ts'
import { beginRequest, keepFound, takeRequest } from './requests.ts'
import { samlAddress, samlClaims, samlMetadata } from './saml.ts'

const params = z.object({ code: z.string().max(40) })
const start = z.object({ next: z.string().max(500).optional() })
const state = z.object({ state: z.string().max(100) })
const samlForm = z.object({ SAMLResponse: z.string().max(500_000), RelayState: z.string().max(100) })

/** The way to an identity provider and back, in the forms OpenID Connect and SAML give it. */
export function serveSingleSignOn(app: App, cache: RightsCache): void {
  const { publicUrl } = app.config
  const cookieName = ssoCookieName(publicUrl)
  type Way = (
    ctx: Context,
    provider: StoredProvider,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<unknown>
  /** A step at a provider that is there and enabled; what goes wrong leads back to the sign-in, which says why. */
  const step = (way: Way) => async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = anonymousContext(app, request)
    const code = params.safeParse(request.params).data?.code ?? ''
    try {
      const [provider] = await selectProviders(ctx.db, 'code = $1 and enabled', [code])
      if (!provider) throw new NotLetIn('unknown', `there is no provider ${code}`)
      return await way(ctx, provider, request, reply)
    } catch (error) {
      const refused =
        error instanceof DomainError && error.code === 'sso.refused' ? new NotLetIn('closed') : error
      if (!(refused instanceof NotLetIn)) throw error
      app.log.warn(
        { requestId: request.id, provider: code, reason: refused.message },
        'Single sign-on refused',
      )
      await ctx.transaction(async (tx) =>
        record(tx, {
          action: 'session.refused',
          subject: { kind: 'identity-provider', id: code.slice(0, 40) },
          why: refused.message.slice(0, 500),
        }),
      )
      return reply.redirect(`/sign-in?refused=${refused.reason}`, 303)
    }
  }
  const enter = async (
    ctx: Context,
    reply: FastifyReply,
    provider: StoredProvider,
    claimed: Claimed,
    next: string | null,
  ) => {
    // It is the provider, set up by an administrator, that makes users and gives them their roles.
    const { origin, requestId } = ctx
    const acting = makeContext(app, { ...systemActor, name: provider.name }, { origin, requestId })
    const session = await acting.transaction(async (tx) => {
      const userId: UserId = await letIn(tx, provider, claimed)
      return startSessionElsewhere(tx, userId, provider.code)
    })
    cache.forget()
    const cookie = sessionCookie(publicUrl, session.secret, session.endsAt, ctx.now)
    return reply.header('set-cookie', [cookie, ssoCookie(publicUrl, '')]).redirect(next ?? '/', 303)
  }

  app.http.get('/sso/:code/start', (request, reply) =>
    step(async (ctx, provider) => {
      const next = start.safeParse(request.query).data?.next
      const begun = await beginRequest(ctx, provider.id, isOwnPath(next) ? next : undefined)
      const address =
        provider.settings.kind === 'oidc'
          ? await openIdAddress(app.outside, provider, `${publicUrl}/sso/${provider.code}/callback`, begun)
          : await samlAddress(ctx, provider, publicUrl, begun.state)
      return reply.header('set-cookie', ssoCookie(publicUrl, begun.browser)).redirect(address, 303)
    })(request, reply),
  )

  app.http.get(
    '/sso/:code/callback',
    step(async (ctx, provider, request, reply) => {
      const given = state.safeParse(request.query).data
      const browser = readCookie(request.headers.cookie, cookieName)
      const open = given && browser ? await takeRequest(ctx, provider.id, given.state, browser) : undefined
      if (!given || !open) throw new NotLetIn('ended', 'no sign-in of this browser is under way')
      const claimed =
        open.found ??
        (await openIdClaims(app.outside, provider, new URL(request.url, publicUrl), given.state, open))
      return enter(ctx, reply, provider, claimed, open.next)
    }),
  )

  app.http.post(
    '/sso/:code/acs',
    { config: { takesForms: true } },
    step(async (ctx, provider, request, reply) => {
      const form = samlForm.safeParse(request.body).data
      if (!form || provider.settings.kind !== 'saml') throw new NotLetIn('failed', 'no SAML response came')
      await ctx.transaction(async (tx) => {
        const claimed = await samlClaims(tx, provider, publicUrl, form.SAMLResponse)
        if (!(await keepFound(tx, provider.id, form.RelayState, claimed)))
          throw new NotLetIn('ended', 'no sign-in of this name is under way')
      })
      // The provider's page sent this form, so the browser sent no cookie of ours; with this address it does.
      return reply.redirect(
        `/sso/${provider.code}/callback?state=${encodeURIComponent(form.RelayState)}`,
        303,
      )
    }),
  )

  app.http.get(
    '/sso/:code/metadata',
    step(async (ctx, provider, _, reply) => {
      if (provider.settings.kind !== 'saml') throw new NotLetIn('unknown', 'only SAML has metadata')
      return reply.type('application/samlmetadata+xml').send(samlMetadata(ctx, provider, publicUrl))
    }),
  )
}

/** Only a path of our own, so that a link cannot lead elsewhere after signing in. */
function isOwnPath(path: string | undefined): boolean {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path)
}
