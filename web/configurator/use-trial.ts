import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Issue } from '../../contract/problem.ts'
import { type Command, changeQuote, type Quote } from '../../contract/quotes.ts'
import { add, exact, toText, zero } from '../../engines/money/index.ts'
import { perUnit } from '../quoting/values/format.ts'
import { call, ProblemError } from '../shell/api.ts'

/** What the quote would say to the configuration, without it being saved. */
export type Tried = {
  unit: string | undefined
  total: string | undefined
  quantity: string | undefined
  issues: readonly Issue[]
  busy: boolean
}

/** Tries a change of the quote without effect and reads off the line it is about. */
export function useTrial(
  quote: Pick<Quote, 'id' | 'seq' | 'currency'> | undefined,
  command: Command | undefined,
  line: string,
): Tried {
  const [asked] = useDebouncedValue(command, 250)
  const tried = useQuery({
    queryKey: ['trial', quote?.id, quote?.seq, JSON.stringify(asked)],
    queryFn: async ({ signal }) => {
      if (!quote || !asked) return undefined
      const body = { seq: quote.seq, commands: [asked], dryRun: true }
      try {
        return resultOf((await call(changeQuote, { params: { id: quote.id }, body, signal })).data, line)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        return refusedBy(error)
      }
    },
    enabled: quote !== undefined && asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const result = tried.data
  return {
    unit: result?.unit,
    total: result?.total,
    quantity: result?.quantity,
    issues: result?.issues ?? [],
    busy: tried.isFetching || asked !== command,
  }
}

/** The line with all its parts: what they come to, and what is wrong with them. */
export function resultOf(quote: Quote, line: string) {
  const family = new Set([line])
  for (const one of quote.lines) if (one.parent !== undefined && family.has(one.parent)) family.add(one.id)
  const own = quote.lines.filter((one) => family.has(one.id))
  const head = own[0]
  const net = own.reduce((sum, one) => add(sum, exact(one.net ?? '0')), zero)
  const issues = quote.issues.filter((issue) => issue.path[0] === 'lines' && family.has(issue.path[1] ?? ''))
  const quantity = head?.effectiveQuantity ?? head?.quantity ?? '1'
  return {
    total: toText(net),
    unit: perUnit(toText(net), quantity, quote.currency),
    quantity: head?.quantity,
    issues,
  }
}

function refusedBy({ problem }: ProblemError) {
  const own: Issue = { code: problem.code, severity: 'error', path: [], message: problem.detail }
  return {
    total: undefined,
    unit: undefined,
    quantity: undefined,
    issues: problem.issues?.length ? problem.issues : [own],
  }
}
