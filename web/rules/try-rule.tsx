import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PriceRule } from '../../contract/price-rules.ts'
import { listQuotes, type Quote, tryRule } from '../../contract/quotes.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Issues, Panel, Quantity, StatusBadge } from '../ui/index.ts'
import classes from './rules.module.css'

/** The rule as it stands in the form, tried on a quote: line by line whether it applies, and why. */
export function TryRule({ rule }: { rule: () => PriceRule }) {
  const [quote, setQuote] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 200)
  const quotes = useQuery({
    queryKey: ['rules', 'quotes', asked],
    queryFn: async ({ signal }) =>
      (await call(listQuotes, { query: { search: asked.split(' · ')[0] || undefined, limit: 15 }, signal }))
        .data.items,
    placeholderData: keepPreviousData,
  })
  const attempt = useMutation({
    // Ids of the list are ids of quotes.
    mutationFn: async () =>
      (await call(tryRule, { params: { id: quote as Quote['id'] }, body: { rule: rule() } })).data,
  })
  const { error } = attempt
  const issues =
    error instanceof ProblemError && error.problem.issues?.length
      ? error.problem.issues
      : error && [{ code: 'failed', severity: 'error' as const, path: [], message: error.message }]
  return (
    <Panel title="Try it on a quote">
      <div className={classes.tryRow}>
        <Select
          label="Quote"
          data={(quotes.data ?? []).map((each) => ({
            value: each.id,
            label: [each.number, each.name ?? each.customer?.company].filter(Boolean).join(' · '),
          }))}
          value={quote}
          onChange={setQuote}
          searchable
          filter={({ options }) => options}
          onSearchChange={setSearch}
          nothingFoundMessage="No quote found"
        />
        <Button
          variant="default"
          disabled={!quote}
          loading={attempt.isPending}
          onClick={() => attempt.mutate()}
        >
          Try
        </Button>
      </div>
      <div aria-live="polite">
        <Issues issues={issues || (attempt.data?.issues ?? [])} />
        {attempt.data?.lines.map((line) => (
          <div key={line.line} className={classes.result}>
            <StatusBadge tone={line.applies ? 'success' : 'neutral'} hollow={!line.applies}>
              {line.applies ? 'Applies' : 'Does not apply'}
            </StatusBadge>{' '}
            <Quantity value={line.quantity} /> × {line.product}
            <ul>
              {line.because.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  )
}
