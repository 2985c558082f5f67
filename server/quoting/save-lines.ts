import type { LineStatus } from '../../contract/quotes.ts'
import type { Step } from '../../engines/pricer/types.ts'
import type { Tx } from '../platform/index.ts'
import { amountsByLine, type LineAmounts, withoutSteps } from './amounts.ts'
import type { Content, Line } from './content.ts'
import type { LineStatuses } from './line-statuses.ts'
import { pairLines } from './pair-lines.ts'
import type { Places } from './patch.ts'
import { gap, positionsOf } from './place-lines.ts'
import { sealLine } from './sealed-quotes.ts'
import type { Head, Version } from './store.ts'

type Placed = { line: Line; position: number; made: LineAmounts | undefined }

/** Saves the lines that are not as they were, under the quote's seq. Answers the statuses of all. */
export async function saveLines(
  tx: Tx,
  head: Head,
  before: Version,
  content: Content,
  priced: readonly LineAmounts[],
  places: Places,
): Promise<LineStatuses> {
  const { changed, gone } = changedLines(before, content, priced)
  const positions = await positionsOf(tx, head, content.lines, places)
  if (gone.length > 0) {
    await tx.query('delete from quote_lines where quote_id = $1 and version = $2 and id = any($3::text[])', [
      head.id,
      head.version,
      gone,
    ])
  }
  if (changed.length > 0) {
    await tx.query(
      `insert into quote_lines (quote_id, version, id, position, seq, status, product, net, content, priced)
       select $1, $2, l.id, l.position, $4, l.status, l.product, l.net, l.content, l.priced from ${lineRows('$3')}
       on conflict (quote_id, version, id) do update set seq = excluded.seq, status = excluded.status,
         product = excluded.product, net = excluded.net, content = excluded.content, priced = excluded.priced`,
      [head.id, head.version, rowsJson(tx, head, changed), head.seq],
    )
  }
  const placed = positions ?? new Map(content.lines.map((line, place) => [line.id as string, place * gap]))
  if (placed.size > 0) {
    await tx.query(
      `update quote_lines q set position = p.position from unnest($3::text[], $4::int[]) as p(id, position)
       where q.quote_id = $1 and q.version = $2 and q.id = p.id`,
      [head.id, head.version, [...placed.keys()], [...placed.values()]],
    )
  }
  if (places.length > 0 || gone.length > 0) {
    await tx.query('update quote_versions set order_seq = $3 where quote_id = $1 and version = $2', [
      head.id,
      head.version,
      head.seq,
    ])
  }
  return before.lineStatuses.with(
    changed.map(({ line, made }) => [line.id, lineStatusOf(line, made)] as const),
  )
}

/** A line has a price, or a configuration at least; what people decided about it stands above both. */
export function lineStatusOf(line: Line, priced: LineAmounts | undefined): LineStatus {
  if (line.verdict) return line.verdict
  if (line.included || (priced && isPriced(priced))) return 'PRICED'
  return line.decisions && !line.configurationIssues ? 'CONFIGURED' : 'PENDING'
}

/** What counts has a price; of options and estimates the steps say whether one was found. */
function isPriced(made: LineAmounts & { steps?: Step[] }): boolean {
  return made.counted || (made.steps?.some((step) => step.step === 'extend') ?? made.price !== undefined)
}

export const lineRows = (placeholder: string) =>
  `json_to_recordset(${placeholder}::json)
     as l(id text, position int, status text, product text, net numeric, content json, priced json)`

export function linesJson(
  tx: Tx,
  head: Head,
  lines: readonly Line[],
  priced: readonly LineAmounts[],
): string {
  const amountsOf = amountsByLine(priced)
  return rowsJson(
    tx,
    head,
    lines.map((line, position) => ({ line, position, made: amountsOf(line.id, position) })),
  )
}

function rowsJson(tx: Tx, head: Head, lines: readonly Placed[]): string {
  return JSON.stringify(
    lines.map(({ line, position, made }) => ({
      id: line.id,
      position: position * gap,
      status: lineStatusOf(line, made),
      product: line.product,
      net: made?.net,
      content: line,
      priced: made && sealLine(tx, head.id, withoutSteps(made)),
    })),
  )
}

/** Where the pricer says of a line what it said before, it gives the same object back. */
function changedLines(before: Version, content: Content, priced: readonly LineAmounts[]) {
  const wasMade = amountsByLine(before.priced.lines)
  const isMade = amountsByLine(priced)
  const { pairs, gone } = pairLines(before.content.lines, content.lines)
  const changed: Placed[] = []
  for (const { line, place, former, formerPlace } of pairs) {
    const made = isMade(line.id, place)
    const same = former && isSame(former, line) && isSame(wasMade(former.id, formerPlace ?? place), made)
    if (!same) changed.push({ line, position: place, made })
  }
  return { changed, gone: gone.map((line) => line.id) }
}

function isSame(a: object | undefined, b: object | undefined): boolean {
  if (a === b) return true
  return (
    a !== undefined && b !== undefined && JSON.stringify(withoutSteps(a)) === JSON.stringify(withoutSteps(b))
  )
}
