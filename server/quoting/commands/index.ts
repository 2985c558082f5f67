import type { Command } from '../../../contract/quotes.ts'
import type { Content } from '../content.ts'
import type { Shelf } from '../shelf.ts'
import { chooseOption, configureLine } from './configuration.ts'
import { applyDiscount, removeDiscount } from './discounts.ts'
import { type CommandOf, Draft } from './draft.ts'
import { rampLine, setLine, setQuantity, setQuote } from './fields.ts'
import { addGroup, mergeGroups, removeGroup, renameGroup, splitGroup } from './groups.ts'
import { addLine, copyLine, moveLine, removeLine, takeAlternative } from './lines.ts'

const carryOut: { [Type in Command['type']]: (draft: Draft, command: CommandOf<Type>) => void } = {
  addLine,
  removeLine,
  moveLine,
  copyLine,
  setQuantity,
  setLine,
  configureLine,
  chooseOption,
  rampLine,
  takeAlternative,
  addGroup,
  renameGroup,
  removeGroup,
  mergeGroups,
  splitGroup,
  applyDiscount,
  removeDiscount,
  setQuote,
}

/**
 * The quote after a list of commands, all or none. Pure but for fresh ids; refuses the first command that cannot be
 * carried out, with its number and the reason.
 */
export function applyCommands(
  content: Content,
  commands: readonly Command[],
  shelf: Shelf,
  by: string,
): Content {
  const draft = new Draft(content, shelf, by)
  commands.forEach((command, index) => {
    draft.command = { index, type: command.type }
    apply(draft, command)
  })
  return draft.content
}

function apply<Type extends Command['type']>(draft: Draft, command: CommandOf<Type>): void {
  const act: (draft: Draft, command: CommandOf<Type>) => void = carryOut[command.type as Type]
  act(draft, command)
}
