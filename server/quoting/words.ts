import type { Command } from '../../contract/quotes.ts'
import type { Content } from './content.ts'

/** What commands did, in words for the history: "Laptop Pro: quantity 3". */
export function wordsFor(commands: readonly Command[], before: Content, after: Content): string[] {
  const named = (id: string) => {
    const line = [after, before].map(({ lines }) => lines.find((each) => each.id === id)).find(Boolean)
    return line?.productName ?? 'a line'
  }
  const shown = commands.slice(0, 20).map((command) => words(command, named))
  return commands.length > 20 ? [...shown, `and ${commands.length - 20} more`] : shown
}

function words(command: Command, name: (id: string) => string): string {
  switch (command.type) {
    case 'addLine':
      return `added ${command.line.id ? name(command.line.id) : command.line.product} × ${command.line.quantity}`
    case 'removeLine':
      return `removed ${name(command.line)}`
    case 'moveLine':
      return `moved ${name(command.line)}`
    case 'copyLine':
      return `copied ${name(command.line)}`
    case 'setQuantity':
      return `${name(command.line)}: quantity ${command.quantity}`
    case 'setLine':
      return `${name(command.line)}: ${fieldWords(command.fields)}`
    case 'configureLine':
      return `configured ${name(command.line)}`
    case 'chooseOption':
      return `${name(command.line)}: ${command.variable} ${command.value === null ? 'left open' : String(command.value)}`
    case 'rampLine':
      return `${name(command.line)}: ramp of ${command.periods.length} periods`
    case 'takeAlternative':
      return `took the alternative ${name(command.line)}`
    case 'mergeGroups':
      return 'merged two groups'
    case 'splitGroup':
      return `split off the group ${command.name}`
    case 'addGroup':
      return `added the group ${command.name}`
    case 'renameGroup':
      return `renamed a group to ${command.name}`
    case 'removeGroup':
      return 'removed a group'
    case 'applyDiscount': {
      const where = command.line ? name(command.line) : 'the quote'
      const { discount } = command
      if ('code' in discount) return `code ${discount.code} on ${where}`
      const value = discount.type === 'PERCENTAGE' ? `${discount.value} %` : discount.value
      return `discount of ${value} on ${where}: ${discount.reason}`
    }
    case 'removeDiscount':
      return `removed a discount of ${command.line ? name(command.line) : 'the quote'}`
    case 'setQuote':
      return fieldWords(command.fields)
  }
}

function fieldWords(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([field, value]) =>
        `${field} ${value === null ? 'emptied' : typeof value === 'object' ? 'changed' : String(value)}`,
    )
    .join(', ')
}
