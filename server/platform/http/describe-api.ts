import type { z } from 'zod'
import { type ErrorCode, errors } from '../../../contract/errors.ts'
import type { Endpoint } from '../../../contract/http.ts'
import { permissions } from '../../../contract/permissions.ts'
import { problem } from '../../../contract/problem.ts'
import { schemaWriter, type Writer } from './describe-schemas.ts'
import type { BoundEndpoint } from './serve.ts'
import { apiPrefix } from './serve.ts'
import { strict } from './strict.ts'

type Json = Record<string, unknown>

/** The API as an OpenAPI 3.1 document, generated from the endpoints that are bound: nothing is written by hand twice. */
export function describeApi(bound: readonly BoundEndpoint[], publicUrl: string): { openapi: string } & Json {
  const writer = schemaWriter()
  const paths: Record<string, Json> = {}
  const names = operationNames(bound.map(({ endpoint }) => endpoint))
  for (const { endpoint } of bound) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(endpoint, names.get(endpoint) ?? '', writer)
  }
  const tags = [...new Set(bound.map(({ endpoint }) => endpoint.tag))].sort()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quoin',
      version: '1',
      description:
        'Configure, price and quote. Amounts are decimal strings with a currency, instants are UTC, days are days. ' +
        'Refusals are problems after RFC 9457 with a stable `code`. Lists have cursors. Writes take an `Idempotency-Key`.',
      contact: { name: 'The operator of this installation', url: publicUrl },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiPrefix }],
    tags: tags.map((name) => ({ name, description: `Everything about ${name.toLowerCase()}` })),
    security: [{ token: [] }, { key: [] }, { client: [] }, { session: [] }],
    paths,
    components: {
      schemas: writer.components(),
      responses: { Problem: problemResponse(writer) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From POST /auth/login' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made on the page of one’s account' },
        client: {
          type: 'oauth2',
          description: 'An OAuth client of a program',
          flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: permissions } },
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https:') ? '__Host-quoin' : 'quoin',
          description: 'Set by signing in',
        },
      },
    },
  }
}

function operation(endpoint: Endpoint, operationId: string, writer: Writer): Json {
  const { permission, summary, tag } = endpoint
  const right =
    permission === 'anyone'
      ? 'Open to anyone.'
      : permission === 'signed-in'
        ? 'Needs a sign-in.'
        : `Needs the right \`${permission}\` (${permissions[permission].toLowerCase()}).`
  return {
    operationId,
    tags: [tag],
    summary,
    description: endpoint.description ? `${endpoint.description}\n\n${right}` : right,
    ...(permission === 'anyone' && { security: [] }),
    ...(parameters(endpoint, writer).length > 0 && { parameters: parameters(endpoint, writer) }),
    ...(endpoint.body && {
      requestBody: {
        required: !acceptsNothing(endpoint.body),
        content: endpoint.consumes
          ? { [endpoint.consumes]: { schema: { type: 'string', format: 'binary' } } }
          : { 'application/json': { schema: writer.write(strict(endpoint.body), 'input', endpoint.body) } },
      },
    }),
    responses: responses(endpoint, writer),
  }
}

function parameters(endpoint: Endpoint, writer: Writer): Json[] {
  const list = [...fieldsOf(endpoint.params, 'path', writer), ...fieldsOf(endpoint.query, 'query', writer)]
  if (endpoint.ifMatch) {
    list.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The ETag of the state you have seen',
      schema: { type: 'string' },
    })
  }
  if (endpoint.method !== 'GET' && endpoint.permission !== 'anyone') {
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'Chosen by you; the same key with the same request gets the same answer and happens once',
      schema: { type: 'string', maxLength: 200 },
    })
  }
  return list
}

/** The fields of an object schema, each as a parameter. */
function fieldsOf(schema: z.ZodType | undefined, place: 'path' | 'query', writer: Writer): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = writer.inline(schema) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: field,
  }))
}

function responses(endpoint: Endpoint, writer: Writer): Json {
  const status = endpoint.status ?? 200
  const content =
    status === 204
      ? {}
      : endpoint.produces
        ? { content: { [endpoint.produces]: { schema: { type: 'string' } } } }
        : {
            content: {
              'application/json': { schema: writer.write(endpoint.response, 'output', endpoint.response) },
            },
          }
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of refusalsOf(endpoint)) {
    const { status: refused } = errors[code]
    byStatus.set(refused, [...(byStatus.get(refused) ?? []), code])
  }
  const problems = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([refused, codes]) => [
      String(refused),
      {
        description: [...new Set(codes)].map((code) => `\`${code}\`: ${errors[code].sentence}`).join('\n\n'),
        content: { 'application/problem+json': { schema: writer.write(problem, 'output', problem) } },
      },
    ])
  return {
    [status]: { description: 'As asked', ...content },
    ...Object.fromEntries(problems),
    default: { $ref: '#/components/responses/Problem' },
  }
}

/** What any endpoint of this shape may refuse, and what this one names. */
function refusalsOf(endpoint: Endpoint): ErrorCode[] {
  const { permission, body } = endpoint
  return [
    'request.unreadable',
    ...(body ? (['request.too-large', 'request.unsupported-type'] as const) : []),
    ...(body || endpoint.query || endpoint.params ? (['request.invalid'] as const) : []),
    ...(permission === 'anyone' ? [] : (['auth.required', 'auth.token-invalid'] as const)),
    ...(permission === 'anyone' || permission === 'signed-in' ? [] : (['auth.forbidden'] as const)),
    ...(endpoint.ifMatch ? (['request.stale', 'request.precondition-missing'] as const) : []),
    ...(endpoint.errors ?? []),
  ]
}

function problemResponse(writer: Writer): Json {
  return {
    description: 'A refusal, or a mistake of ours',
    content: { 'application/problem+json': { schema: writer.write(problem, 'output', problem) } },
  }
}

const acceptsNothing = (schema: z.ZodType) => schema.safeParse(undefined).success

/** "POST /quotes/:id/submit" → "postQuotesSubmit"; where two would share a name, the parameters tell them apart. */
function operationNames(endpoints: readonly Endpoint[]): Map<Endpoint, string> {
  const short = (endpoint: Endpoint) => nameFrom(endpoint, endpoint.path.replace(/:\w+/g, ''))
  const long = (endpoint: Endpoint) => nameFrom(endpoint, endpoint.path.replace(/:(\w+)/g, 'by-$1'))
  const uses = new Map<string, number>()
  for (const each of endpoints) uses.set(short(each), (uses.get(short(each)) ?? 0) + 1)
  return new Map(endpoints.map((each) => [each, uses.get(short(each)) === 1 ? short(each) : long(each)]))
}

function nameFrom(endpoint: Endpoint, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean)
  return (
    endpoint.method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  )
}
