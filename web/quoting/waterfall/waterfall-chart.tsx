import { Money } from '../../ui/index.ts'
import { spansOf, type WaterfallRow } from './bars-of.ts'
import css from './waterfall.module.css'

/** From list price to total, a bar for each step with its amount and reason. */
export function WaterfallChart({ rows, currency }: { rows: WaterfallRow[]; currency: string }) {
  const spans = spansOf(rows)
  return (
    <ol className={css.chart} aria-label="From list price to total">
      {rows.map((row, index) => {
        const span = spans[index]
        return (
          <li key={`${index} ${row.label}`} className={css.row} data-kind={row.kind}>
            <div className={css.head}>
              <span className={css.label}>{row.label}</span>
              <span className={css.figure}>
                <Money
                  amount={row.amount}
                  currency={currency}
                  signed={row.kind === 'change'}
                  strong={row.kind !== 'change'}
                />
              </span>
            </div>
            {span && (
              <svg className={css.track} viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  x={Math.min(span.from, span.to) * 1000}
                  width={Math.max(2, Math.abs(span.to - span.from) * 1000)}
                  height="8"
                  data-tone={span.tone}
                />
              </svg>
            )}
            {(row.because.length > 0 || row.source) && (
              <div className={css.why}>
                {row.because.join(', ')}
                {row.source && !row.source.startsWith('manualDiscount ') && (
                  <span className={css.source}>{row.source}</span>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
