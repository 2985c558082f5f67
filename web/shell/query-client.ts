import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './api.ts'

/** One cache for the whole app. What the server refused is not asked again; what did not arrive is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { retry: false },
  },
})

function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 502)
}
