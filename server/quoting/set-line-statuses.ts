import type { z } from 'zod'
import type { setLineStatuses as endpoint } from '../../contract/quotes.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { carryOut } from './edit.ts'

type Request = z.output<NonNullable<typeof endpoint.body>>
type Answer = z.output<typeof endpoint.response>

/** Whatever the quote is at by now: a status is the same wish on any of its states. */
const asItIs = Number.MAX_SAFE_INTEGER

/** Cancels lines of several drafts, or takes that back; a quote that cannot be changed keeps none of the others. */
export async function setLineStatuses(
  ctx: Context,
  database: object,
  { lines, status }: Request,
): Promise<Answer> {
  const answer: Answer = { changed: [], refused: [] }
  const byQuote = Map.groupBy(lines, (each) => each.quote)
  for (const [quote, wanted] of byQuote) {
    const ids = [...new Set(wanted.map((each) => each.line))]
    const commands = ids.map((line) => ({ type: 'setLine' as const, line, fields: { status } }))
    try {
      await ctx.transaction((tx) => carryOut(tx, database, quote, { seq: asItIs, commands }))
      answer.changed.push(...ids)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      answer.refused.push({ lines: ids, code: error.code, detail: error.message })
    }
  }
  return answer
}
