import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

type AnyPage = { items: readonly unknown[]; next?: string | undefined }
type ItemOf<Page extends AnyPage> = Page['items'][number]

/**
 * A list read page by page along its cursors. `first` carries what a page says beside its items, such as counts; `stale`
 * is true while the rows shown still answer the question asked before.
 */
export function usePages<Page extends AnyPage>(
  queryKey: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages
  const items = useMemo(() => (pages ?? []).flatMap((page) => page.items) as ItemOf<Page>[], [pages])
  const { fetchNextPage } = query
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return {
    items,
    first: pages?.[0],
    loading: query.isPending,
    stale: query.isPlaceholderData,
    error: query.data ? null : query.error,
    refetch: query.refetch,
    more: {
      more: query.hasNextPage,
      loading: query.isFetchingNextPage,
      failed: query.isFetchNextPageError,
      onMore: loadMore,
    },
  }
}
