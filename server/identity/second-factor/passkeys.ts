import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { User } from '../../../contract/users.ts'
import { type Context, DomainError, newId, type Tx } from '../../platform/index.ts'
import { companyName } from '../accounts/send-link.ts'
import { countPasskey, insertPasskey, type Passkey, selectPasskeys } from './factor-store.ts'

const challengeMs = 5 * 60_000
type Site = { origin: string; host: string }

/** The site passkeys belong to: they answer nobody else, however alike an address may look. */
export function siteOf(publicUrl: string): Site {
  const { origin, hostname } = new URL(publicUrl)
  return { origin, host: hostname }
}

/** What the browser needs to make a passkey; the challenge is kept for five minutes. */
export async function passkeyOptions(ctx: Context, site: Site, user: User) {
  const present = await selectPasskeys(ctx.db, user.id)
  const options = await generateRegistrationOptions({
    rpName: await companyName(ctx.db),
    rpID: site.host,
    userName: user.username,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(user.id),
    attestationType: 'none',
    excludeCredentials: present.map(described),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await ctx.db.query(
    `insert into passkey_challenges (user_id, challenge, ends_at) values ($1, $2, $3)
     on conflict (user_id) do update set challenge = excluded.challenge, ends_at = excluded.ends_at`,
    [user.id, options.challenge, new Date(ctx.now.getTime() + challengeMs)],
  )
  return options
}

/** Keeps the passkey a browser made for the challenge it was given. */
export async function addPasskey(
  tx: Tx,
  site: Site,
  userId: string,
  name: string,
  credential: unknown,
): Promise<string> {
  const rows = await tx.query<{ challenge: string }>(
    'delete from passkey_challenges where user_id = $1 and ends_at > $2 returning challenge',
    [userId, tx.ctx.now],
  )
  const expectedChallenge = rows[0]?.challenge
  if (!expectedChallenge) throw new DomainError('factor.wrong-passkey')
  const { registrationInfo } = await orRefused(() =>
    verifyRegistrationResponse({
      response: credential as RegistrationResponseJSON, // the library checks its form
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: false,
    }),
  )
  if (!registrationInfo) throw new DomainError('factor.wrong-passkey')
  const made = registrationInfo.credential
  const id = newId('fac')
  const { id: credentialId, publicKey, counter, transports = [] } = made
  if (!(await insertPasskey(tx, userId, { id, name, credentialId, publicKey, counter, transports })))
    throw new DomainError('factor.wrong-passkey')
  return id
}

/** What a browser needs to sign in with one of these passkeys. */
export function signInOptions(site: Site, passkeys: readonly Passkey[]) {
  return generateAuthenticationOptions({
    rpID: site.host,
    allowCredentials: passkeys.map(described),
    userVerification: 'preferred',
  })
}

/** Whether what a passkey signed is right for the challenge, and no copy made it. */
export async function passkeySigned(
  tx: Tx,
  site: Site,
  userId: string,
  challenge: string,
  signed: unknown,
): Promise<boolean> {
  const response = signed as AuthenticationResponseJSON // the library checks its form
  const passkey = (await selectPasskeys(tx, userId)).find(({ credentialId }) => credentialId === response.id)
  if (!passkey) return false
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: false,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: Number(passkey.counter),
        transports: passkey.transports as AuthenticatorTransport[],
      },
    })
    return verified && (await countPasskey(tx, passkey.id, authenticationInfo.newCounter))
  } catch (error) {
    if (isDatabaseError(error)) throw error
    return false
  }
}

async function orRefused<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch {
    throw new DomainError('factor.wrong-passkey')
  }
}

const described = ({ credentialId, transports }: Passkey) => ({
  id: credentialId,
  transports: transports as AuthenticatorTransport[],
})

const isDatabaseError = (error: unknown) => error instanceof Error && 'severity' in error
