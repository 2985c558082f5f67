import type { StoredProvider } from './provider-store.ts'

/** What a provider says of somebody, as it says it. */
export type Said = Record<string, unknown>
/** The same in our words. */
export type Claimed = {
  subject: string
  username: string
  email?: string
  emailVerified: boolean
  givenName: string
  familyName: string
  /** Roles the provider decides on; absent where it decides on none. */
  roles?: string[]
}

const usual = {
  oidc: {
    username: ['preferred_username', 'email', 'sub'],
    email: ['email'],
    givenName: ['given_name', 'name', 'sub'],
    familyName: ['family_name'],
  },
  saml: {
    username: [
      'uid',
      'urn:oid:0.9.2342.19200300.100.1.1',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
      'nameID',
    ],
    email: [
      'mail',
      'email',
      'urn:oid:0.9.2342.19200300.100.1.3',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    ],
    givenName: [
      'givenName',
      'urn:oid:2.5.4.42',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
      'nameID',
    ],
    familyName: ['sn', 'urn:oid:2.5.4.4', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname'],
  },
} as const

/** Reads what a provider says by its mapping. Pure. */
export function claimedBy(provider: StoredProvider, subject: string, said: Said): Claimed {
  const { mapping, settings } = provider
  const names = usual[settings.kind]
  const read = (field: keyof typeof names) => {
    const own = mapping[field]
    return firstText(said, own ? [own] : names[field])
  }
  const email = read('email')
  const values = mapping.groups ? textsOf(said[mapping.groups]) : []
  const mapped = mapping.roles.filter(({ value }) => values.includes(value)).map(({ role }) => role)
  return {
    subject,
    username: fitting(read('username') ?? subject),
    // A SAML provider vouches for all it signs; one of OpenID Connect says for each address whether it does.
    emailVerified: settings.kind === 'saml' || said.email_verified === true,
    givenName: (read('givenName') ?? subject).slice(0, 200),
    familyName: (read('familyName') ?? '–').slice(0, 200),
    ...(email && { email }),
    ...(mapping.roles.length > 0 && { roles: [...new Set([...mapping.defaultRoles, ...mapped])] }),
  }
}

function firstText(said: Said, names: readonly string[]): string | undefined {
  for (const name of names) {
    const [text] = textsOf(said[name])
    if (text) return text
  }
  return undefined
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '')
}

/** A user name of ours: what else a provider's name has in it becomes a dot. */
function fitting(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._@+-]+/g, '.')
    .replace(/^[^A-Za-z0-9]+/, '')
  return plain.slice(0, 100).padEnd(2, '0')
}
