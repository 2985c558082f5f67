import type { Quote } from '../../contract/quotes.ts'
import { Day, Money, Percent } from '../ui/index.ts'
import classes from './decision.module.css'

/** The figures of a deal in one row. The margin is there only for those who may see it. */
export function DecisionFigures({ quote, discountPercent }: { quote: Quote; discountPercent: string }) {
  const { totals, currency } = quote
  return (
    <dl className={classes.figures}>
      <Figure name="Total">
        <Money amount={totals.total} currency={currency} strong />
      </Figure>
      <Figure name="Net">
        <Money amount={totals.net} currency={currency} />
      </Figure>
      <Figure name="Discount">
        <Percent value={discountPercent} places={1} />
      </Figure>
      {totals.marginPercent !== undefined && (
        <Figure name="Margin">
          <Percent value={totals.marginPercent} places={1} />
        </Figure>
      )}
      {quote.term?.months !== undefined && <Figure name="Term">{quote.term.months} months</Figure>}
      {quote.paymentTerms && <Figure name="Payment">{quote.paymentTerms}</Figure>}
      <Figure name="Valid until">
        <Day value={quote.validUntil} />
      </Figure>
    </dl>
  )
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
