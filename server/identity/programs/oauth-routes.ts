import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { allPermissions } from '../../../contract/permissions.ts'
import { type App, anonymousContext } from '../../platform/index.ts'
import type { Tokens } from '../tokens.ts'
import { buyToken, type TokenRequest } from './buy-token.ts'

const form = z.object({
  grant_type: z.string().max(200).optional(),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(200).optional(),
  scope: z.string().max(4000).optional(),
})

/** The token endpoint, in the form RFC 6749 gives it, and where it is found (RFC 8414). */
export function serveOAuth(app: App, tokens: Tokens): void {
  app.http.post('/oauth/token', { config: { takesForms: true } }, async (request, reply) => {
    const asked = readRequest(request)
    const answer = asked
      ? await buyToken(anonymousContext(app, request), tokens, asked)
      : ({ error: 'invalid_request', description: 'the form cannot be read' } as const)
    void reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    if ('retryAfter' in answer)
      return reply.code(429).header('retry-after', String(answer.retryAfter)).send({ error: 'slow_down' })
    if ('error' in answer) {
      const { error, description } = answer
      if (error === 'invalid_client') void reply.header('www-authenticate', 'Basic realm="quoin"')
      return reply
        .code(error === 'invalid_client' ? 401 : 400)
        .send({ error, error_description: description })
    }
    const { token, expiresIn, scope } = answer
    return reply.send({ access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope })
  })

  app.http.get('/.well-known/oauth-authorization-server', (_, reply) => {
    const { publicUrl } = app.config
    return reply.send({
      issuer: publicUrl,
      token_endpoint: `${publicUrl}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: allPermissions,
      service_documentation: `${publicUrl}/api/docs`,
    })
  })
}

/** The client says who it is in the head or in the form, never in both. */
function readRequest(request: FastifyRequest): TokenRequest | undefined {
  const parsed = form.safeParse(request.body)
  if (!parsed.success) return undefined
  const { grant_type, client_id, client_secret, scope } = parsed.data
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (request.headers.authorization !== undefined && (basic === undefined || client_secret !== undefined))
    return undefined
  if (basic === undefined)
    return { grantType: grant_type, clientId: client_id, clientSecret: client_secret, scope }
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':', 2).map(decoded)
  return { grantType: grant_type, clientId: id, clientSecret: secret, scope }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}
