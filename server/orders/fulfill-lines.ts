import type { z } from 'zod'
import type { fulfillLines as endpoint } from '../../contract/orders.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { fulfillOrder } from './work-off-order.ts'

type Answer = z.output<typeof endpoint.response>
type LineId = Answer['changed'][number]

/** Notes that lines of several orders were delivered; an order that refuses keeps none of the others. */
export async function fulfillLines(ctx: Context, lines: readonly LineId[]): Promise<Answer> {
  const ordered = await ctx.db.query<{ line: LineId; id: string; orderId: string; number: string }>(
    `select l.quote_line as line, l.id, l.order_id as "orderId", o.number
     from order_lines l join orders o on o.id = l.order_id where l.quote_line = any($1::text[]) and l.status = 'OPEN'`,
    [lines],
  )
  const known = new Set(ordered.map(({ line }) => line))
  const strangers = lines.filter((line) => !known.has(line))
  const answer: Answer = { changed: [], refused: [] }
  if (strangers.length > 0) {
    const detail = 'These lines are in no order, or delivered or cancelled already.'
    answer.refused.push({ lines: strangers, code: 'order.not-found', detail })
  }
  for (const [orderId, own] of Map.groupBy(ordered, (each) => each.orderId)) {
    const named = own.map(({ line }) => line)
    try {
      await fulfillOrder(
        ctx,
        orderId,
        '*',
        own.map(({ id }) => id),
      )
      answer.changed.push(...named)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      // Whose order one may not see says nothing about it, its number neither.
      const number = error.code === 'order.not-found' ? undefined : own[0]?.number
      answer.refused.push({
        lines: named,
        ...(number && { number }),
        code: error.code,
        detail: error.message,
      })
    }
  }
  return answer
}
