import { Secret, TOTP } from 'otpauth'

const period = 30

/** A fresh shared secret, in base 32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address an authenticator app reads from a QR code. */
export function uriOf(secret: string, username: string, company: string): string {
  return appOf(secret, username, company).toString()
}

/** The period a code belongs to, if it is a right one: of now, or of a clock that is half a minute off. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const timestamp = now.getTime()
  const delta = appOf(secret).validate({ token, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta
}

function appOf(secret: string, label = 'Quoin', issuer = 'Quoin'): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period, label, issuer })
}
