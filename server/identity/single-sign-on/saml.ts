import { type CacheProvider, SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import { parseDomFromString, xpath } from '@node-saml/node-saml/lib/xml.js'
import type { Context, Queries, Tx } from '../../platform/index.ts'
import { type Claimed, claimedBy } from './claims.ts'
import { NotLetIn } from './let-in.ts'
import type { StoredProvider } from './provider-store.ts'

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'
const requestMs = 10 * 60_000

export function samlAddress(
  ctx: Context,
  provider: StoredProvider,
  site: string,
  state: string,
): Promise<string> {
  return samlOf(ctx.db, ctx.now, provider, site).getAuthorizeUrlAsync(state, undefined, {})
}

export function samlMetadata(ctx: Context, provider: StoredProvider, site: string): string {
  return samlOf(ctx.db, ctx.now, provider, site).generateServiceProviderMetadata(null)
}

/**
 * Who a signed response speaks of. The library takes only what the provider's certificate signed, for our audience, in time
 * give or take a minute, as an answer to a request of ours; whom it was handed to is looked at here. Each request is
 * answered once.
 */
export async function samlClaims(
  tx: Tx,
  provider: StoredProvider,
  site: string,
  SAMLResponse: string,
): Promise<Claimed> {
  // No answer needs a document type; entities hide there.
  if (/<!DOCTYPE/i.test(Buffer.from(SAMLResponse, 'base64').toString('latin1')))
    throw new NotLetIn('failed', 'the response has a document type')
  try {
    const { profile } = await samlOf(tx, tx.ctx.now, provider, site).validatePostResponseAsync({
      SAMLResponse,
    })
    if (!profile?.nameID) throw new NotLetIn('failed', 'the response names nobody')
    // The key alone is not enough: one that several tenants of a provider share signs for each of them.
    if (provider.settings.kind === 'saml' && profile.issuer !== provider.settings.idpIssuer)
      throw new NotLetIn('failed', `it was issued by ${profile.issuer}`)
    await refuseOtherRecipients(profile.getAssertionXml?.() ?? '', acsOf(site, provider.code))
    const inResponseTo = typeof profile.inResponseTo === 'string' ? profile.inResponseTo : ''
    await refuseAllButSuccess(SAMLResponse)
    if (!(await firstAnswer(tx, provider.id, inResponseTo))) throw new NotLetIn('ended')
    return claimedBy(provider, profile.nameID, profile)
  } catch (error) {
    if (error instanceof NotLetIn) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new NotLetIn(error instanceof SamlStatusError ? endOf(error.xmlStatus) : 'failed', why)
  }
}

/** A provider says to whose address it hands an assertion out: what was meant for another is not for us. */
async function refuseOtherRecipients(assertion: string, acs: string): Promise<void> {
  const document = await parseDomFromString(assertion)
  const named = xpath
    .selectAttributes(document, "//*[local-name()='SubjectConfirmationData']/@Recipient")
    .map((each) => each.value)
  if (named.length === 0 || named.some((recipient) => recipient !== acs))
    throw new NotLetIn('failed', `it was handed out for ${named.join(', ') || 'nobody'}`)
}

/** The library reads the status only of a response without an assertion. */
async function refuseAllButSuccess(SAMLResponse: string): Promise<void> {
  const response = await parseDomFromString(Buffer.from(SAMLResponse, 'base64').toString())
  const [status, ...others] = xpath.selectElements(response, "/*/*[local-name()='Status']")
  const codes = status ? xpath.selectAttributes(status, "*[local-name()='StatusCode']/@Value") : []
  const said = codes.map((code) => code.value).join(', ')
  if (status && said === success && others.length === 0) return
  throw new NotLetIn(
    status ? endOf(String(status)) : 'failed',
    `the response has the status ${said || 'nothing'}`,
  )
}

function endOf(xmlStatus: string): 'cancelled' | 'failed' {
  return /status:(AuthnFailed|RequestDenied)\b/.test(xmlStatus) ? 'cancelled' : 'failed'
}

function samlOf(db: Queries, now: Date, { id, code, settings }: StoredProvider, site: string): SAML {
  if (settings.kind !== 'saml') throw new Error(`${code} is no provider of SAML`)
  const issuer = `${site}/sso/${code}/metadata`
  return new SAML({
    issuer,
    audience: issuer,
    callbackUrl: acsOf(site, code),
    entryPoint: settings.entryPoint,
    idpIssuer: settings.idpIssuer,
    idpCert: settings.certificates,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    signatureAlgorithm: 'sha256',
    disableRequestedAuthnContext: true,
    identifierFormat: null,
    acceptedClockSkewMs: 60_000,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: requestMs,
    cacheProvider: memoryOf(db, now, id),
  })
}

const acsOf = (site: string, code: string) => `${site}/sso/${code}/acs`

/** Requests under way are remembered in the database: another node may get the answer. */
function memoryOf(db: Queries, now: Date, providerId: string): CacheProvider {
  const keyOf = (key: string) => `${providerId} ${key}`
  return {
    async saveAsync(key, value) {
      await db.query(
        `insert into saml_messages (id, value, ends_at) values ($1, $2, $3) on conflict (id) do nothing`,
        [keyOf(key), value, new Date(now.getTime() + requestMs)],
      )
      return { value, createdAt: now.getTime() }
    },
    async getAsync(key) {
      const rows = await db.query<{ value: string }>(
        'select value from saml_messages where id = $1 and ends_at > $2',
        [keyOf(key), now],
      )
      return rows[0]?.value ?? null
    },
    async removeAsync(key) {
      if (key === null) return null
      await db.query('delete from saml_messages where id = $1', [keyOf(key)])
      return key
    },
  }
}

/** Of two copies of an answer that come at the same moment, one is the first. */
async function firstAnswer(tx: Tx, providerId: string, inResponseTo: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into saml_messages (id, value, ends_at) values ($1, 'answered', $2) on conflict (id) do nothing returning id`,
    [`${providerId} answered ${inResponseTo}`, new Date(tx.ctx.now.getTime() + 2 * requestMs)],
  )
  return rows.length > 0
}
