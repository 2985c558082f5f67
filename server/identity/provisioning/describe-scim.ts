import type { Document } from './patch.ts'

type Bind = (path: string, describe: (base: string) => Document) => void

const list = (Resources: Document[]): Document => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: Resources.length,
  startIndex: 1,
  itemsPerPage: Resources.length,
  Resources,
})

/** What a directory reads first: what is supported, and which attributes there are. */
export function serveScimDescription(bind: Bind): void {
  bind('/ServiceProviderConfig', (base) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'An API key, or a token of an OAuth client, with the scope users.write',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }))
  bind('/ResourceTypes', (base) => list(types.map((type) => typeOf(type, base))))
  for (const type of types) bind(`/ResourceTypes/${type}`, (base) => typeOf(type, base))
  bind('/Schemas', () => list(Object.values(schemas)))
  for (const [id, schema] of Object.entries(schemas))
    bind(`/Schemas/${id.replaceAll(':', '::')}`, () => schema)
}

const types = ['User', 'Group'] as const

function typeOf(type: (typeof types)[number], base: string): Document {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: type,
    name: type,
    endpoint: `/${type}s`,
    schema: `urn:ietf:params:scim:schemas:core:2.0:${type}`,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type}` },
  }
}

const attribute = (name: string, more: Document = {}): Document => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})

const schemas: Record<string, Document> = {
  'urn:ietf:params:scim:schemas:core:2.0:User': {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: 'urn:ietf:params:scim:schemas:core:2.0:User',
    name: 'User',
    attributes: [
      attribute('userName', { required: true, uniqueness: 'server' }),
      attribute('externalId', { caseExact: true }),
      attribute('displayName'),
      attribute('active', { type: 'boolean' }),
      attribute('name', {
        type: 'complex',
        subAttributes: [
          attribute('givenName'),
          attribute('familyName'),
          attribute('formatted', { mutability: 'readOnly' }),
        ],
      }),
      attribute('emails', {
        type: 'complex',
        multiValued: true,
        subAttributes: [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })],
      }),
    ],
  },
  'urn:ietf:params:scim:schemas:core:2.0:Group': {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
    name: 'Group',
    attributes: [
      attribute('displayName', { required: true, uniqueness: 'server' }),
      attribute('externalId', { caseExact: true }),
      attribute('members', {
        type: 'complex',
        multiValued: true,
        subAttributes: [
          attribute('value', { mutability: 'immutable' }),
          attribute('display', { mutability: 'readOnly' }),
        ],
      }),
    ],
  },
}
