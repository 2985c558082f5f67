import { z } from 'zod'
import type { User } from '../../../contract/users.ts'
import type { Document } from './patch.ts'
import { ScimError } from './scim-error.ts'

const schema = 'urn:ietf:params:scim:schemas:core:2.0:User'
export type ProvisionedUser = User & { externalId: string | null }

/** A user as a directory sees it. */
export function presentUser(user: ProvisionedUser, base: string): Document {
  return {
    schemas: [schema],
    id: user.id,
    ...(user.externalId !== null && { externalId: user.externalId }),
    userName: user.username,
    name: { givenName: user.givenName, familyName: user.familyName, formatted: user.name },
    displayName: user.name,
    ...(user.email && { emails: [{ value: user.email, type: 'work', primary: true }] }),
    active: user.enabled && !user.expired,
    meta: {
      resourceType: 'User',
      created: user.createdAt,
      lastModified: user.updatedAt,
      location: `${base}/Users/${user.id}`,
      version: `W/"${user.version}"`,
    },
  }
}

/** Entra sends "True" and "False" as texts. */
const flag = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false']))
    .transform((text) => text === 'true'),
])
const text = z.string().trim().max(200)
const body = z.object({
  username: text.min(1).max(100),
  externalid: z.string().max(200).nullish(),
  name: z.record(z.string(), z.unknown()).nullish(),
  displayname: text.nullish(),
  emails: z
    .array(z.object({ value: z.string().max(254), primary: flag.optional(), type: z.string().optional() }))
    .nullish(),
  active: flag.default(true),
})

export type WantedUser = {
  username: string
  externalId: string | null
  givenName: string
  familyName: string
  email: string | null
  enabled: boolean
}

/** What a document asks for. Attributes we do not keep are passed over, as the standard has it. */
export function wantedUser(document: Document): WantedUser {
  const lower = Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const parsed = body.safeParse(lower)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ScimError(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message}`, 'invalidValue')
  }
  const { username, externalid, name, displayname, emails, active } = parsed.data
  const part = (wanted: string) => {
    const found = Object.entries(name ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1]
    return typeof found === 'string' && found.trim() ? found.trim().slice(0, 200) : undefined
  }
  const [first = username, ...others] = (displayname ?? '').split(' ').filter(Boolean)
  const mail = emails?.find(({ primary }) => primary) ?? emails?.[0]
  return {
    username,
    externalId: externalid ?? null,
    givenName: part('givenname') ?? first,
    familyName: part('familyname') ?? (others.join(' ') || '–'),
    email: mail?.value ?? null,
    enabled: active,
  }
}
