import { useMutation } from '@tanstack/react-query'
import {
  type ChangeSet,
  putReference,
  type ReferenceKind,
  removeReference,
  withdrawChange,
} from '../../contract/revisions.ts'
import { useChangedReference } from '../revisions/change-set-query.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import type { State } from './describe.ts'

export type Earlier = { removed: boolean; body: State } | undefined
export type ToSave = {
  changeSet: ChangeSet['id']
  kind: ReferenceKind
  code: string
  /** Absent: the thing is to go. */
  body?: State
  create?: boolean
  /** What the change set held of it before: undoing brings that back. */
  earlier: Earlier
}

/** Puts a thing into a change set; what it did can be taken back from the message that says so. */
export function useSaveThing(onSaved?: (saved: ToSave) => void) {
  const changed = useChangedReference()
  return useMutation({
    mutationFn: async (what: ToSave) => {
      await put(what, what.body, what.create)
      return what
    },
    onSuccess: async (what) => {
      await changed()
      const said = what.body ? `${what.code} saved in the change set.` : `${what.code} will be removed.`
      toast.done(said, { act: () => undo(what).then(() => changed()) })
      onSaved?.(what)
    },
  })
}

async function undo({ earlier, ...what }: ToSave): Promise<void> {
  if (earlier) return put({ ...what, earlier }, earlier.removed ? undefined : earlier.body)
  await call(withdrawChange, { params: { id: what.changeSet, kind: what.kind, code: what.code } })
}

async function put(
  { changeSet, kind, code }: ToSave,
  body: State | undefined,
  create = false,
): Promise<void> {
  const params = { id: changeSet, kind, code }
  if (!body) {
    await call(removeReference, { params })
    return
  }
  // A form's state holds JSON only.
  await call(putReference, {
    params,
    query: create ? { create: 'true' } : {},
    body: body as Record<string, never>,
  })
}
