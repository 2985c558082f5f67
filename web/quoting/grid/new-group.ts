import { newId } from '../store/new-id.ts'

/** A new group at the end of the quote. */
export function newGroup(name: string) {
  return { type: 'addGroup', group: newId('grp'), name } as const
}
