import { useNavigate } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listReference, ReferenceKind } from '../../contract/revisions.ts'
import { type Column, DataTable, Tag } from '../ui/index.ts'
import type { KindForm } from './describe.ts'
import { forms } from './forms/index.ts'
import { kindNames, placeOf } from './kind-names.ts'
import classes from './reference.module.css'

export type Thing = z.output<typeof listReference.response>['items'][number]

const actions = {
  create: { tone: 'success', label: 'New' },
  change: { tone: 'violet', label: 'Changed' },
  remove: { tone: 'danger', label: 'Removed' },
} as const

/** Things of a kind, with what the change set does to each. */
export function ThingsTable({
  kind,
  things,
  stale,
}: {
  kind: ReferenceKind
  things: readonly Thing[]
  stale?: boolean
}) {
  const navigate = useNavigate()
  const form: KindForm = forms[kind]
  const named = things.some(({ body }) => typeof body.name === 'string')
  const columns: Column<Thing>[] = [
    { key: 'code', title: 'Code', render: ({ code }) => code },
    ...(named
      ? [
          {
            key: 'name',
            title: 'Name',
            render: ({ body }: Thing) => String(body.name ?? ''),
          } satisfies Column<Thing>,
        ]
      : []),
    {
      key: 'summary',
      title: 'In short',
      from: 'sm',
      render: ({ body }) => <span className={classes.quiet}>{form.summary(body)}</span>,
    },
    {
      key: 'action',
      title: 'In the change set',
      render: ({ action }) => action && <Tag tone={actions[action].tone}>{actions[action].label}</Tag>,
    },
  ]
  return (
    <DataTable
      label={kindNames[kind].many}
      columns={columns}
      rows={things}
      rowKey={({ code }) => code}
      href={({ code }) => placeOf(kind, code)}
      onOpen={({ code }) => void navigate({ to: placeOf(kind, code) as never })}
      stale={stale ?? false}
      card={({ code, body, action }) => (
        <span className={classes.card}>
          <strong>{String(body.name ?? code)}</strong>
          {action && <Tag tone={actions[action].tone}>{actions[action].label}</Tag>}
          <span className={classes.quiet}>{form.summary(body)}</span>
        </span>
      )}
    />
  )
}
