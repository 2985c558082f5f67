import type { Quote } from '../../../contract/quotes.ts'
import { type Rows, rowsOf } from './rows.ts'

type Shown = Pick<Quote, 'lines' | 'groups'>
type Former = { quote: Shown; folded: ReadonlySet<string>; rows: Rows }

/**
 * Makes rows of one state of a quote after the other. Where lines only say something else, and none came, went or moved,
 * theirs are the only rows that are made anew: typing into ten thousand lines costs what typing into ten does.
 */
export function rowMaker() {
  let former: Former | undefined
  return (quote: Shown, folded: ReadonlySet<string>): Rows => {
    const rows = (former && patched(former, quote, folded)) ?? rowsOf(quote, folded)
    former = { quote, folded, rows }
    return rows
  }
}

function patched({ quote: before, folded: was, rows }: Former, quote: Shown, folded: ReadonlySet<string>) {
  // What is folded shows the sum of what it hides.
  if (was !== folded || folded.size > 0) return undefined
  if (before.groups !== quote.groups || before.lines.length !== quote.lines.length) return undefined
  let list: Rows['list'] | undefined
  for (const [at, line] of quote.lines.entries()) {
    const old = before.lines[at]
    if (old === line) continue
    if (old?.id !== line.id || old.parent !== line.parent || old.group !== line.group) return undefined
    const place = rows.placeOf.get(line.id)
    const row = place === undefined ? undefined : rows.list[place]
    if (place === undefined || row?.kind !== 'line') return undefined
    list ??= rows.list.slice()
    list[place] = { ...row, line }
  }
  return list ? { list, placeOf: rows.placeOf } : rows
}
