import { randomBytes } from 'node:crypto'
import type { Context, Tx } from '../../platform/index.ts'
import { hashOfSecret } from '../secrets.ts'
import type { Claimed } from './claims.ts'

const requestMs = 10 * 60_000

/** A sign-in under way at a provider; `browser` is in a cookie of the browser it began in. */
export type SsoRequest = { state: string; browser: string; nonce: string; verifier: string }
export type OpenRequest = {
  providerId: string
  nonce: string
  verifier: string
  next: string | null
  found: Claimed | null
}

export async function beginRequest(
  ctx: Context,
  providerId: string,
  next: string | undefined,
): Promise<SsoRequest> {
  const request = { state: secret(), browser: secret(), nonce: secret(), verifier: secret() }
  await ctx.db.query(
    `insert into sso_requests (state_hash, provider_id, browser_hash, nonce, verifier, next, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      hashOfSecret(request.state),
      providerId,
      hashOfSecret(request.browser),
      request.nonce,
      request.verifier,
      next ?? null,
      new Date(ctx.now.getTime() + requestMs),
    ],
  )
  return request
}

/** Takes a request up, once, in the browser it began in. */
export async function takeRequest(
  ctx: Context,
  providerId: string,
  state: string,
  browser: string,
): Promise<OpenRequest | undefined> {
  const rows = await ctx.db.query<OpenRequest>(
    `delete from sso_requests where state_hash = $1 and browser_hash = $2 and provider_id = $3 and ends_at > $4
     returning provider_id as "providerId", nonce, verifier, next, found`,
    [hashOfSecret(state), hashOfSecret(browser), providerId, ctx.now],
  )
  return rows[0]
}

/** Keeps who a provider's form brought back until the browser it began in asks: no cookie comes along with such a form. */
export async function keepFound(tx: Tx, providerId: string, state: string, found: Claimed): Promise<boolean> {
  const rows = await tx.query(
    `update sso_requests set found = $3 where state_hash = $1 and provider_id = $2 and found is null and ends_at > $4
     returning 1`,
    [hashOfSecret(state), providerId, JSON.stringify(found), tx.ctx.now],
  )
  return rows.length > 0
}

export async function sweepRequests(tx: Tx): Promise<void> {
  await tx.query('delete from sso_requests where ends_at < $1', [tx.ctx.now])
  await tx.query('delete from saml_messages where ends_at < $1', [tx.ctx.now])
}

const secret = () => randomBytes(32).toString('base64url')
