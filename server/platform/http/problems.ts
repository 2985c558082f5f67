import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { Problem } from '../../../contract/problem.ts'
import type { App } from '../app.ts'
import { DomainError } from '../domain-error.ts'
import { pathOf } from './observe.ts'

/** Answers every refusal and every bug of the API as a problem after RFC 9457. */
export function answerProblems(app: App): void {
  app.http.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error, request.routeOptions.bodyLimit)
    // The rest of the body is read and dropped: who is still sending it could not read the answer otherwise.
    if (refusal.status === 413) reply.removeHeader('connection')
    if (refusal.status >= 500) {
      app.log.error(
        { err: error, requestId: request.id, method: request.method, url: pathOf(request) },
        'Failed',
      )
    }
    return sendProblem(request, reply, refusal)
  })
  app.http.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new DomainError('request.not-found', { path: pathOf(request) })),
  )
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError,
): FastifyReply {
  if (refusal.code === 'auth.required' || refusal.code === 'auth.token-invalid') {
    reply.header('www-authenticate', 'Bearer realm="quoin"')
  }
  const seconds = refusal.details.seconds ?? (refusal.status === 503 ? 1 : undefined)
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  return reply
    .code(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(refusal, request.id)))
}

function toProblem(refusal: DomainError, requestId: string): Problem {
  return {
    type: `urn:quoin:problem:${refusal.code}`,
    title: titleOf(refusal.code),
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    requestId,
    ...(Object.keys(refusal.details).length > 0 && { details: refusal.details }),
    ...(refusal.issues.length > 0 && { issues: [...refusal.issues] }),
  }
}

/** The same for every occurrence of a code, as the RFC asks: "Quote: wrong state". */
function titleOf(code: ErrorCode): string {
  const [area = '', what = ''] = code.split('.')
  const words = (text: string) => text.replaceAll('-', ' ')
  return `${area.charAt(0).toUpperCase()}${words(area.slice(1))}: ${words(what)}`
}

/** What the framework and the database report, in the words of our catalogue; all the rest is a bug. */
function toRefusal(error: unknown, bodyLimit: number | undefined): DomainError {
  if (error instanceof DomainError) return error
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new DomainError('request.too-large', { limit: sizeOf(bodyLimit) })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new DomainError('request.unsupported-type')
    case '22021': // a character PostgreSQL cannot store, as in "%00"
    case '22P05':
      return new DomainError('request.invalid', {}, [
        {
          code: 'character',
          severity: 'error',
          path: [],
          message: 'holds a character that cannot be stored',
        },
      ])
    case '40001': // serialization failure, deadlock, lock timeout: the same request succeeds a moment later
    case '40P01':
    case '55P03':
    case '57P01': // the database restarts, is full, or out of reach
    case '57P03':
    case '53300':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return new DomainError('server.busy')
    default:
      break
  }
  if (message?.includes('timeout exceeded when trying to connect')) return new DomainError('server.busy')
  if (statusCode === 400)
    return new DomainError('request.unreadable', { reason: message ?? 'it is malformed' })
  return new DomainError('server.failed')
}

const sizeOf = (bytes: number | undefined) =>
  bytes === undefined ? 'size' : `${Math.floor(bytes / 1_048_576)} MB`
