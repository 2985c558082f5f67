import type { LineStatus } from '../../contract/quotes.ts'
import type { PricedLine } from '../../engines/pricer/types.ts'
import type { Tx } from '../platform/index.ts'
import type { Content, Line } from './content.ts'
import type { Head, Version } from './store.ts'

/** Saves the lines that are not as they were, under the quote's seq. Answers the statuses of all. */
export async function saveLines(
  tx: Tx,
  head: Head,
  before: Version,
  content: Content,
  priced: readonly PricedLine[],
): Promise<Map<string, LineStatus>> {
  const { changed, moved, gone } = changedLines(before, content, priced)
  if (gone.length > 0) {
    await tx.query('delete from quote_lines where quote_id = $1 and version = $2 and id = any($3::text[])', [
      head.id,
      head.version,
      gone,
    ])
  }
  if (changed.length > 0) {
    const positions = new Map(content.lines.map((line, position) => [line.id as string, position]))
    await tx.query(
      `insert into quote_lines (quote_id, version, id, position, seq, status, product, net, content, priced)
       select $1, $2, l.id, l.position, $4, l.status, l.product, l.net, l.content, l.priced from ${lineRows('$3')}
       on conflict (quote_id, version, id) do update set position = excluded.position, seq = excluded.seq,
         status = excluded.status, product = excluded.product, net = excluded.net, content = excluded.content,
         priced = excluded.priced`,
      [head.id, head.version, linesJson(changed, priced, positions), head.seq],
    )
  }
  if (moved.length > 0) {
    await tx.query(
      `update quote_lines q set position = m.position from jsonb_to_recordset($3::jsonb) as m(id text, position int)
       where q.quote_id = $1 and q.version = $2 and q.id = m.id`,
      [head.id, head.version, JSON.stringify(moved)],
    )
  }
  if (!sameOrder(before.content.lines, content.lines)) {
    await tx.query('update quote_versions set order_seq = $3 where quote_id = $1 and version = $2', [
      head.id,
      head.version,
      head.seq,
    ])
  }
  return statusesAfter(before, changed, gone, priced)
}

function statusesAfter(
  before: Version,
  changed: readonly Line[],
  gone: readonly string[],
  priced: readonly PricedLine[],
): Map<string, LineStatus> {
  const statuses = new Map(before.lineStatuses)
  const made = new Map(changed.length > 0 ? priced.map((line) => [line.id, line]) : [])
  for (const id of gone) statuses.delete(id)
  for (const line of changed) statuses.set(line.id, lineStatusOf(line, made.get(line.id)))
  return statuses
}

/** A line has a price, or a configuration at least; what people decided about it stands above both. */
export function lineStatusOf(line: Line, priced: PricedLine | undefined): LineStatus {
  if (line.verdict) return line.verdict
  if (line.included || priced?.steps.some((step) => step.step === 'extend')) return 'PRICED'
  return line.decisions && !line.configurationIssues ? 'CONFIGURED' : 'PENDING'
}

export const lineRows = (placeholder: string) =>
  `json_to_recordset(${placeholder}::json)
     as l(id text, position int, status text, product text, net numeric, content json, priced json)`

export function linesJson(
  lines: readonly Line[],
  priced: readonly PricedLine[],
  positions?: Map<string, number>,
): string {
  const byId = new Map(priced.map((line) => [line.id, line]))
  return JSON.stringify(
    lines.map((line, index) => {
      const made = byId.get(line.id)
      return {
        id: line.id,
        position: positions?.get(line.id) ?? index,
        status: lineStatusOf(line, made),
        product: line.product,
        net: made?.net,
        content: line,
        priced: made,
      }
    }),
  )
}

/** Where the pricer says of a line what it said before, it gives the same object back. */
function changedLines(before: Version, content: Content, priced: readonly PricedLine[]) {
  const old = new Map(before.content.lines.map((line, position) => [line.id as string, { line, position }]))
  const oldPriced = new Map(before.priced.lines.map((line) => [line.id, line]))
  const newPriced = new Map(priced.map((line) => [line.id, line]))
  const changed: Line[] = []
  const moved: { id: string; position: number }[] = []
  content.lines.forEach((line, position) => {
    const was = old.get(line.id)
    old.delete(line.id)
    const same = was && isSame(was.line, line) && isSame(oldPriced.get(line.id), newPriced.get(line.id))
    if (!same) changed.push(line)
    else if (was.position !== position) moved.push({ id: line.id, position })
  })
  return { changed, moved, gone: [...old.keys()] }
}

function isSame(a: object | undefined, b: object | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function sameOrder(before: readonly Line[], after: readonly Line[]): boolean {
  return before.length === after.length && before.every((line, place) => line.id === after[place]?.id)
}
