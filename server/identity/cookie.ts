/** Over https the name begins with "__Host-": browsers then take it only from this very host, over a safe connection. */
export function cookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-quoin' : 'quoin'
}

/** The header that hands a session's secret to the browser until `endsAt`; an empty secret takes it away. */
export function sessionCookie(publicUrl: string, secret: string, endsAt: Date, now: Date): string {
  const seconds = secret === '' ? 0 : Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1000))
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${seconds}`]
  if (publicUrl.startsWith('https:')) attributes.push('Secure')
  return [`${cookieName(publicUrl)}=${secret}`, ...attributes].join('; ')
}

/** The value of a cookie in a request, when it looks like one of ours. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}

/** Binds a sign-in at an identity provider to the browser it began in; an empty secret takes it away. */
export function ssoCookie(publicUrl: string, secret: string): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${secret === '' ? 0 : 600}`]
  if (publicUrl.startsWith('https:')) attributes.push('Secure')
  return [`${ssoCookieName(publicUrl)}=${secret}`, ...attributes].join('; ')
}

export function ssoCookieName(publicUrl: string): string {
  return `${cookieName(publicUrl)}-sso`
}
