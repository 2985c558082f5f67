import type { PriceRule } from '../../contract/price-rules.ts'
import { findCustomer } from '../customers/index.ts'
import type { Context } from '../platform/index.ts'
import { currentRevision, draftSnapshot, readSnapshot } from '../revisions/index.ts'
import { priceQuote } from './price-quote.ts'
import { getHead } from './read-quote.ts'
import { readVersion } from './store.ts'

/** What a price rule, published or not, does to each line of a quote, and why it does or does not. Nothing is kept. */
export async function tryRule(ctx: Context, database: object, quoteId: string, rule: PriceRule) {
  const head = await getHead(ctx, quoteId)
  const { content } = await readVersion(ctx.db, head)
  const before = await readSnapshot(database, ctx.db, await currentRevision(ctx))
  const draft = { kind: 'rules' as const, code: rule.code, body: rule, removed: false }
  const customer = content.customer ? await findCustomer(ctx.db, content.customer) : undefined
  const today = { ...content, asOf: ctx.now.toISOString() }
  const { priced } = await priceQuote(ctx.db, draftSnapshot(before, [draft]), today, customer)
  const names = new Map(content.lines.map((line) => [line.id as string, line.productName]))
  return {
    number: head.number,
    currency: priced.currency,
    lines: priced.lines.map((line) => {
      const step = line.steps.find((each) => each.step === 'priceRule' && each.source?.code === rule.code)
      return {
        line: line.id,
        product: names.get(line.id) ?? line.id,
        quantity: line.quantity,
        applies: step !== undefined && step.rejected !== true,
        because: step?.because ?? [
          'its products, plans, segments, price book or dates do not meet this line',
        ],
      }
    }),
    issues: priced.issues
      .filter((issue) => issue.message.includes(rule.code))
      .map(({ code, severity, path, message }) => ({ code, severity, path: path.map(String), message })),
  }
}
