import type { z } from 'zod'
import { DomainError } from '../domain-error.ts'

/** Where the next page of a list begins, as text a caller cannot take apart by habit. */
export function encodeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position a cursor stands for, checked against `schema` (a tuple); refused when it is not one of ours. */
export function decodeCursor<Schema extends z.ZodType>(
  cursor: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    const message = 'must be the "next" of the page before'
    throw new DomainError('request.invalid', {}, [
      { code: 'cursor', severity: 'error', path: ['cursor'], message },
    ])
  }
}
