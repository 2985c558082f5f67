import type { Command, Quote, QuoteLine } from '../../../contract/quotes.ts'

/**
 * The quote as it will probably look after a command, for the moment until the server answers. Only what a command says
 * itself is guessed (quantities, notes, order); its amounts are made by the pricer here, as far as it can know them.
 */
export function guess(quote: Quote, command: Command): Quote {
  switch (command.type) {
    case 'setQuantity':
      return withLine(quote, command.line, (line) => withFields(line, { quantity: command.quantity }))
    case 'setLine':
      return withLine(quote, command.line, (line) => withFields(line, command.fields))
    case 'removeLine':
      return { ...quote, lines: quote.lines.filter(outside(quote.lines, command.line)) }
    case 'moveLine':
      return moved(quote, command.line, command.after, command.group)
    case 'addGroup':
      if (command.group === undefined) return quote
      return { ...quote, groups: [...quote.groups, { id: command.group, name: command.name, net: '0' }] }
    case 'renameGroup':
      return {
        ...quote,
        groups: quote.groups.map((group) =>
          group.id === command.group ? { ...group, name: command.name } : group,
        ),
      }
    case 'removeGroup':
      return {
        ...quote,
        groups: quote.groups.filter((group) => group.id !== command.group),
        lines: quote.lines.map((line) => (line.group === command.group ? without(line, 'group') : line)),
      }
    case 'setQuote':
      return withQuoteFields(quote, command.fields)
    case 'removeDiscount':
      return withoutDiscount(quote, command.line, command.discount)
    case 'applyDiscount':
      return withDiscount(quote, command.line, command.discount)
    case 'addLine':
    case 'copyLine':
    case 'configureLine':
    case 'chooseOption':
    case 'rampLine':
    case 'takeAlternative':
    case 'mergeGroups':
    case 'splitGroup':
      return quote
  }
}

/** The lines a command is about, whose amounts wait for the server. */
export function linesOf(command: Command): string[] {
  return 'line' in command && typeof command.line === 'string' ? [command.line] : []
}

function withLine(quote: Quote, id: string, change: (line: QuoteLine) => QuoteLine): Quote {
  const at = quote.lines.findIndex((line) => line.id === id)
  const line = quote.lines[at]
  if (!line) return quote
  const lines = quote.lines.slice()
  lines[at] = change(line)
  return { ...quote, lines }
}

type LineFields = Extract<Command, { type: 'setLine' }>['fields']

function withFields(line: QuoteLine, fields: LineFields): QuoteLine {
  let next = line
  if (fields.quantity !== undefined) next = { ...next, quantity: fields.quantity }
  if (fields.optional !== undefined) next = { ...next, optional: fields.optional }
  if (fields.status !== undefined) next = { ...next, status: fields.status }
  if (fields.notes === null) next = without(next, 'notes')
  else if (fields.notes !== undefined) next = { ...next, notes: fields.notes }
  if (fields.group === null) next = without(next, 'group')
  else if (fields.group !== undefined) next = { ...next, group: fields.group }
  if (fields.alternativeTo === null) next = without(next, 'alternativeTo')
  else if (fields.alternativeTo !== undefined) next = { ...next, alternativeTo: fields.alternativeTo }
  if (fields.term === null) next = without(next, 'term')
  else if (fields.term !== undefined) next = { ...next, term: fields.term }
  if (fields.customerQuantity === null) next = without(next, 'customerQuantity')
  else if (fields.customerQuantity) next = { ...next, customerQuantity: fields.customerQuantity }
  if (fields.unitPriceOverride === null) next = without(next, 'unitPriceOverride')
  else if (fields.unitPriceOverride) next = { ...next, unitPriceOverride: fields.unitPriceOverride }
  // A price is kept only for exactly what was quoted.
  const other = fields.quantity !== undefined || fields.term !== undefined || fields.plan !== undefined
  if (next.keptPrice && (other || fields.keepPrice === false)) next = without(next, 'keptPrice')
  return next
}

type QuoteFields = Extract<Command, { type: 'setQuote' }>['fields']
const texts = ['name', 'opportunity', 'paymentTerms', 'terms', 'notes', 'term'] as const

function withQuoteFields(quote: Quote, fields: QuoteFields): Quote {
  let next = quote
  if (fields.validUntil !== undefined) next = { ...next, validUntil: fields.validUntil }
  for (const field of texts) {
    if (fields[field] === undefined) continue
    next = fields[field] === null ? without(next, field) : { ...next, [field]: fields[field] }
  }
  return next
}

type Discount = Extract<Command, { type: 'applyDiscount' }>['discount']

/** Whether a code holds only the server knows; a discount of one's own is what one says it is. */
function withDiscount(quote: Quote, line: string | undefined, discount: Discount): Quote {
  if ('code' in discount || discount.id === undefined) return quote
  const made = { ...discount, id: discount.id }
  const more = <Owner extends Pick<Quote, 'manualDiscounts'>>(owner: Owner): Owner => ({
    ...owner,
    manualDiscounts: [...owner.manualDiscounts.filter((each) => each.id !== made.id), made],
  })
  return line === undefined ? more(quote) : withLine(quote, line, more)
}

function withoutDiscount(quote: Quote, line: string | undefined, discount: string): Quote {
  const less = <Owner extends Pick<Quote, 'discountCodes' | 'manualDiscounts'>>(owner: Owner): Owner => ({
    ...owner,
    discountCodes: owner.discountCodes.filter((code) => code !== discount),
    manualDiscounts: owner.manualDiscounts.filter((manual) => manual.id !== discount),
  })
  return line === undefined ? less(quote) : withLine(quote, line, less)
}

function moved(quote: Quote, id: string, after: string | null, group: string | null | undefined): Quote {
  const stays = outside(quote.lines, id)
  const block = quote.lines.filter((line) => !stays(line))
  const head = block[0]
  if (!head) return quote
  if (group !== undefined) {
    block[0] = group === null ? without(head, 'group') : { ...head, group: group as `grp_${string}` }
  }
  const rest = quote.lines.filter(stays)
  const at = after === null ? 0 : endOf(rest, after)
  return { ...quote, lines: [...rest.slice(0, at), ...block, ...rest.slice(at)] }
}

/** Place behind a line and all that belongs to it. */
function endOf(lines: QuoteLine[], id: string): number {
  const belongs = outside(lines, id)
  const last = lines.findLastIndex((line) => !belongs(line))
  return last < 0 ? lines.length : last + 1
}

/** Keeps what is neither the line nor a part of it; parents stand before their parts. */
function outside(lines: QuoteLine[], id: string): (line: QuoteLine) => boolean {
  const inside = new Set([id])
  for (const line of lines) if (line.parent !== undefined && inside.has(line.parent)) inside.add(line.id)
  return (line) => !inside.has(line.id)
}

function without<Owner extends object, Field extends keyof Owner>(owner: Owner, field: Field): Owner {
  const { [field]: _gone, ...rest } = owner
  return rest as Owner // the field is optional wherever this is called
}
