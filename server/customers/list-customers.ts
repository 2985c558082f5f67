import { z } from 'zod'
import type { CustomerSummary } from '../../contract/customers.ts'
import { reachFilter } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../platform/index.ts'
import { selectSummaries } from './store.ts'

export type CustomerFilter = {
  q?: string | undefined
  segment?: string | undefined
  country?: string | undefined
  owner?: string | undefined
  parent?: string | undefined
  active?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** One page of the customers within reach, by company. What is found nowhere is looked for as a typing mistake. */
export async function listCustomers(
  ctx: Context,
  filter: CustomerFilter,
): Promise<{ items: CustomerSummary[]; next?: string }> {
  const after = decodeCursor(filter.cursor, z.tuple([z.string(), z.string()]))
  const select = (asked: CustomerFilter & { like?: string }) =>
    selectSummaries(ctx.db, asked, after, (first) => reachFilter(ctx, 'customers.read', 'c.owner_id', first))

  let found = await select(filter)
  // Short words are close to too many others.
  if (found.length === 0 && filter.q !== undefined && filter.q.length >= 5)
    found = await select({ ...filter, q: undefined, like: filter.q.toLowerCase() })

  const items = found.slice(0, filter.limit).map(({ position: _, ...summary }) => summary)
  const last = found[filter.limit - 1]
  return found.length > filter.limit && last
    ? { items, next: encodeCursor([last.position, last.id]) }
    : { items }
}
