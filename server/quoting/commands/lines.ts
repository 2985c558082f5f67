import type { Id } from '../../../contract/values.ts'
import { newId } from '../../platform/index.ts'
import { withParts } from '../content.ts'
import { newLineOf } from '../make-line.ts'
import type { CommandOf, Draft } from './draft.ts'

export function addLine(draft: Draft, { line: given }: CommandOf<'addLine'>): void {
  if (given.id && draft.lines.some((line) => line.id === given.id)) return // sent twice: there already
  if (given.group) draft.needGroup(given.group)
  const made = newLineOf(given, draft.shelf)
  if ('problem' in made) return draft.refuse(made.problem)
  const { line, parts } = made
  draft.checkQuantity(line, line.quantity)
  draft.insert([line, ...parts], given.after)
}

export function removeLine(draft: Draft, { line: id }: CommandOf<'removeLine'>): void {
  const line = draft.needOpen(id)
  if (line.parent)
    draft.refuse(`${line.productName} is a part of another line; change that line's configuration`)
  const gone = new Set(withParts(draft.lines, id).map((each) => each.id))
  // What was an alternative to it becomes optional: still in sight, still in no total.
  draft.lines = draft.lines.flatMap((each) =>
    gone.has(each.id)
      ? []
      : each.alternativeTo === id
        ? { ...each, alternativeTo: undefined, optional: true }
        : each,
  )
}

export function moveLine(draft: Draft, { line: id, after, group }: CommandOf<'moveLine'>): void {
  const line = draft.need(id)
  if (line.parent) draft.refuse('a part moves with the line it belongs to')
  if (group) draft.needGroup(group)
  const family = withParts(draft.lines, id)
  const moving = new Set(family.map((each) => each.id))
  if (after !== null && moving.has(after)) draft.refuse('a line cannot come after itself')
  draft.lines = draft.lines.filter((each) => !moving.has(each.id))
  const moved = group === undefined ? family : family.map((each) => ({ ...each, group: group ?? undefined }))
  draft.insert(moved, after)
}

export function copyLine(draft: Draft, { line: id, id: copyId }: CommandOf<'copyLine'>): void {
  const line = draft.needOpen(id)
  if (line.parent) draft.refuse('copy the line it is a part of')
  const family = withParts(draft.lines, id)
  const ids = new Map(family.map((each) => [each.id, each.id === id && copyId ? copyId : newId('lin')]))
  if (copyId && draft.lines.some((each) => each.id === copyId)) return
  const copies = family.map((each) => ({
    ...each,
    id: ids.get(each.id) ?? newId('lin'),
    parent: each.parent && ids.get(each.parent),
    manualDiscounts: each.manualDiscounts.map((discount) => ({ ...discount, id: newId('dis') })),
  }))
  draft.insert(copies, family.at(-1)?.id)
}

/** The alternative counts from now on, and what it stood for becomes an alternative to it, as do all others. */
export function takeAlternative(draft: Draft, { line: id }: CommandOf<'takeAlternative'>): void {
  const { alternativeTo } = draft.need(id)
  if (!alternativeTo) return draft.refuse('it is no alternative to another line')
  draft.lines = draft.lines.map((line) => {
    if (line.id === id) return { ...line, alternativeTo: undefined }
    const rival = line.id === alternativeTo || line.alternativeTo === alternativeTo
    return rival ? { ...line, alternativeTo: id } : line
  })
}

/** What a line may be an alternative to: a line that stands for itself. */
export function alternative(draft: Draft, id: Id<'lin'>, to: Id<'lin'> | null): Id<'lin'> | undefined {
  if (to === null) return undefined
  if (to === id) return draft.refuse('a line cannot be an alternative to itself')
  if (draft.need(to).alternativeTo) return draft.refuse('it would be an alternative to an alternative')
  return to
}
