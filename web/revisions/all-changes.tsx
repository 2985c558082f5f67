import { useState } from 'react'
import type { z } from 'zod'
import { type Change, type getChangeSet, listChanges, type ReferenceKind } from '../../contract/revisions.ts'
import { kindNames } from '../reference/kind-names.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { FilterTabs } from '../ui/index.ts'
import { ChangeList } from './change-list.tsx'
import classes from './revisions.module.css'

type AllChangesProps = {
  set: z.output<typeof getChangeSet.response>
  onWithdraw?: ((change: Change) => void) | undefined
}

/** The changes of a big change set: how many of each kind, and then page by page. */
export function AllChanges({ set, onWithdraw }: AllChangesProps) {
  const [wanted, setWanted] = useState<ReferenceKind | 'all'>('all')
  const kind = wanted === 'all' ? undefined : wanted
  const list = usePages(['change-sets', 'changes', set.id, wanted], async (cursor, signal) => {
    const query = { cursor, kind, limit: 100 }
    return (await call(listChanges, { params: { id: set.id }, query, signal })).data
  })
  return (
    <>
      {set.counts.length > 1 && (
        <div className={classes.kinds}>
          <FilterTabs
            label="Kind"
            value={wanted}
            onChange={(value) => setWanted(value as typeof wanted)}
            tabs={[
              { value: 'all', label: 'All', count: set.size },
              ...set.counts.map((each) => ({
                value: each.kind,
                label: kindNames[each.kind].many,
                count: each.count,
              })),
            ]}
          />
        </div>
      )}
      <ListState list={list} empty={null}>
        <ChangeList changes={list.items} onWithdraw={onWithdraw} />
      </ListState>
    </>
  )
}
