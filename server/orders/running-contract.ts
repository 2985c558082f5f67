import type { Contract } from '../../contract/orders.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { type SoldVersion, soldVersion } from '../quoting/index.ts'
import { getContract } from './read-contracts.ts'
import type { Running } from './successors.ts'

export type RunningContract = { contract: Contract; sold: SoldVersion; running: Running[] }

/** A contract that can still be changed, with its subscriptions as they were sold; the first sale says the terms. */
export async function readRunning(ctx: Context, id: string, action: string): Promise<RunningContract> {
  const contract = await getContract(ctx, id)
  const { number, status } = contract
  if (status !== 'ACTIVE') throw new DomainError('contract.wrong-state', { number, status, action })
  const rows = await ctx.db.query<{ id: string; quoteId: string; version: number; line: string }>(
    `select s.id, o.quote_id as "quoteId", o.quote_version as version, l.quote_line as line
     from subscriptions s join order_lines l on l.id = s.order_line join orders o on o.id = l.order_id
     where s.contract_id = $1 and s.status = 'ACTIVE' order by s.position`,
    [id],
  )
  const versions = new Map<string, SoldVersion>()
  for (const { quoteId, version } of rows) {
    const key = `${quoteId} ${version}`
    if (!versions.has(key)) versions.set(key, await soldVersion(ctx.db, quoteId, version))
  }
  const [sold] = versions.values()
  if (!sold)
    throw new DomainError('contract.cannot-change', { number, reason: 'none of its subscriptions runs' })
  const known = new Map(contract.subscriptions.map((each) => [each.id as string, each]))
  const running = rows.flatMap(({ id: subscription, quoteId, version, line: of }): Running[] => {
    const { content, priced } = versions.get(`${quoteId} ${version}`) ?? sold
    const line = content.lines.find((each) => each.id === of)
    const made = priced.lines.find((each) => each.id === of)
    const own = known.get(subscription)
    if (!line || !made) return []
    return [{ id: subscription, endsOn: own?.endsOn, noticed: own?.noticeAt !== undefined, line, made }]
  })
  return { contract, sold, running }
}

/** What a quote for the same customer takes over of the terms. */
export function termsOf({ content }: SoldVersion) {
  const { customer, currency, priceBook, paymentTerms, opportunity } = content
  return { customer, currency, priceBook, paymentTerms, opportunity }
}
