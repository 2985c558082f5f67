import { type Change, type ChangeSet, listChanges } from '../../contract/revisions.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { ChangeList } from './change-list.tsx'

/** The changes of a big change set, page by page. */
export function AllChanges({
  set,
  onWithdraw,
}: {
  set: ChangeSet
  onWithdraw?: ((change: Change) => void) | undefined
}) {
  const list = usePages(['change-sets', 'changes', set.id], async (cursor, signal) => {
    const query = { cursor, limit: 100 }
    return (await call(listChanges, { params: { id: set.id }, query, signal })).data
  })
  return (
    <ListState list={list} empty={null}>
      <ChangeList changes={list.items} onWithdraw={onWithdraw} />
    </ListState>
  )
}
