import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import OidcProvider from 'oidc-provider'

export type ProviderPerson = {
  sub: string
  email?: string
  email_verified?: boolean
  given_name?: string
  family_name?: string
  preferred_username?: string
  groups?: string[]
}

/** A real provider of OpenID Connect on a port of its own; whoever it is asked for signs in by name alone. */
export async function startOpenIdProvider(redirect: string, people: Map<string, ProviderPerson>) {
  const server: Server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: 'quoin',
        client_secret: 'a-secret-of-the-client',
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['given_name', 'family_name', 'preferred_username', 'groups'],
    },
    findAccount: (_ctx: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => people.get(sub) ?? { sub },
    }),
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
  })
  server.on('request', provider.callback())
  return { issuer, close: () => new Promise<void>((closed) => server.close(() => closed())) }
}

/** A browser that follows redirects at the provider and remembers its cookies, and stops at the way back to us. */
export async function signInAtProvider(start: string, who: string, back: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next: { url: string; form?: Record<string, string> } = { url: start }
  for (let hop = 0; hop < 15; hop++) {
    if (next.url.startsWith(back)) return next.url
    const response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form && { method: 'POST', body: new URLSearchParams(next.form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=', 2)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location) {
      next = { url: new URL(location, next.url).href }
      continue
    }
    // The provider's own page: who signs in, then whether they agree.
    const page = await response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? next.url
    const prompt = page.includes('name="login"') ? 'login' : 'consent'
    const form: Record<string, string> =
      prompt === 'login' ? { prompt, login: who, password: 'any' } : { prompt }
    next = { url: new URL(action, next.url).href, form }
  }
  throw new Error('the provider did not send the browser back')
}
