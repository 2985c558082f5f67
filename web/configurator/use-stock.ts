import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { readStock, type Stock } from '../../contract/stock.ts'
import { call } from '../shell/api.ts'

export type StockOf = ReadonlyMap<string, Stock>
const none: StockOf = new Map()

/** What is there of the products a model speaks of, where anybody said; asked again every minute. */
export function useStock(products: readonly string[]): StockOf {
  const found = useQuery({
    queryKey: ['stock', products],
    queryFn: async ({ signal }) =>
      (await call(readStock, { body: { products: [...products] }, signal })).data,
    enabled: products.length > 0,
    staleTime: 60_000,
    refetchInterval: 60_000,
  })
  return useMemo(
    () => (found.data ? new Map(found.data.items.map((stock) => [stock.product, stock])) : none),
    [found.data],
  )
}

/** "12 in stock", "3 weeks", "5 days": what a customer would ask. Nothing where nobody said. */
export function stockWords(stock: Stock | undefined): { words: string; there: boolean } | undefined {
  if (!stock) return undefined
  if (/[1-9]/.test(stock.available)) return { words: `${stock.available} in stock`, there: true }
  const { leadTimeDays: days } = stock
  if (days === undefined) return { words: 'not in stock', there: false }
  return { words: days >= 14 ? `in ${Math.ceil(days / 7)} weeks` : `in ${days} days`, there: false }
}
