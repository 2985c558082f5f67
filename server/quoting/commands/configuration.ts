import { configured } from '../make-line.ts'
import type { CommandOf, Draft } from './draft.ts'

export function configureLine(
  draft: Draft,
  { line: id, decisions }: Omit<CommandOf<'configureLine'>, 'type'>,
): void {
  const line = draft.need(id)
  const model = draft.shelf.model(line.product)
  if (!model) return draft.refuse(`the product ${line.product} has nothing to configure`)
  draft.remake(id, (changed, parts) => configured({ ...changed, decisions }, model, draft.shelf, parts))
}

/** Options are chosen one by one; what was chosen before of the same variable gives way. */
export function chooseOption(draft: Draft, { line, variable, value }: CommandOf<'chooseOption'>): void {
  const others = (draft.need(line).decisions ?? []).filter((each) => each.variable !== variable)
  configureLine(draft, { line, decisions: value === null ? others : [...others, { variable, value }] })
}
