import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../../contract/http.ts'
import { type Head, isAnswer } from './answer.ts'
import { packed } from './compress-body.ts'
import { etagOf, matches } from './etag.ts'

/** A response ready to be sent, or to be stored for the same request coming again. */
export type Presented = {
  status: number
  headers: Record<string, string | readonly string[]>
  body: string | Buffer | Readable
}

/**
 * Makes the response of what a handler returned. The output passes through the endpoint's schema, so that nothing
 * leaves that the contract does not name; one that does not fit is a bug of ours.
 */
export function present(endpoint: Endpoint, handled: unknown): Presented {
  const head: Head = isAnswer(handled) ? handled.head : {}
  const output = isAnswer(handled) ? handled.output : handled
  const status = head.status ?? endpoint.status ?? 200
  const headers: Presented['headers'] = { ...head.headers }
  if (head.etag !== undefined) headers.etag = etagOf(head.etag)
  if (head.location !== undefined) headers.location = head.location

  if (output instanceof Readable || Buffer.isBuffer(output)) {
    headers['content-type'] ??= endpoint.produces ?? 'application/octet-stream'
    return { status, headers, body: output }
  }
  if (status === 204) return { status, headers, body: '' }
  headers['content-type'] ??= endpoint.produces ?? 'application/json; charset=utf-8'
  const checked = endpoint.response.parse(output)
  return {
    status,
    headers,
    body: typeof checked === 'string' && endpoint.produces ? checked : JSON.stringify(checked),
  }
}

export async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: Presented,
): Promise<FastifyReply> {
  const known = request.headers['if-none-match']
  const etag = headers.etag
  if (request.method === 'GET' && known !== undefined && typeof etag === 'string') {
    if (matches(known, etag.slice(1, -1))) return reply.code(304).header('etag', etag).send()
  }
  for (const [name, value] of Object.entries(headers)) reply.header(name, value)
  const pack = typeof body === 'string' ? await packed(request, body) : undefined
  if (!pack) return reply.code(status).send(body === '' ? undefined : body)
  return reply
    .code(status)
    .headers({ 'content-encoding': pack.encoding, vary: 'accept-encoding' })
    .send(pack.body)
}
