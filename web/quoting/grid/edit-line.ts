import type { Command, QuoteLine } from '../../../contract/quotes.ts'
import { newId } from '../store/new-id.ts'
import { readNumber } from '../values/read-number.ts'
import type { ColumnId } from './columns.ts'

/** What typing something into a cell comes to: commands, nothing to do, a question, or why it cannot be. */
export type Typed =
  | { kind: 'commands'; commands: Command[]; words: string }
  | { kind: 'same' }
  /** A discount needs a reason before it counts. */
  | { kind: 'reason'; percent: string }
  | { kind: 'wrong'; sentence: string }

/** Reads what a person typed into a cell of a line. */
export function typedInto(line: QuoteLine, column: ColumnId, text: string): Typed {
  if (column === 'quantity') return quantityOf(line, text)
  if (column === 'discount') return discountOf(line, text)
  if (column === 'notes') return notesOf(line, text)
  return { kind: 'same' }
}

/** What stands in the editor of a cell when it opens. */
export function textOf(line: QuoteLine, column: ColumnId): string {
  if (column === 'quantity') return line.quantity
  if (column === 'discount') return manualPercentOf(line)?.value ?? ''
  return column === 'notes' ? (line.notes ?? '') : ''
}

/** Replaces the person's own percentage on a line by another, with its reason. */
export function setDiscount(line: QuoteLine, percent: string, reason: string): Command[] {
  const id = newId('dis')
  return [
    ...withoutPercent(line),
    { type: 'applyDiscount', line: line.id, discount: { id, type: 'PERCENTAGE', value: percent, reason } },
  ]
}

export function manualPercentOf(line: QuoteLine) {
  return line.manualDiscounts.find((discount) => discount.type === 'PERCENTAGE')
}

function quantityOf(line: QuoteLine, text: string): Typed {
  const read = numberIn(text)
  if (typeof read !== 'string') return read
  if (read === line.quantity) return { kind: 'same' }
  if (read.startsWith('-') || read === '0') {
    return { kind: 'wrong', sentence: 'A quantity is more than zero. Press Delete to remove the line.' }
  }
  const decimals = read.split('.')[1]?.length ?? 0
  if (decimals > line.quantityDecimals) {
    const allowed =
      line.quantityDecimals === 0 ? 'in whole units' : `with up to ${line.quantityDecimals} decimals`
    return { kind: 'wrong', sentence: `${line.productName} is sold ${allowed}.` }
  }
  if ((read.split('.')[0] ?? '').length > 12)
    return { kind: 'wrong', sentence: 'That is more than can be sold.' }
  return {
    kind: 'commands',
    commands: [{ type: 'setQuantity', line: line.id, quantity: read }],
    words: `quantity of ${line.productName} to ${read}`,
  }
}

function discountOf(line: QuoteLine, text: string): Typed {
  const present = manualPercentOf(line)
  if (text.trim() === '') return present ? removal(line) : { kind: 'same' }
  const read = numberIn(text)
  if (typeof read !== 'string') return read
  if (read === '0') return present ? removal(line) : { kind: 'same' }
  if (read === present?.value) return { kind: 'same' }
  if (!/^(100|\d{1,2}(\.\d{1,12})?)$/.test(read)) {
    return { kind: 'wrong', sentence: 'A discount is between 0 and 100 percent.' }
  }
  return { kind: 'reason', percent: read }
}

function removal(line: QuoteLine): Typed {
  return {
    kind: 'commands',
    commands: withoutPercent(line),
    words: `discount of ${line.productName} removed`,
  }
}

function notesOf(line: QuoteLine, text: string): Typed {
  const notes = text.trim()
  if (notes === (line.notes ?? '')) return { kind: 'same' }
  return {
    kind: 'commands',
    commands: [{ type: 'setLine', line: line.id, fields: { notes: notes === '' ? null : notes } }],
    words: `note on ${line.productName}`,
  }
}

function withoutPercent(line: QuoteLine): Command[] {
  return line.manualDiscounts
    .filter((discount) => discount.type === 'PERCENTAGE')
    .map((discount) => ({ type: 'removeDiscount', line: line.id, discount: discount.id }))
}

function numberIn(text: string): string | Extract<Typed, { kind: 'wrong' }> {
  const read = readNumber(text)
  if (read.kind === 'number') return read.value
  if (read.kind === 'none') return { kind: 'wrong', sentence: `“${text}” is not a number.` }
  return {
    kind: 'wrong',
    sentence: `${text} could be ${read.either[0]} or ${read.either[1]}. Type one of them.`,
  }
}
