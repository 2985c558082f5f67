import type { FastifyInstance } from 'fastify'
import { most } from '../../../contract/limits.ts'
import type { Issue } from '../../../contract/problem.ts'
import { DomainError } from '../domain-error.ts'

/**
 * Refuses, on every route and in every field, text that no database keeps as it is: the character NUL and halves of
 * characters. Values nested beyond reason go no further either.
 */
export function refuseUnstorable(http: FastifyInstance): void {
  http.addHook('preValidation', async ({ params, query, body }) => {
    for (const part of [params, query, body]) {
      const issue = unstorable(part, 0)
      if (issue) throw new DomainError('request.invalid', {}, [issue])
    }
  })
}

function unstorable(value: unknown, level: number): Issue | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return wrong('must not contain the character NUL')
    return value.isWellFormed() ? undefined : wrong('must not contain half a character')
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined
  if (level === deepest)
    return { ...wrong(`must not be nested deeper than ${deepest} levels`), code: 'too-big' }
  for (const [key, each] of Object.entries(value)) {
    const issue = unstorable(key, level) ?? unstorable(each, level + 1)
    if (issue) return { ...issue, path: [shown(key), ...issue.path] }
  }
  return undefined
}

const deepest = most('requests', 'depth')
const shown = (key: string) => key.replaceAll('\0', '').toWellFormed()
const wrong = (message: string): Issue => ({ code: 'character', severity: 'error', path: [], message })
