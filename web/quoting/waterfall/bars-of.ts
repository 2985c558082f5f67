import type { z } from 'zod'
import type { waterfallRow } from '../../../contract/quotes.ts'

export type WaterfallRow = z.infer<typeof waterfallRow>
/** Where a bar begins and ends, as parts of the chart's width. */
export type Span = { from: number; to: number; tone: 'total' | 'up' | 'down' | 'neutral' }

/**
 * Places the rows of a waterfall side by side. Positions on the screen are the one thing computed in floats here: they
 * are pixels, the amounts beside them are the text the server sent.
 */
export function spansOf(rows: readonly Pick<WaterfallRow, 'kind' | 'amount' | 'running'>[]): Span[] {
  const running = rows.map((row) => Number(row.running))
  const low = Math.min(0, ...running)
  const high = Math.max(0, ...running)
  const width = high - low || 1
  const at = (value: number) => (value - low) / width
  return rows.map((row, index) => {
    const end = running[index] ?? 0
    if (row.kind !== 'change') return { from: at(0), to: at(end), tone: 'total' }
    const change = Number(row.amount)
    return { from: at(end - change), to: at(end), tone: change < 0 ? 'down' : change > 0 ? 'up' : 'neutral' }
  })
}
