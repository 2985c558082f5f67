import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'

/** Puts on every response what keeps browsers from doing more with it than we mean. */
export function addSecurityHeaders(app: App): void {
  const overHttps = app.config.publicUrl.startsWith('https:')
  app.http.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      ...(overHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
      ...(request.url.startsWith('/api/') && { 'cache-control': 'no-store' }),
    })
  })
}

/** Where the HTML that is sent names its nonce; Vite writes this word into the page it builds. */
export const noncePlaceholder = '__NONCE__'

/** Sends a page with a fresh nonce: only scripts and style sheets that carry it, or come from here, count. */
export function sendPage(reply: FastifyReply, html: string, development = false): FastifyReply {
  const nonce = randomBytes(16).toString('base64url')
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: https:", // pictures of products may be elsewhere on the web
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll(noncePlaceholder, nonce))
}
