import { Button, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApprovalPolicy, testPolicy } from '../../contract/approval-policies.ts'
import type { Output } from '../../contract/http.ts'
import { listQuotes } from '../../contract/quotes.ts'
import { call } from '../shell/api.ts'
import { Issues, Panel, StatusBadge, toast } from '../ui/index.ts'
import classes from './policies.module.css'

/** What the policy, as it stands in the form, would ask about a quote; nothing is published by trying. */
export function PolicyTest({ policy }: { policy: ApprovalPolicy | undefined }) {
  const [search, setSearch] = useState('')
  const [quote, setQuote] = useState<string | null>(null)
  const quotes = useQuery({
    queryKey: ['quotes', 'for-test', search],
    queryFn: async ({ signal }) =>
      (await call(listQuotes, { query: { limit: 20, ...(search && { search }) }, signal })).data.items,
    placeholderData: (before) => before,
  })
  const test = useMutation({
    mutationFn: async (body: { policy: ApprovalPolicy; quote: string }) =>
      (await call(testPolicy, { body })).data,
    onError: (error) => toast.failed(error),
  })
  return (
    <Panel title="Try it on a quote">
      <Select
        label="Quote"
        placeholder="Number or name"
        searchable
        data={
          quotes.data?.map((each) => ({
            value: each.id,
            label: `${each.number} · ${each.customer?.company ?? each.name ?? 'no customer'}`,
          })) ?? []
        }
        value={quote}
        onChange={setQuote}
        onSearchChange={(text) => setSearch(text.split(' · ')[0]?.trim() ?? '')}
        filter={({ options }) => options}
      />
      <Button
        mt="sm"
        variant="default"
        disabled={!policy || !quote}
        loading={test.isPending}
        onClick={() => policy && quote && test.mutate({ policy, quote })}
      >
        Try
      </Button>
      {test.data && <Result result={test.data} />}
    </Panel>
  )
}

function Result({ result }: { result: Output<typeof testPolicy> }) {
  const { fires, because, steps, facts, issues, lately } = result
  return (
    <div className={classes.result} aria-live="polite">
      <p>
        <StatusBadge tone={fires ? 'warning' : 'success'}>
          {fires ? 'It asks' : 'It does not ask'}
        </StatusBadge>{' '}
        {because.join('; ')}.
      </p>
      <Issues
        issues={issues.map((message) => ({ code: 'condition', severity: 'error', path: [], message }))}
      />
      {fires && (
        <ol className={classes.asked}>
          {steps.map((step, index) => (
            <li key={index}>
              <strong>{step.asked}</strong>:{' '}
              {step.people.map((person) => person.name).join(', ') || 'nobody can be asked'}
              {step.needed > 1 && `, ${step.needed} of them`}
            </li>
          ))}
        </ol>
      )}
      <p className={classes.muted}>
        Of the last {lately.quotes} quotes submitted it would have asked about {lately.fires}.
      </p>
      <details>
        <summary>What it looked at</summary>
        <dl className={classes.facts}>
          {facts.map((fact) => (
            <div key={fact.field}>
              <dt>
                {fact.label} <code>{fact.field}</code>
              </dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
