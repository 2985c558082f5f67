import type { Comparison } from '../../contract/quotes.ts'
import type { PricedLine, Totals } from '../../engines/pricer/types.ts'
import type { Context } from '../platform/index.ts'
import type { Content, Header, Line } from './content.ts'
import { getHead } from './read-quote.ts'
import { readVersion, type Version } from './store.ts'

/** What differs between two versions of a quote: terms, lines and amounts. */
export async function compareVersions(
  ctx: Context,
  id: string,
  from: number,
  to: number,
): Promise<Comparison> {
  const head = await getHead(ctx, id)
  const [a, b] = await Promise.all([readVersion(ctx.db, head, from), readVersion(ctx.db, head, to)])
  return {
    from,
    to,
    currency: { from: a.content.currency, to: b.content.currency },
    terms: differing(headerFields, a.content, b.content),
    lines: linesOf(a, b),
    totals: differing(totalFields, a.priced.totals, b.priced.totals),
  }
}

const headerFields: (keyof Header)[] = ['name', 'customer', 'opportunity', 'currency', 'priceBook', 'term', 'validUntil', 'paymentTerms', 'terms', 'notes', 'shipping', 'discountCodes', 'manualDiscounts', 'groups', 'revision'] // biome-ignore format: one list
const lineFields: (keyof Line)[] = ['product', 'plan', 'variant', 'quantity', 'optional', 'alternativeTo', 'term', 'choices', 'group', 'notes', 'discountCodes', 'manualDiscounts', 'unitPriceOverride', 'keptPrice', 'verdict'] // biome-ignore format: one list
const amountFields: (keyof PricedLine)[] = ['listUnitPrice', 'unitPrice', 'lineDiscount', 'quoteDiscount', 'net', 'tax', 'total'] // biome-ignore format: one list
const totalFields: (keyof Totals)[] = ['list', 'discount', 'surcharge', 'shipping', 'net', 'tax', 'total', 'oneTime', 'recurring', 'mrr', 'arr', 'tcv'] // biome-ignore format: one list

function linesOf(a: Version, b: Version): Comparison['lines'] {
  const before = sides(a)
  const after = sides(b)
  const compared: Comparison['lines'] = []
  for (const { line, priced } of after.values()) {
    const was = before.get(line.id)
    if (!was) {
      compared.push({ ...named(line), kind: 'added', fields: [], net: { to: priced?.net } })
      continue
    }
    const fields = [
      ...differing(lineFields, was.line, line),
      ...differing(amountFields, was.priced ?? {}, priced ?? {}),
    ]
    if (fields.length > 0) {
      compared.push({
        ...named(line),
        kind: 'changed',
        fields,
        net: { from: was.priced?.net, to: priced?.net },
      })
    }
  }
  for (const { line, priced } of before.values()) {
    if (!after.has(line.id))
      compared.push({ ...named(line), kind: 'removed', fields: [], net: { from: priced?.net } })
  }
  return compared
}

function sides({ content, priced }: { content: Content; priced: Version['priced'] }) {
  const made = new Map(priced.lines.map((line) => [line.id, line]))
  return new Map(content.lines.map((line) => [line.id, { line, priced: made.get(line.id) }]))
}

function named({ id, product, productName, quantity }: Line) {
  return { id, product, productName, quantity }
}

function differing(fields: readonly string[], a: object, b: object): Comparison['terms'] {
  return fields.flatMap((field) => {
    const from = textOf((a as Record<string, unknown>)[field])
    const to = textOf((b as Record<string, unknown>)[field])
    return from === to ? [] : [{ field, from, to }]
  })
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
