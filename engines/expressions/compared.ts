import type { Built, Context } from './built.ts'
import type { Type } from './kinds.ts'
import { fieldText, print } from './print.ts'
import type { Comparison, Reason, Truth } from './types.ts'
import type { Frame } from './values.ts'

/** The side of a comparison that people are told about. */
export type Subject = Pick<Built, 'label' | 'computed' | 'type' | 'node'>

type Finding = { value: Truth; limit: unknown; actual?: unknown; sentence: string }

/** Makes the reason of one comparison out of what it found, and says which entry of which list it looked at. */
export function comparison(
  ctx: Context,
  subject: Subject,
  operator: Comparison['operator'],
  find: (frame: Frame) => Finding,
): (frame: Frame) => Reason {
  const variables = [...ctx.variables]
  const innermost = variables.at(-1)
  const field = fieldOf(subject, ctx)
  const type = factType(subject.type)
  return (frame) => {
    const { value, limit, actual, sentence } = find(frame)
    const reason: Comparison = { kind: 'comparison', value, field, operator, limit, type, sentence }
    if (actual !== undefined) reason.actual = actual
    if (innermost) {
      const label = variables.map(({ entry, slot }) => `${entry} ${(frame.places[slot] ?? 0) + 1}`).join(', ')
      reason.entry = { list: innermost.list, index: frame.places[innermost.slot] ?? 0, label }
      reason.sentence = `${label}: ${sentence}`
    }
    return reason
  }
}

/** The field's name without the macro's variable, or the text of what was computed. */
function fieldOf({ node }: Subject, ctx: Context): string {
  if (node.kind !== 'field') return print(node)
  const [first, ...rest] = node.names
  const isVariable = ctx.variables.some(({ name }) => name === first)
  return isVariable && rest.length > 0 ? fieldText(rest) : node.names.join('.')
}

function factType({ kind }: Type): Comparison['type'] {
  if (kind === 'numeral') return 'number'
  return kind === 'entry' || kind === 'broken' ? 'open' : kind
}
