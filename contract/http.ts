import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

/**
 * One operation of the API as data. The server binds a handler to it, the OpenAPI document is generated from it, and
 * the web app and the command line call it: none of them can disagree about a path, a permission or a field.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, with parameters as ":id". */
  path: string
  tag: string
  summary: string
  description?: string
  /** What the caller must be allowed to do; "anyone" needs no sign-in, "signed-in" any. */
  permission: Permission | 'anyone' | 'signed-in'
  /** About the person who asks: keys and clients are refused, whatever their scopes. */
  forPeople?: boolean
  params?: Params
  query?: Query
  body?: Body
  response: Response
  /** Of the successful answer; 200 when absent. */
  status?: 200 | 201 | 202 | 204
  /** The caller must say which state it has seen (`If-Match`): 428 without, 412 when stale. */
  ifMatch?: boolean
  /** Another type than JSON, for files and streams. */
  produces?: string
  /** The body is a file of this type instead of JSON; the handler gets its bytes. */
  consumes?: 'application/octet-stream'
  /** Refusals that belong to this operation, for its documentation. */
  errors?: readonly ErrorCode[]
}

export function endpoint<
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Response extends z.ZodType = z.ZodType,
>(operation: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return operation
}

/** What a caller hands in for an endpoint, and what comes back. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Given<'params', P> & Given<'query', Q> & Given<'body', B>
    : never
export type Output<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never

type Given<Name extends string, Schema extends z.ZodType> = [z.input<Schema>] extends [never]
  ? unknown
  : { [name in Name]: z.input<Schema> }
