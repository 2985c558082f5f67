import type { z } from 'zod'
import type { Endpoint } from '../../../contract/http.ts'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import type { Answer, FileBody } from './answer.ts'

/** What a handler gets: parts an endpoint does not declare are absent. */
export type HandlerInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Part<
  'params',
  Params
> &
  Part<'query', Query> &
  Part<'body', Body> & { headers: { ifMatch?: string } }
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
  _app: App,
  _endpoint: Endpoint<P, Q, B, R>,
  _handler: Handler<P, Q, B, R>,
  _options: ServeOptions = {},
): void {
  throw new Error('being written')
}
