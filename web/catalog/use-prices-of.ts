import { useQuery } from '@tanstack/react-query'
import { listPrices } from '../../contract/pricing.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'

/** The prices of a product in every price book and currency, for those who may see prices. */
export function usePricesOf(product: string) {
  const can = useCan()
  return useQuery({
    queryKey: ['pricing', 'prices', 'of', product],
    queryFn: async ({ signal }) =>
      (await call(listPrices, { query: { product, limit: 200 }, signal })).data.items,
    enabled: can('prices.read'),
  })
}
