import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '../../../contract/http.ts'
import type { Issue } from '../../../contract/problem.ts'
import { DomainError } from '../domain-error.ts'
import { issuesOf } from './issues.ts'
import { strict } from './strict.ts'

/** Headers that mean something to an operation. */
export type InputHeaders = {
  ifMatch?: string
  /** Of a stream: the last event that arrived before the connection broke. */
  lastEventId?: string
}
export type AnyInput = { params?: unknown; query?: unknown; body?: unknown; headers: InputHeaders }

/** Takes an endpoint and returns what reads its requests: parsed by the contract, or refused with all that is wrong. */
export function inputReader(endpoint: Endpoint): (request: FastifyRequest) => AnyInput {
  const parts = (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = endpoint[part]
    return schema ? [{ part, schema: strict(schema) }] : []
  })

  return (request) => {
    const ifMatch = request.headers['if-match']
    if (endpoint.ifMatch && ifMatch === undefined) throw new DomainError('request.precondition-missing')
    const lastEventId = request.headers['last-event-id']
    const input: AnyInput = {
      headers: {
        ...(ifMatch !== undefined && { ifMatch }),
        ...(typeof lastEventId === 'string' && { lastEventId }),
      },
    }
    const issues: Issue[] = []
    for (const { part, schema } of parts) {
      const parsed = schema.safeParse(request[part])
      if (parsed.success) input[part] = parsed.data
      else issues.push(...issuesOf(parsed.error as z.core.$ZodError))
    }
    if (issues.length > 0) throw new DomainError('request.invalid', {}, issues.slice(0, 100))
    return input
  }
}
