import { useQuery } from '@tanstack/react-query'
import { listPriceBooks, listSegments } from '../../contract/pricing.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'

type Choice = { value: string; label: string }

/** Segments to choose from; those already chosen stay, also where their list may not be seen. */
export function useSegmentChoices(chosen: readonly string[]): Choice[] {
  const can = useCan()
  const segments = useQuery({
    queryKey: ['pricing', 'segments', 'all'],
    queryFn: async ({ signal }) => (await call(listSegments, { query: { limit: 200 }, signal })).data.items,
    enabled: can('prices.read'),
    staleTime: 5 * 60_000,
  })
  return withChosen(
    (segments.data ?? []).map((each) => ({ value: each.code, label: each.name })),
    chosen,
  )
}

export function usePriceBookChoices(chosen: string): Choice[] {
  const can = useCan()
  const books = useQuery({
    queryKey: ['pricing', 'price-books', 'all'],
    queryFn: async ({ signal }) => (await call(listPriceBooks, { query: { limit: 200 }, signal })).data.items,
    enabled: can('prices.read'),
    staleTime: 5 * 60_000,
  })
  return withChosen(
    (books.data ?? []).map((each) => ({ value: each.code, label: `${each.name} (${each.currency})` })),
    chosen ? [chosen] : [],
  )
}

function withChosen(choices: Choice[], chosen: readonly string[]): Choice[] {
  const missing = chosen.filter((value) => !choices.some((choice) => choice.value === value))
  return [...choices, ...missing.map((value) => ({ value, label: value }))]
}
