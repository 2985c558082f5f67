import type { QuoteLine } from '../../../contract/quotes.ts'
import { toast } from '../../ui/index.ts'
import { newId } from '../store/new-id.ts'
import type { QuoteStore } from '../store/quote-store.ts'
import { neighbour } from './rows.ts'

/** What people do with a whole line, from the keyboard, the menu or the phone. */
export function lineActions(store: QuoteStore) {
  const name = (line: QuoteLine) => line.productName
  return {
    /** Gone at once, with the way back in the toast. Returns the line the cursor goes to. */
    remove(line: QuoteLine): void {
      store.change([{ type: 'removeLine', line: line.id }], `${name(line)} removed`)
      toast.done(`${name(line)} removed`, { act: store.undo })
    },
    /** All picked lines as one change. */
    removeAll(ids: ReadonlySet<string>): void {
      const lines = store.get().quote.lines.filter((line) => ids.has(line.id) && line.parent === undefined)
      const words = `${lines.length} lines removed`
      store.change(
        lines.map((line) => ({ type: 'removeLine', line: line.id })),
        words,
      )
      toast.done(words, { act: store.undo })
    },
    /** Returns the id of the copy. */
    duplicate(line: QuoteLine): string {
      const id = newId('lin')
      store.change([{ type: 'copyLine', line: line.id, id }], `${name(line)} duplicated`)
      return id
    },
    move(line: QuoteLine, step: 'up' | 'down'): void {
      const to = neighbour(store.get().quote.lines, line.id, step)
      if (!to) return
      // Ids of lines come from the server or newId, both with their kind in front.
      const after = to.after as QuoteLine['id'] | null
      store.change([{ type: 'moveLine', line: line.id, after }], `${name(line)} moved ${step}`)
    },
    toGroup(line: QuoteLine, group: `grp_${string}` | null): void {
      store.change([{ type: 'setLine', line: line.id, fields: { group } }], `${name(line)} to another group`)
    },
    /** A copy that counts for nothing until it is taken; what it is to be is set on it. */
    addAlternative(line: QuoteLine): void {
      const id = newId('lin')
      store.change(
        [
          { type: 'copyLine', line: line.id, id },
          { type: 'setLine', line: id, fields: { alternativeTo: line.id } },
        ],
        `alternative to ${name(line)}`,
      )
    },
    takeAlternative(line: QuoteLine): void {
      store.change([{ type: 'takeAlternative', line: line.id }], `${name(line)} taken instead`)
    },
    cancel(line: QuoteLine, cancelled: boolean): void {
      const status = cancelled ? 'CANCELLED' : 'PENDING'
      const words = cancelled ? `${name(line)} cancelled` : `${name(line)} no longer cancelled`
      store.change([{ type: 'setLine', line: line.id, fields: { status } }], words)
    },
    setOptional(line: QuoteLine, optional: boolean): void {
      const words = optional ? `${name(line)} made optional` : `${name(line)} no longer optional`
      store.change([{ type: 'setLine', line: line.id, fields: { optional } }], words)
    },
  }
}

/** True where there is something to choose without a configurator: a variant, or what a bundle holds. */
export function isComposed(line: QuoteLine, lines: readonly QuoteLine[]): boolean {
  if (line.configurable || isPart(line)) return false
  return line.variant !== undefined || lines.some((each) => each.parent === line.id)
}

/** True for a line that a configuration brought along: it changes with its parent, not by itself. */
export function isPart(line: QuoteLine): boolean {
  return line.variable !== undefined || line.parent !== undefined
}
