import { Alert, Button } from '@mantine/core'
import { IconGavel } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { type Column, DataTable, EmptyState, Page, StatusBadge } from '../ui/index.ts'
import classes from './policies.module.css'
import { usePolicies, usePolicyFacts } from './policy-queries.ts'
import { conditionWords, routeWords } from './words.ts'

/** Which quotes need whose word. */
export function PoliciesPage() {
  const policies = usePolicies()
  const facts = usePolicyFacts()
  const writes = useCan()('policies.write')
  const navigate = useNavigate()
  if (policies.error) return <Failed error={policies.error} onRetry={() => void policies.refetch()} />
  if (!policies.data) return <PageLoading />
  const { items, delivered } = policies.data
  const open = (policy: ApprovalPolicy) =>
    void navigate({ to: '/policies/$code', params: { code: policy.code } })
  return (
    <Page
      title="Approval policies"
      below="Each policy whose condition a quote meets asks for its approvals. A step that several policies ask for is asked once."
      actions={
        writes && (
          <Button renderRoot={(props) => <Link to="/policies/$code" params={{ code: 'new' }} {...props} />}>
            New policy
          </Button>
        )
      }
    >
      {delivered && (
        <Alert mb="md" title="These come with the program">
          They hold until you publish policies of your own; then only yours count.
        </Alert>
      )}
      {items.length === 0 ? (
        <EmptyState icon={<IconGavel size={22} stroke={1.6} />} title="No policies">
          Without policies every quote is approved as it is submitted.
        </EmptyState>
      ) : (
        <DataTable
          label="Approval policies"
          columns={columnsWith(facts.data?.people ?? [])}
          rows={items}
          rowKey={(policy) => policy.code}
          href={(policy) => `/policies/${policy.code}`}
          onOpen={open}
          card={(policy) => (
            <div>
              <strong>{policy.name}</strong>
              <div className={classes.condition}>{conditionWords(policy.condition)}</div>
              <div>{routeWords(policy, facts.data?.people ?? [])}</div>
            </div>
          )}
        />
      )}
    </Page>
  )
}

function columnsWith(people: readonly { id: string; name: string }[]): Column<ApprovalPolicy>[] {
  return [
    { key: 'name', title: 'Policy', render: (policy) => policy.name },
    {
      key: 'condition',
      title: 'When',
      render: (policy) => <code className={classes.condition}>{conditionWords(policy.condition)}</code>,
    },
    { key: 'who', title: 'Who decides', from: 'md', render: (policy) => routeWords(policy, people) },
    {
      key: 'state',
      title: 'State',
      width: 100,
      render: (policy) =>
        policy.active ? (
          <StatusBadge tone="success">Active</StatusBadge>
        ) : (
          <StatusBadge tone="neutral">Off</StatusBadge>
        ),
    },
  ]
}
