import { compare, exact } from '../../../engines/money/index.ts'
import { type Content, type Line, withParts } from '../content.ts'

/** What a customer chose, as far as it differs from the offer. */
export type Choice = { line: string; taken?: boolean | undefined; quantity?: string | undefined }[]
export type Bounds = { min: string; max: string }

/** The bounds the seller gave, widened to what was offered: the offer itself can always be taken. */
export function boundsOf(line: Line): Bounds | undefined {
  if (line.parent || !line.customerQuantity) return undefined
  const { min, max } = line.customerQuantity
  return { min: lesser(min, line.quantity), max: greater(max, line.quantity) }
}

/** What is wrong with a choice, in words for the customer; nothing, when it stays within what was offered. */
export function complaintAbout(content: Content, choice: Choice): string | undefined {
  for (const { line: id, taken, quantity } of choice) {
    const line = content.lines.find((each) => each.id === id)
    if (!line || line.parent || line.verdict) return 'One of the lines is not part of this quote.'
    if (taken !== undefined && !line.optional) return `${line.productName} is not optional.`
    if (quantity === undefined) continue
    const complaint = aboutQuantity(line, quantity)
    if (complaint) return complaint
  }
  return undefined
}

function aboutQuantity(line: Line, quantity: string): string | undefined {
  const bounds = boundsOf(line)
  if (!bounds) return `The quantity of ${line.productName} is fixed.`
  if (compare(exact(quantity), exact(bounds.min)) < 0 || compare(exact(quantity), exact(bounds.max)) > 0)
    return `The quantity of ${line.productName} can be from ${bounds.min} to ${bounds.max}.`
  const decimals = (quantity.split('.')[1] ?? '').replace(/0+$/, '').length
  if (decimals > line.quantityDecimals)
    return line.quantityDecimals === 0
      ? `${line.productName} comes in whole numbers.`
      : `${line.productName} allows ${line.quantityDecimals} decimals.`
  return undefined
}

/** The choice after another one, kept short: what is as it was offered is left out. */
export function mergedChoice(content: Content, before: Choice, more: Choice): Choice {
  const merged = new Map(before.map((each) => [each.line, each]))
  for (const { line, taken, quantity } of more) {
    const known = merged.get(line)
    merged.set(line, {
      line,
      taken: taken ?? known?.taken,
      quantity: quantity ?? known?.quantity,
    })
  }
  const lines = new Map(content.lines.map((line) => [line.id as string, line]))
  return [...merged.values()].flatMap(({ line: id, taken, quantity }) => {
    const line = lines.get(id)
    if (!line) return []
    const other = quantity !== undefined && compare(exact(quantity), exact(line.quantity)) !== 0
    if (!taken && !other) return []
    return { line: id, ...(taken && { taken }), ...(other && { quantity }) }
  })
}

/** The offer as the customer would have it; an optional line that is taken brings its parts along. */
export function chosenContent(content: Content, choice: Choice): Content {
  if (choice.length === 0) return content
  const quantities = new Map(choice.flatMap(({ line, quantity }) => (quantity ? [[line, quantity]] : [])))
  const taken = new Set(
    choice
      .filter((each) => each.taken)
      .flatMap(({ line }) => withParts(content.lines, line).map(({ id }) => id as string)),
  )
  return {
    ...content,
    lines: content.lines.map((line) => {
      const quantity = quantities.get(line.id)
      if (quantity === undefined && !taken.has(line.id)) return line
      return { ...line, quantity: quantity ?? line.quantity, optional: line.optional && !taken.has(line.id) }
    }),
  }
}

/** What the customer chose, in words for the history. */
export function choiceWords(content: Content, choice: Choice): string[] {
  const names = new Map(content.lines.map((line) => [line.id as string, line.productName]))
  return choice.map(({ line, taken, quantity }) =>
    [names.get(line), taken && 'taken', quantity && `quantity ${quantity}`].filter(Boolean).join(': '),
  )
}

const lesser = (a: string, b: string) => (compare(exact(a), exact(b)) <= 0 ? a : b)
const greater = (a: string, b: string) => (compare(exact(a), exact(b)) >= 0 ? a : b)
