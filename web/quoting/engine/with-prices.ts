import { groupNets } from '../../../contract/priced-quote.ts'
import type { Quote } from '../../../contract/quotes.ts'
import type { InstantPrices } from './instant-prices.ts'

/** The quote as it is edited, with the amounts the pricer here made of it. */
export function withPrices(quote: Quote, prices: InstantPrices): Quote {
  const { lines: amounts, ...rest } = prices
  if (amounts.size === 0) return { ...quote, ...rest }
  const lines = quote.lines.map((line) => {
    const own = amounts.get(line.id)
    return own ? { ...line, ...own } : line
  })
  const nets = groupNets(quote.groups, lines, rest.totals.net)
  const groups = quote.groups.map((group) => ({ ...group, net: nets.get(group.id) ?? group.net }))
  return { ...quote, ...rest, lines, groups: quote.groups.length > 0 ? groups : quote.groups }
}
