import type { z } from 'zod'
import type { Endpoint } from '../../../contract/http.ts'
import type { App } from '../app.ts'
import type { Actor, Context } from '../context.ts'
import { makeContext, nobody } from '../make-context.ts'
import type { Answer, FileBody } from './answer.ts'
import { admit } from './guard.ts'
import { once } from './idempotency.ts'
import { present, send } from './present.ts'
import { type InputHeaders, inputReader } from './read-input.ts'

/** Below it, every route is an endpoint of the contract. */
export const apiPrefix = '/api/v1'

/** What a handler gets: parts an endpoint does not declare are absent. */
export type HandlerInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Part<
  'params',
  Params
> &
  Part<'query', Query> &
  Part<'body', Body> & { headers: InputHeaders }
type Part<Name extends string, Schema extends z.ZodType> = [z.output<Schema>] extends [never]
  ? unknown
  : { [name in Name]: z.output<Schema> }

type Handled<Response extends z.ZodType> =
  | z.input<Response>
  | Answer<z.input<Response>>
  | FileBody
  | Answer<FileBody>

export type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = (
  ctx: Context,
  input: HandlerInput<P, Q, B>,
  /** Who asks, looked at anew; refuses as at the door. For answers that go on for longer than a moment. */
  again: () => Promise<Actor>,
) => Promise<Handled<R>> | Handled<R>

export type ServeOptions = {
  /** Bytes; 1 MB unless an import needs more. */
  bodyLimit?: number
  /** Ignore `Idempotency-Key`: for operations that must count every attempt. */
  everyAttemptCounts?: boolean
}

/** An endpoint with its handler, as the registry knows it. */
export type BoundEndpoint = { endpoint: Endpoint; options: ServeOptions }

/** Binds one endpoint of the contract to its handler, below /api/v1. */
export function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: App,
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<P, Q, B, R>,
  options: ServeOptions = {},
): void {
  const readInput = inputReader(endpoint)
  const bound: BoundEndpoint = { endpoint, options }
  app.endpoints.push(bound)

  app.http.route({
    method: endpoint.method,
    url: `${apiPrefix}${endpoint.path}`,
    ...(options.bodyLimit !== undefined && { bodyLimit: options.bodyLimit }),
    config: { endpoint: bound },
    onRequest: async (request) => {
      request.actor = await admit(app, endpoint, request)
    },
    handler: async (request, reply) => {
      // The reader has parsed by the very schemas that the handler's type is made of.
      const input = readInput(request) as HandlerInput<P, Q, B> & { headers: InputHeaders }
      const { ip } = request
      const userAgent = request.headers['user-agent']
      const actor = request.actor ?? nobody
      const origin = { ip, ...(userAgent !== undefined && { userAgent }) }
      const ctx = makeContext(app, actor, { requestId: request.id, origin })

      const again = () => admit(app, endpoint, request)
      const work = async (within: Context) => present(endpoint, await handler(within, input, again))
      const key = request.headers['idempotency-key']
      // What nobody in particular asks for has no key of its own.
      const repeatable = typeof key === 'string' && endpoint.method !== 'GET' && actor.via !== 'nobody'
      const presented =
        repeatable && !options.everyAttemptCounts ? await once(ctx, request, key, work) : await work(ctx)
      return send(request, reply, presented)
    },
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | undefined
  }
  interface FastifyContextConfig {
    endpoint?: BoundEndpoint
    /** A route in the form of some standard that takes forms. */
    takesForms?: boolean
    /** A route that takes application/scim+json. */
    takesScim?: boolean
  }
}
