import type { Quote, QuoteChanges, QuoteLine } from '../../../contract/quotes.ts'

/**
 * The quote with what became of it; lines that did not change stay the same objects. Undefined where the changes are of
 * another version, older than what is known (an answer that was lost and came again), or name lines that were never seen:
 * then all of it has to be read.
 */
export function withChanges(known: Quote, changes: QuoteChanges): Quote | undefined {
  const { since, changed, lineOrder, ...rest } = changes
  if (rest.version !== known.version || rest.seq < known.seq || since > known.seq) return undefined
  const fresh = new Map(changed.map((line) => [line.id as string, line]))
  const lines = lineOrder ? placed(lineOrder, known.lines, fresh) : replaced(known.lines, fresh)
  return lines && { ...rest, lines }
}

function replaced(lines: QuoteLine[], fresh: Map<string, QuoteLine>): QuoteLine[] {
  return fresh.size === 0 ? lines : lines.map((line) => fresh.get(line.id) ?? line)
}

function placed(order: string[], known: QuoteLine[], fresh: Map<string, QuoteLine>): QuoteLine[] | undefined {
  const old = new Map(known.map((line) => [line.id as string, line]))
  const lines: QuoteLine[] = []
  for (const [position, id] of order.entries()) {
    const line = fresh.get(id) ?? old.get(id)
    if (!line) return undefined
    lines.push(line.position === position ? line : { ...line, position })
  }
  return lines
}
