import { Anchor, Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ApprovalPolicy, policyFacts } from '../../contract/approval-policies.ts'
import type { Output } from '../../contract/http.ts'
import type { Scope } from '../../engines/expressions/index.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { EmptyState, Page, Panel } from '../ui/index.ts'
import { ConditionField } from './condition-field.tsx'
import {
  emptyForm,
  emptyStep,
  formOf,
  mistakeIn,
  type PolicyForm,
  policyOf,
  type StepForm,
} from './form-state.ts'
import classes from './policies.module.css'
import { usePolicies, usePolicyFacts } from './policy-queries.ts'
import { PolicyTest } from './policy-test.tsx'
import { StepField } from './step-field.tsx'
import { useSavePolicy } from './use-save-policy.ts'

const route = getRouteApi('/inside/policies/$code')
type Facts = Output<typeof policyFacts>

/** One policy: when it asks, whom, and what it would ask about a quote of today. */
export function PolicyPage() {
  const { code } = route.useParams()
  const policies = usePolicies()
  const facts = usePolicyFacts()
  const error = policies.error ?? facts.error
  if (error) return <Failed error={error} onRetry={() => void policies.refetch()} />
  if (!policies.data || !facts.data) return <PageLoading />
  const policy = policies.data.items.find((each) => each.code === code)
  if (!policy && code !== 'new') {
    return (
      <Page title="Approval policy">
        <EmptyState title={`There is no policy ${code}`}>It was removed, or never published.</EmptyState>
      </Page>
    )
  }
  return <Editor key={code} policy={policy} facts={facts.data} />
}

function Editor({ policy, facts }: { policy: ApprovalPolicy | undefined; facts: Facts }) {
  const [form, setForm] = useState<PolicyForm>(policy ? formOf(policy) : emptyForm)
  const can = useCan()
  const set = (change: Partial<PolicyForm>) => setForm((before) => ({ ...before, ...change }))
  const scope = scopeOf(facts)
  const orders = policy?.groups.map((group) => group.order).sort((a, b) => a - b)
  const next = policyOf({ ...form, code: form.code || codeFrom(form.name) }, orders)
  const complete = form.name.trim() !== '' && next.code !== '' && mistakeIn(form.text, scope) === undefined
  const save = useSavePolicy(next, policy === undefined)
  return (
    <Page
      title={policy?.name ?? 'New policy'}
      above={
        <Anchor component={Link} to="/policies" c="dimmed">
          Approval policies
        </Anchor>
      }
      actions={
        can('policies.write') && (
          <Group gap="xs">
            <Button
              variant="default"
              disabled={!complete}
              loading={save.isPending}
              onClick={() => save.mutate('prepare')}
            >
              Put in a change set
            </Button>
            {can('policies.publish') && (
              <Button disabled={!complete} loading={save.isPending} onClick={() => save.mutate('publish')}>
                Publish
              </Button>
            )}
          </Group>
        )
      }
    >
      <div className={classes.columns}>
        <div>
          <Panel title="Policy">
            <Stack gap="sm">
              <Group grow align="flex-start">
                <TextInput
                  label="Name"
                  value={form.name}
                  onChange={(event) => set({ name: event.currentTarget.value })}
                />
                <TextInput
                  label="Code"
                  description={policy ? undefined : 'Stays for good.'}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  disabled={policy !== undefined}
                  placeholder={codeFrom(form.name)}
                  value={form.code}
                  onChange={(event) =>
                    set({ code: event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9._-]/g, '-') })
                  }
                />
              </Group>
              <Textarea
                label="Why"
                description="The rep and the approver read this sentence."
                autosize
                minRows={1}
                value={form.why}
                onChange={(event) => set({ why: event.currentTarget.value })}
              />
              <ConditionField
                text={form.text}
                facts={facts.facts}
                scope={scope}
                onChange={(text) => set({ text })}
              />
              <Group gap="xl">
                <Switch
                  label="Active"
                  checked={form.active}
                  onChange={(event) => set({ active: event.currentTarget.checked })}
                />
                <Switch
                  label="Asks nobody: the workflow approves, if no other policy asks"
                  checked={form.automatic}
                  onChange={(event) => set({ automatic: event.currentTarget.checked })}
                />
              </Group>
            </Stack>
          </Panel>
          {!form.automatic && (
            <Panel title="Who decides, in this order">
              <Groups groups={form.groups} facts={facts} onChange={(groups) => set({ groups })} />
            </Panel>
          )}
        </div>
        <PolicyTest policy={complete ? next : undefined} />
      </div>
    </Page>
  )
}

function Groups({
  groups,
  facts,
  onChange,
}: {
  groups: StepForm[][]
  facts: Facts
  onChange: (groups: StepForm[][]) => void
}) {
  const change = (group: number, steps: StepForm[]) =>
    onChange(groups.map((each, index) => (index === group ? steps : each)).filter((each) => each.length > 0))
  return (
    <ol className={classes.groups}>
      {groups.map((steps, group) => (
        <li key={group}>
          <h3 className={classes.groupTitle}>
            {group === 0 ? 'First' : 'Then'}
            {steps.length > 1 && ', side by side'}
          </h3>
          {steps.map((step, index) => (
            <StepField
              key={index}
              step={step}
              choices={facts}
              onChange={(next) =>
                change(
                  group,
                  steps.map((each, place) => (place === index ? next : each)),
                )
              }
              onRemove={
                groups.length === 1 && steps.length === 1
                  ? undefined
                  : () =>
                      change(
                        group,
                        steps.filter((_, place) => place !== index),
                      )
              }
            />
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => change(group, [...steps, emptyStep])}>
            Ask somebody else at the same time
          </Button>
        </li>
      ))}
      <li>
        <Button size="xs" variant="default" onClick={() => onChange([...groups, [emptyStep]])}>
          Then ask
        </Button>
      </li>
    </ol>
  )
}

/** The scope the server checks with, so that mistakes show while one types. */
function scopeOf(facts: Facts): Scope {
  return Object.fromEntries(
    facts.facts.map(({ field, label, type }) => [
      field,
      type === 'list'
        ? field === 'lines'
          ? { type: 'list', label, entry: 'line', of: { fields: lineFields } }
          : { type: 'list', label, of: { type: 'text' } }
        : { type, label },
    ]),
  ) as Scope // types as the server names them
}

const lineFields: Scope = {
  product: { type: 'text' },
  plan: { type: 'text' },
  quantity: { type: 'quantity' },
  net: { type: 'money' },
  discountPercent: { type: 'percent' },
  marginPercent: { type: 'percent' },
  termMonths: { type: 'quantity' },
}

function codeFrom(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}
