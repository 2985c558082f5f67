import { useDebouncedValue } from '@mantine/hooks'
import { type Icon, IconBox, IconBuilding, IconFileText } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listProducts } from '../../contract/catalog.ts'
import { listCustomers } from '../../contract/customers.ts'
import type { Permission } from '../../contract/permissions.ts'
import { listQuotes } from '../../contract/quotes.ts'
import { call } from './api.ts'
import { useCan } from './session.ts'

/** An entry of the palette. */
export type Found = {
  key: string
  group: string
  title: string
  detail?: string
  /** Other words it is found by. */
  words?: string
  keys?: string
  icon: Icon
  act: () => void
}

/** Quotes, customers and products for a text, those a person may see; five of each. */
export function useFound(text: string): { searching: boolean; groups: { name: string; items: Found[] }[] } {
  const [asked] = useDebouncedValue(text, 180)
  const navigate = useNavigate()
  const quotes = useSearch(
    'quotes',
    'quotes.read',
    asked,
    async (search, signal) => (await call(listQuotes, { query: { search, limit: 5 }, signal })).data.items,
  )
  const customers = useSearch(
    'customers',
    'customers.read',
    asked,
    async (q, signal) => (await call(listCustomers, { query: { q, limit: 5 }, signal })).data.items,
  )
  const products = useSearch(
    'products',
    'catalog.read',
    asked,
    async (search, signal) => (await call(listProducts, { query: { search, limit: 5 }, signal })).data.items,
  )
  const groups = [
    {
      name: 'Quotes',
      items: (quotes.data ?? []).map((quote) => ({
        key: quote.id,
        group: 'Quotes',
        title: [quote.number, quote.name].filter(Boolean).join(' · '),
        detail: quote.customer?.company ?? quote.customerName ?? '',
        icon: IconFileText,
        act: () => void navigate({ to: '/quotes/$id', params: { id: quote.id } }),
      })),
    },
    {
      name: 'Customers',
      items: (customers.data ?? []).map((customer) => ({
        key: customer.id,
        group: 'Customers',
        title: customer.company,
        detail: [customer.code, customer.city].filter(Boolean).join(' · '),
        icon: IconBuilding,
        act: () => void navigate({ to: '/customers/$id', params: { id: customer.id } }),
      })),
    },
    {
      name: 'Products',
      items: (products.data ?? []).map((product) => ({
        key: product.code,
        group: 'Products',
        title: product.name,
        detail: product.code,
        icon: IconBox,
        act: () => void navigate({ to: '/catalog/$code', params: { code: product.code } }),
      })),
    },
  ]
  const searching = asked !== text || [quotes, customers, products].some((each) => each.isFetching)
  return { searching, groups: text ? groups.filter((group) => group.items.length > 0) : [] }
}

function useSearch<Item>(
  what: string,
  needs: Permission,
  text: string,
  search: (text: string, signal: AbortSignal) => Promise<Item[]>,
) {
  const can = useCan()
  return useQuery({
    queryKey: ['palette', what, text],
    queryFn: ({ signal }) => search(text, signal),
    enabled: text.length > 1 && can(needs),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}
