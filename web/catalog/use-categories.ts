import { useQuery } from '@tanstack/react-query'
import { type Category, listCategories } from '../../contract/catalog.ts'
import { call } from '../shell/api.ts'

export type CategoryAt = Category & { depth: number }

/** All categories, each below its parent. */
export function useCategories(): CategoryAt[] {
  const query = useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => (await call(listCategories, { query: {}, signal })).data.items,
    staleTime: 5 * 60_000,
    select: inTree,
  })
  return query.data ?? []
}

/** Parents before their children; what hangs on a parent that is not there stands at the top. */
export function inTree(categories: readonly Category[]): CategoryAt[] {
  const known = new Set(categories.map((each) => each.code))
  const below = (parent: string | undefined, depth: number, seen: ReadonlySet<string>): CategoryAt[] =>
    categories
      .filter((each) => (each.parent && known.has(each.parent) ? each.parent : undefined) === parent)
      .filter((each) => !seen.has(each.code))
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap((each) => [{ ...each, depth }, ...below(each.code, depth + 1, new Set([...seen, each.code]))])
  return below(undefined, 0, new Set())
}
