import { Button, Popover, UnstyledButton } from '@mantine/core'
import { IconGitBranch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { type ChangeSet } from '../../contract/revisions.ts'
import classes from './banner.module.css'
import { changeSetQuery, useCurrentChangeSet } from './change-set-query.ts'
import { useChangeSetActions } from './use-change-set-actions.ts'

// Loaded when somebody looks: it brings the words of all kinds with it.
const ChangeList = lazy(() => import('./change-list.tsx').then(({ ChangeList: list }) => ({ default: list })))

const adminPlaces = /^\/(catalog|pricing|reference|models|new|history|change-sets|exchange)(\/|$)/

/** On every page of reference data: the change set one works in, and what one changed in it. */
export function ChangeSetBanner() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = useCurrentChangeSet()
  if (!current || !adminPlaces.test(path)) return null
  return <Banner set={current} here={path === `/change-sets/${current.id}`} />
}

function Banner({ set, here }: { set: ChangeSet; here: boolean }) {
  const [open, setOpen] = useState(false)
  const { enter } = useChangeSetActions(set.id)
  return (
    <section className={classes.banner} aria-label="Change set">
      <IconGitBranch size={16} stroke={1.8} aria-hidden />
      <span className={classes.words}>
        You are working in <strong>{set.title}</strong>
      </span>
      <Popover opened={open} onChange={setOpen} width={420} position="bottom-start" trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes.count} onClick={() => setOpen(!open)} aria-expanded={open}>
            {set.size === 0 ? 'nothing changed yet' : set.size === 1 ? '1 change' : `${set.size} changes`}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown}>{open && <Changes id={set.id} />}</Popover.Dropdown>
      </Popover>
      <span className={classes.actions}>
        {!here && (
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to="/change-sets/$id"
            params={{ id: set.id } as never}
          >
            Look at it
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => enter.mutate(false)}>
          Leave
        </Button>
      </span>
    </section>
  )
}

function Changes({ id }: { id: ChangeSet['id'] }) {
  const query = useQuery(changeSetQuery(id))
  if (!query.data) return null
  if (query.data.size === 0) return <p className={classes.empty}>Edit something: it is listed here.</p>
  return (
    <Suspense fallback={null}>
      <ChangeList changes={query.data.changes.slice(0, 12)} />
    </Suspense>
  )
}
