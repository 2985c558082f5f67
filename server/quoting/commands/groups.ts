import type { Id } from '../../../contract/values.ts'
import { newId } from '../../platform/index.ts'
import { type Line, withParts } from '../content.ts'
import type { CommandOf, Draft } from './draft.ts'

export function addGroup(draft: Draft, { group: id = newId('grp'), name }: CommandOf<'addGroup'>): void {
  if (draft.header.groups.some((each) => each.id === id)) draft.refuse(`there is a group ${id} already`)
  draft.setHeader({ groups: [...draft.header.groups, { id, name }] })
}

export function renameGroup(draft: Draft, { group: id, name }: CommandOf<'renameGroup'>): void {
  draft.needGroup(id)
  draft.setHeader({
    groups: draft.header.groups.map((group) => (group.id === id ? { ...group, name } : group)),
  })
}

export function removeGroup(draft: Draft, { group }: CommandOf<'removeGroup'>): void {
  empty(draft, group, undefined)
}

export function mergeGroups(draft: Draft, { group, into }: CommandOf<'mergeGroups'>): void {
  draft.needGroup(into)
  if (group === into) draft.refuse('a group cannot be merged into itself')
  empty(draft, group, into)
}

export function splitGroup(
  draft: Draft,
  { group = newId('grp'), name, lines }: CommandOf<'splitGroup'>,
): void {
  addGroup(draft, { type: 'addGroup', group, name })
  for (const line of lines) setFamily(draft, line, { group })
}

/** The group goes; its lines go into another one, or into none. */
function empty(draft: Draft, id: Id<'grp'>, into: Id<'grp'> | undefined): void {
  draft.needGroup(id)
  draft.setHeader({ groups: draft.header.groups.filter((each) => each.id !== id) })
  draft.lines = draft.lines.map((line) => (line.group === id ? { ...line, group: into } : line))
}

/** The line with its parts. */
function setFamily(draft: Draft, id: Id<'lin'>, change: Partial<Line>): void {
  if (draft.need(id).parent) draft.refuse('a part is where the line it belongs to is')
  const family = new Set(withParts(draft.lines, id).map((each) => each.id))
  draft.lines = draft.lines.map((line) => (family.has(line.id) ? { ...line, ...change } : line))
}
