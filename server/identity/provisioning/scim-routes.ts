import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, type Context, DomainError, makeContext } from '../../platform/index.ts'
import type { RightsCache } from '../rights-cache.ts'
import { serveScimDescription } from './describe-scim.ts'
import { fits, parseFilter } from './filter.ts'
import { type Document, patchBody, patched } from './patch.ts'
import { deleteGroup, getGroup, presentGroup, putGroup, wantedGroup } from './provision-group.ts'
import { selectGroups, selectProvisioned } from './provision-store.ts'
import { changeProvisioned, deprovision, getProvisioned, provisionUser } from './provision-user.ts'
import { ScimError } from './scim-error.ts'
import { presentUser, wantedUser } from './scim-user.ts'

const query = z.object({
  filter: z.string().max(2000).optional(),
  startIndex: z.coerce.number().int().catch(1).default(1),
  count: z.coerce.number().int().catch(100).default(100),
  attributes: z.string().max(2000).optional(),
  excludedAttributes: z.string().max(2000).optional(),
})
type Query = z.output<typeof query>
type Answer = { status?: number; body?: Document; location?: string }
type Way = (
  ctx: Context,
  given: { id: string; query: Query; body: Document; request: FastifyRequest },
) => Promise<Answer>

/** SCIM 2.0 (RFC 7643, 7644) in both dialects directories speak: users and groups kept here by a directory. */
export function serveScim(app: App, cache: RightsCache): void {
  const base = `${app.config.publicUrl}/scim/v2`
  const bind = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, way: Way) => {
    app.http.route({
      method,
      url: `/scim/v2${path}`,
      config: { takesScim: true },
      errorHandler: (error, _, reply) => refuse(app, error, reply),
      handler: async (request, reply) => {
        const ctx = await admitted(app, request)
        const body = (request.body ?? {}) as Document // read by schemas below
        if (typeof body !== 'object' || Array.isArray(body))
          throw new ScimError(400, 'The body is no object.', 'invalidSyntax')
        const { id = '' } = request.params as { id?: string }
        const answer = await way(ctx, { id, query: query.parse(request.query), body, request })
        if (method !== 'GET') cache.forget()
        return sent(reply, answer)
      },
    })
  }
  serveScimDescription((path, describe) => bind('GET', path, async () => ({ body: describe(base) })))

  const users: Way = async (ctx, asked) => {
    // What directories ask all the time is found by an index.
    const name = /^\s*userName\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(asked.query.filter ?? '')?.[1]
    const found = name
      ? await selectProvisioned(ctx.db, 'lower(u.username) = lower($1)', [JSON.parse(name) as string])
      : await selectProvisioned(ctx.db)
    return {
      body: page(
        found.map((user) => presentUser(user, base)),
        asked.query,
      ),
    }
  }
  const showUser = async (ctx: Context, id: string, given: Query) => ({
    body: chosen(presentUser(await getProvisioned(ctx, id), base), given),
  })
  bind('GET', '/Users', users)
  bind('GET', '/Users/:id', (ctx, { id, query: given }) => showUser(ctx, id, given))
  bind('POST', '/Users', async (ctx, { body }) => {
    const made = presentUser(await provisionUser(ctx, wantedUser(body)), base)
    return { status: 201, body: made, location: `${base}/Users/${String(made.id)}` }
  })
  bind('PUT', '/Users/:id', async (ctx, { id, body, request }) => {
    demandVersion(request, (await getProvisioned(ctx, id)).version)
    return { body: presentUser(await changeProvisioned(ctx, id, wantedUser(body)), base) }
  })
  bind('PATCH', '/Users/:id', async (ctx, { id, body, request }) => {
    const before = await getProvisioned(ctx, id)
    demandVersion(request, before.version)
    const next = patched(presentUser(before, base), operationsOf(body))
    return { body: presentUser(await changeProvisioned(ctx, id, wantedUser(next)), base) }
  })
  bind('DELETE', '/Users/:id', async (ctx, { id }) => {
    await deprovision(ctx, id)
    return { status: 204 }
  })

  const withMembers = ({ attributes, excludedAttributes }: Query) =>
    !/(^|,)\s*members\s*(,|$)/i.test(excludedAttributes ?? '') &&
    (attributes === undefined || /members/i.test(attributes))
  bind('GET', '/Groups', async (ctx, { query: given }) => {
    const groups = await selectGroups(ctx.db)
    return {
      body: page(
        groups.map((group) => presentGroup(group, base, withMembers(given))),
        given,
      ),
    }
  })
  bind('GET', '/Groups/:id', async (ctx, { id, query: given }) => ({
    body: presentGroup(await getGroup(ctx, id), base, withMembers(given)),
  }))
  bind('POST', '/Groups', async (ctx, { body }) => {
    const made = presentGroup(await putGroup(ctx, wantedGroup(body)), base, true)
    return { status: 201, body: made, location: `${base}/Groups/${String(made.id)}` }
  })
  bind('PUT', '/Groups/:id', async (ctx, { id, body, request }) => {
    demandVersion(request, (await getGroup(ctx, id)).version)
    return { body: presentGroup(await putGroup(ctx, wantedGroup(body), id), base, true) }
  })
  bind('PATCH', '/Groups/:id', async (ctx, { id, body, request }) => {
    const before = await getGroup(ctx, id)
    demandVersion(request, before.version)
    const next = patched(presentGroup(before, base, true), operationsOf(body))
    await putGroup(ctx, wantedGroup(next), id)
    // Entra and Okta both expect no content here; a group may have thousands of members.
    return { status: 204 }
  })
  bind('DELETE', '/Groups/:id', async (ctx, { id }) => {
    await deleteGroup(ctx, id)
    return { status: 204 }
  })
}

/** A directory comes with a key or token whose scopes hold users.write; nobody's browser does. */
async function admitted(app: App, request: FastifyRequest): Promise<Context> {
  if (request.headers.authorization === undefined) throw new ScimError(401, 'Send a bearer token.')
  const actor = await app.authenticate(request)
  request.actor = actor
  if (actor.grants.get('users.write') !== 'all')
    throw new ScimError(403, 'The token does not have the right "users.write" on everybody.')
  const userAgent = request.headers['user-agent']
  return makeContext(app, actor, {
    requestId: request.id,
    origin: { ip: request.ip, ...(userAgent !== undefined && { userAgent }) },
  })
}

function operationsOf(body: Document) {
  const parsed = patchBody.safeParse(body)
  if (!parsed.success)
    throw new ScimError(400, 'A PATCH has "Operations" with op, path and value.', 'invalidSyntax')
  return parsed.data.Operations
}

function demandVersion(request: FastifyRequest, version: number): void {
  const seen = request.headers['if-match']
  if (seen === undefined || seen === '*') return
  if (!seen.includes(`"${version}"`)) throw new ScimError(412, 'Somebody changed this in the meantime.')
}

function page(all: Document[], { filter, startIndex, count, ...attributes }: Query): Document {
  const parsed = filter === undefined ? undefined : parseFilter(filter)
  const found = parsed ? all.filter((one) => fits(one, parsed)) : all
  const from = Math.max(1, startIndex)
  const shown = found.slice(from - 1, from - 1 + Math.min(1000, Math.max(0, count)))
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex: from,
    itemsPerPage: shown.length,
    Resources: shown.map((one) => chosen(one, attributes)),
  }
}

/** Only the attributes asked for; id, schemas and meta always. */
function chosen(
  document: Document,
  { attributes, excludedAttributes }: Pick<Query, 'attributes' | 'excludedAttributes'>,
): Document {
  const listOf = (text: string | undefined) =>
    text
      ?.toLowerCase()
      .split(',')
      .map((name) => name.trim().split('.', 1)[0])
  const wanted = listOf(attributes)
  const unwanted = listOf(excludedAttributes) ?? []
  const always = ['id', 'schemas', 'meta']
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => {
      const lower = name.toLowerCase()
      return (
        always.includes(lower) ||
        ((wanted === undefined || wanted.includes(lower)) && !unwanted.includes(lower))
      )
    }),
  )
}

function sent(reply: FastifyReply, { status = 200, body, location }: Answer): FastifyReply {
  if (location) void reply.header('location', location)
  const version = (body?.meta as { version?: string } | undefined)?.version
  if (version) void reply.header('etag', version)
  void reply.code(status).type('application/scim+json; charset=utf-8').header('cache-control', 'no-store')
  return reply.send(body === undefined ? undefined : JSON.stringify(body))
}

function refuse(app: App, error: unknown, reply: FastifyReply): FastifyReply {
  const refusal = toScimError(error)
  if (refusal.status >= 500) app.log.error({ err: error }, 'Failed')
  if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="quoin"')
  return reply
    .code(refusal.status)
    .type('application/scim+json; charset=utf-8')
    .send(JSON.stringify(refusal.body))
}

function toScimError(error: unknown): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof DomainError) return new ScimError(error.status, error.message)
  const { statusCode } = error as { statusCode?: number }
  if (statusCode && statusCode < 500)
    return new ScimError(statusCode, 'The body cannot be read.', 'invalidSyntax')
  return new ScimError(500, 'Something went wrong on our side.')
}
