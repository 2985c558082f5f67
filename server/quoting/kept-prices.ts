import type { Command } from '../../contract/quotes.ts'
import { DomainError } from '../platform/index.ts'
import type { Amounts } from './amounts.ts'
import type { Content, Line } from './content.ts'

/**
 * Unit prices that stay when a quote moves to a newer revision. Their amounts are what this program had priced, never what
 * a caller says; they hold for exactly what was quoted, so more of it, another customer or a copy costs what it costs today.
 */
export function withKeptPrices(
  before: Content,
  after: Content,
  commands: readonly Command[],
  priced: Pick<Amounts, 'lines'> | undefined,
): Content {
  const wishes = wishesIn(commands)
  if (wishes.size === 0 && !before.lines.some((line) => line.keptPrice)) return after
  const moved = after.revision !== before.revision
  const rootOf = rootsOf(after.lines)
  const changed = changedFamilies(before, after, rootOf)
  for (const [line, wish] of wishes) {
    if (!wish.keeps) continue
    if (!moved)
      throw refused(wish.index, 'a price is kept in the request that moves the quote to a newer revision')
    if (changed.has(rootOf.get(line) ?? line))
      throw refused(wish.index, 'its price is kept only for exactly what was quoted')
  }
  const made = new Map(priced?.lines.map((line) => [line.id, line]))
  const lines = after.lines.map((line) => {
    const root = rootOf.get(line.id) ?? line.id
    const wish = wishes.get(root)?.keeps
    const stays = !changed.has(root) && (moved ? wish === true : wish !== false && line.keptPrice)
    const value = line.included || line.givesBack ? undefined : made.get(line.id)?.unitPrice
    const fresh = moved && value !== undefined ? { value, revision: before.revision } : undefined
    const keptPrice = stays ? (line.keptPrice ?? fresh) : undefined
    return line.keptPrice === keptPrice ? line : { ...line, keptPrice }
  })
  return { ...after, lines }
}

function wishesIn(commands: readonly Command[]): Map<string, { keeps: boolean; index: number }> {
  const wishes = new Map<string, { keeps: boolean; index: number }>()
  for (const [index, command] of commands.entries()) {
    if (command.type !== 'setLine' || command.fields.keepPrice === undefined) continue
    wishes.set(command.line, { keeps: command.fields.keepPrice, index })
  }
  return wishes
}

/** The line each line belongs to in the end; parts stand behind the line they are of. */
function rootsOf(lines: readonly Line[]): Map<string, string> {
  const roots = new Map<string, string>()
  for (const { id, parent } of lines) roots.set(id, (parent && roots.get(parent)) ?? id)
  return roots
}

const sold = ['product', 'plan', 'variant', 'quantity', 'parent', 'term', 'decisions'] as const
const terms = ['currency', 'priceBook', 'customer', 'term'] as const

/** Lines of which something else is sold now, or to somebody else, each by the line it belongs to. */
function changedFamilies(before: Content, after: Content, rootOf: ReadonlyMap<string, string>): Set<string> {
  const all = terms.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  const former = new Map(before.lines.map((line) => [line.id as string, line]))
  const changed = after.lines.filter((line) => {
    const was = former.get(line.id)
    if (was === line && !all) return false
    if (all || !was) return all || line.variable === undefined
    return sold.some((field) => JSON.stringify(was[field]) !== JSON.stringify(line[field]))
  })
  return new Set(changed.map((line) => rootOf.get(line.id) ?? line.id))
}

function refused(index: number, reason: string): DomainError {
  return new DomainError('command.invalid', { index: index + 1, type: 'setLine', reason })
}
