import { Button, Checkbox } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChecks } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ApprovalRequest, listApprovals } from '../../contract/approvals.ts'
import { call } from '../shell/api.ts'
import { isTyping } from '../shell/is-typing.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { EmptyState, FilterTabs, Page } from '../ui/index.ts'
import { ApprovalCard } from './approval-card.tsx'
import classes from './approvals.module.css'
import { type Asked, DecisionDialog } from './decision-dialog.tsx'

const route = getRouteApi('/inside/approvals')
const filters = {
  mine: { mine: 'true', status: 'PENDING' },
  open: { mine: 'false', status: 'PENDING', order: 'oldest' },
  approved: { mine: 'false', status: 'APPROVED' },
  rejected: { mine: 'false', status: 'REJECTED' },
} as const
type Filter = keyof typeof filters

/** What waits for a word, with all one needs to give it. */
export function ApprovalsPage() {
  const can = useCan()
  const decides = can('quotes.approve')
  const manages = can('approvals.manage')
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const filter: Filter = show && show in filters ? (show as Filter) : decides ? 'mine' : 'open'
  const list = useApprovals(filter)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked>()

  const open = list.items.filter((each) => each.mine)
  const picked = open.filter((each) => chosen.has(each.id))
  const toggle = (id: string) => setChosen((before) => withToggled(before, id))
  const decide = (decision: Asked['decision'], requests: readonly ApprovalRequest[]) =>
    setAsked({ decision, requests })
  const decidePicked = (decision: Asked['decision']) => (event: KeyboardEvent) =>
    picked.length > 0 && !isTyping(event.target) && decide(decision, picked)
  // The focus is on the box that was ticked last.
  useHotkeys(
    [
      ['shift+A', decidePicked('approve')],
      ['shift+R', decidePicked('reject')],
    ],
    ['TEXTAREA', 'SELECT'],
  )

  return (
    <Page
      title="Approvals"
      actions={
        <>
          {manages && (
            <Button variant="default" renderRoot={(props) => <Link to="/approvals/statistics" {...props} />}>
              Statistics
            </Button>
          )}
          {(decides || manages) && (
            <Button variant="default" renderRoot={(props) => <Link to="/approvals/away" {...props} />}>
              Away?
            </Button>
          )}
        </>
      }
      below={decides && filter === 'mine' && open.length > 0 ? summary(open.length) : undefined}
    >
      <div className={classes.bar}>
        <FilterTabs
          label="Which approvals"
          value={filter}
          onChange={(value) => {
            setChosen(new Set())
            void navigate({ search: { show: value }, replace: true })
          }}
          tabs={[
            ...(decides ? [{ value: 'mine', label: 'Waiting for you' }] : []),
            { value: 'open', label: 'All open' },
            { value: 'approved', label: 'Approved' },
            { value: 'rejected', label: 'Rejected' },
          ]}
        />
        {open.length > 1 && (
          <div className={classes.several}>
            <Checkbox
              label={picked.length > 0 ? `${picked.length} chosen` : 'Choose all'}
              checked={picked.length === open.length}
              indeterminate={picked.length > 0 && picked.length < open.length}
              onChange={() =>
                setChosen(picked.length === open.length ? new Set() : new Set(open.map((each) => each.id)))
              }
            />
            <Button size="xs" disabled={picked.length === 0} onClick={() => decide('approve', picked)}>
              Approve
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={picked.length === 0}
              onClick={() => decide('reject', picked)}
            >
              Reject
            </Button>
          </div>
        )}
      </div>
      <ListState list={list} empty={<NothingWaits filter={filter} />}>
        <ul className={classes.list} aria-label="Approvals">
          {list.items.map((request) => (
            <ApprovalCard
              key={request.id}
              request={request}
              chosen={open.length > 1 && request.mine ? chosen.has(request.id) : undefined}
              onChoose={() => toggle(request.id)}
              onDecide={(decision) => decide(decision, [request])}
              manages={manages && filter === 'open'}
            />
          ))}
        </ul>
      </ListState>
      <DecisionDialog
        asked={asked}
        onClose={() => setAsked(undefined)}
        onDone={() => {
          setAsked(undefined)
          setChosen(new Set())
        }}
      />
    </Page>
  )
}

function useApprovals(filter: Filter) {
  return usePages(
    ['approvals', 'list', filter],
    async (cursor, signal) =>
      (await call(listApprovals, { query: { ...filters[filter], limit: 30, cursor }, signal })).data,
  )
}

function NothingWaits({ filter }: { filter: Filter }) {
  if (filter === 'mine') {
    return (
      <EmptyState icon={<IconChecks size={22} stroke={1.6} />} title="Nothing waits for you">
        When a quote needs your word, it appears here with its total, its discount and the reason it is asked
        for.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconChecks size={22} stroke={1.6} />} title="Nothing here">
      {filter === 'open' ? 'No quote is waiting for anybody.' : 'No decisions of this kind yet.'}
    </EmptyState>
  )
}

function summary(count: number): string {
  return count === 1 ? 'One quote waits for your decision.' : `${count} quotes wait for your decision.`
}

function withToggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
