import { useMutation } from '@tanstack/react-query'
import {
  approveChangeSet,
  askForReview,
  type Change,
  type ChangeSet,
  discardChangeSet,
  enterChangeSet,
  putReference,
  type ReferenceKind,
  rebaseChangeSet,
  removeReference,
  returnChangeSet,
  unscheduleChangeSet,
  withdrawChange,
} from '../../contract/revisions.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import { useChangedReference } from './change-set-query.ts'

export type Kept = { kind: ReferenceKind; code: string; field?: string; whose: 'mine' | 'theirs' }

/** What can be done with a change set beside publishing; each tells how it went. */
export function useChangeSetActions(id: ChangeSet['id']) {
  const changed = useChangedReference()
  const params = { id }
  const act = <Given>(work: (given: Given) => Promise<unknown>, said?: string) => ({
    mutationFn: work,
    onSuccess: async () => {
      await changed()
      if (said) toast.done(said)
    },
    onError: (error: Error) => toast.failed(error),
  })
  return {
    enter: useMutation(act((into: boolean) => call(enterChangeSet, { body: { id: into ? id : null } }))),
    unschedule: useMutation(
      act<void>(() => call(unscheduleChangeSet, { params }), 'Open for changes again.'),
    ),
    discard: useMutation(act<void>(() => call(discardChangeSet, { params }), 'Change set discarded.')),
    review: useMutation(
      act(({ verdict, comment }: { verdict: 'ask' | 'approve' | 'return'; comment?: string }) => {
        const operation = { ask: askForReview, approve: approveChangeSet, return: returnChangeSet }[verdict]
        return call(operation, { params, body: comment ? { comment } : {} })
      }),
    ),
    rebase: useMutation(
      act(
        (keep: Kept[]) => call(rebaseChangeSet, { params, body: { keep } }),
        'Brought up to the current revision.',
      ),
    ),
    withdraw: useMutation({
      mutationFn: (change: Change) =>
        call(withdrawChange, { params: { id, kind: change.kind, code: change.code } }),
      onSuccess: async (_, change) => {
        await changed()
        toast.done(`${change.code} is as it was.`, {
          act: async () => {
            await putBack(id, change)
            await changed()
          },
        })
      },
      onError: (error) => toast.failed(error),
    }),
  }
}

async function putBack(id: ChangeSet['id'], change: Change): Promise<void> {
  const params = { id, kind: change.kind, code: change.code }
  if (change.action === 'remove') await call(removeReference, { params })
  else await call(putReference, { params, query: {}, body: change.after as Record<string, never> })
}
