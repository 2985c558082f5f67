import * as client from 'openid-client'
import type { Outside } from '../../platform/index.ts'
import type { Claimed } from './claims.ts'
import { claimedBy } from './claims.ts'
import { NotLetIn } from './let-in.ts'
import type { StoredProvider } from './provider-store.ts'
import type { OpenRequest, SsoRequest } from './requests.ts'

const holdsMs = 10 * 60_000
const known = new Map<string, { config: client.Configuration; until: number }>()

/** Where to send the browser: code flow with PKCE, state and nonce. */
export async function openIdAddress(
  outside: Outside,
  provider: StoredProvider,
  redirect: string,
  request: SsoRequest,
): Promise<string> {
  const config = await configurationOf(outside, provider)
  const scope = provider.settings.kind === 'oidc' ? provider.settings.scopes : 'openid'
  return client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope,
    state: request.state,
    nonce: request.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
  }).href
}

/**
 * Who came back. The library checks issuer, audience, signature, times, nonce, state and the verifier, and the issuer
 * named beside the code, so that no other provider's answer is taken for this one's.
 */
export async function openIdClaims(
  outside: Outside,
  provider: StoredProvider,
  cameBackTo: URL,
  state: string,
  request: OpenRequest,
): Promise<Claimed> {
  const config = await configurationOf(outside, provider)
  if (cameBackTo.searchParams.get('error') === 'access_denied') throw new NotLetIn('cancelled')
  try {
    const tokens = await client.authorizationCodeGrant(config, cameBackTo, {
      expectedState: state,
      expectedNonce: request.nonce,
      pkceCodeVerifier: request.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new NotLetIn('failed', 'no id token came')
    const more = config.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      : {}
    return claimedBy(provider, claims.sub, { ...claims, ...more })
  } catch (error) {
    if (error instanceof NotLetIn) throw error
    throw new NotLetIn('failed', error instanceof Error ? error.message : String(error))
  }
}

async function configurationOf(outside: Outside, provider: StoredProvider): Promise<client.Configuration> {
  const { settings, secret, id, version } = provider
  if (settings.kind !== 'oidc') throw new Error(`${id} is no provider of OpenID Connect`)
  const key = `${id} ${version}`
  const found = known.get(key)
  if (found && found.until > Date.now()) return found.config
  const issuer = new URL(settings.issuer)
  try {
    const config = await client.discovery(
      issuer,
      settings.clientId,
      { [client.clockTolerance]: 60 },
      secret ? client.ClientSecretPost(secret) : client.None(),
      // The contract takes plain http only for this very machine.
      {
        timeout: 10,
        // Also for what the provider's own document names: its endpoints may not lead inside either.
        [client.customFetch]: fetchBy(outside),
        ...(issuer.protocol === 'http:' && { execute: [client.allowInsecureRequests] }),
      },
    )
    known.set(key, { config, until: Date.now() + holdsMs })
    return config
  } catch (error) {
    throw new NotLetIn(
      'failed',
      `${settings.issuer} cannot be read: ${error instanceof Error ? error.message : error}`,
    )
  }
}

const fetchBy =
  (outside: Outside): client.CustomFetch =>
  (url, { method, headers, body, signal }) =>
    outside.fetch(url, {
      method,
      headers,
      ...(body !== undefined && body !== null && { body: body instanceof Uint8Array ? body : String(body) }),
      ...(signal && { signal }),
    })
