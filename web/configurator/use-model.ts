import { useQuery } from '@tanstack/react-query'
import { getProductModel } from '../../contract/catalog.ts'
import type { Model } from '../../engines/configurator/index.ts'
import { call } from '../shell/api.ts'

/** The model of a product at the revision of the quote: nothing published ever changes, so it is kept for good. */
export function useModel(product: string | undefined, revision: number | undefined) {
  return useQuery({
    queryKey: ['model', product, revision],
    queryFn: async ({ signal }) => {
      const { data } = await call(getProductModel, {
        params: { code: product ?? '' },
        query: revision === undefined ? {} : { revision },
        signal,
      })
      return data.model as Model // checked by the server when it was published, and again by the engine
    },
    enabled: product !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
}
