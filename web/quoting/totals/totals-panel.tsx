import { Button, UnstyledButton } from '@mantine/core'
import { IconDiscount2 } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { Quote } from '../../../contract/quotes.ts'
import { Money, Percent } from '../../ui/index.ts'
import { useQuote, useQuoteState } from '../store/use-quote.ts'
import { every, isNothing, shareOf } from '../values/format.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './totals.module.css'

/** What the quote comes to; each amount opens the way it came about. */
export function TotalsPanel() {
  const totals = useQuote((quote) => quote.totals)
  const taxes = useQuote((quote) => quote.taxes)
  const currency = useQuote((quote) => quote.currency)
  const saving = useQuoteState((state) => state.waiting > 0)
  const waits = useQuoteState((state) => state.waiting > 0 && !state.priced)
  return (
    <section className={css.panel} aria-label="Totals" aria-busy={saving} data-waits={waits || undefined}>
      <Row name="One-time" amount={totals.oneTime} currency={currency} />
      {Object.entries(totals.perPeriod).map(([interval, amount]) => (
        <Row key={interval} name={capital(every(interval))} amount={amount} currency={currency} />
      ))}
      {!isNothing(totals.usageEstimate) && (
        <Row name="Usage, estimated" amount={totals.usageEstimate} currency={currency} />
      )}
      <hr className={css.rule} />
      <Row name="List" amount={totals.list} currency={currency} muted />
      <Row
        name={
          <>
            Discount{' '}
            {!isNothing(totals.discount) && (
              <span className={css.share}>
                <Percent value={shareOf(totals.discount, totals.list)} />
              </span>
            )}
          </>
        }
        amount={minus(totals.discount)}
        currency={currency}
        muted
      />
      {!isNothing(totals.surcharge) && (
        <Row name="Surcharges" amount={totals.surcharge} currency={currency} muted />
      )}
      {!isNothing(totals.shipping) && (
        <Row name="Shipping" amount={totals.shipping} currency={currency} muted />
      )}
      <Row name="Net" amount={totals.net} currency={currency} />
      {taxes.map((tax) => (
        <Row
          key={`${tax.code} ${tax.region} ${tax.rate}`}
          name={
            <>
              {tax.name}{' '}
              <span className={css.share}>
                {tax.reason ? (
                  tax.reason.toLowerCase().replaceAll('_', ' ')
                ) : (
                  <Rate name={tax.name} rate={tax.rate} />
                )}
              </span>
              {tax.inclusive && <span className={css.share}> included</span>}
            </>
          }
          amount={tax.amount}
          currency={currency}
          muted
        />
      ))}
      {taxes.length === 0 && !isNothing(totals.tax) && (
        <Row name="Tax" amount={totals.tax} currency={currency} muted />
      )}
      <Row name="Total" amount={totals.total} currency={currency} big />
      {totals.payable !== totals.total && <Row name="Payable" amount={totals.payable} currency={currency} />}
      <Recurring totals={totals} currency={currency} />
      <Margin totals={totals} currency={currency} />
      <DiscountsButton />
    </section>
  )
}

function DiscountsButton() {
  const { open, readOnly } = useWorkspace()
  const discounts = useQuote((quote) => quote.discountCodes.length + quote.manualDiscounts.length)
  return (
    <Button
      variant="default"
      fullWidth
      leftSection={<IconDiscount2 size={16} stroke={1.7} />}
      onClick={() => open({ kind: 'discounts' })}
    >
      {readOnly === undefined ? 'Discounts' : 'See discounts'}
      {discounts > 0 && ` (${discounts})`}
    </Button>
  )
}

/** The rate, unless the name of the tax says it already. */
function Rate({ name, rate }: { name: string; rate: string }) {
  return new RegExp(`(^|[^\\d.,])${rate.replace('.', '[.,]')} ?%`).test(name) ? null : (
    <Percent value={rate} />
  )
}

/** What stays over time, where something recurs. */
function Recurring({ totals, currency }: { totals: Quote['totals']; currency: string }) {
  if (isNothing(totals.recurring) && isNothing(totals.mrr)) return null
  const figures = [
    ['MRR', totals.mrr, 'Monthly recurring revenue'],
    ['ARR', totals.arr, 'Annual recurring revenue'],
    ['TCV', totals.tcv, 'Total contract value'],
  ] as const
  const { evergreen } = totals
  return (
    <>
      <dl className={css.figures}>
        {figures.map(([name, amount, title]) => (
          <div key={name} title={title}>
            <dt>
              <abbr title={title}>{name}</abbr>
            </dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      {evergreen !== undefined && (
        <p className={css.evergreen}>
          Twelve months are counted of what has no end: <Money amount={evergreen} currency={currency} />
        </p>
      )}
    </>
  )
}

/** What the quote leaves; who sees but its cost is told that. */
function Margin({
  totals: { cost, margin, marginPercent },
  currency,
}: {
  totals: Quote['totals']
  currency: string
}) {
  if (margin === undefined)
    return cost === undefined ? null : <Figure name="Cost" amount={cost} currency={currency} />
  return (
    <Figure name="Margin" amount={margin} currency={currency}>
      {marginPercent !== undefined && (
        <span className={css.share}>
          {' '}
          <Percent value={marginPercent} places={1} />
        </span>
      )}
    </Figure>
  )
}

type FigureProps = { name: string; amount: string; currency: string; children?: ReactNode }

function Figure({ name, amount, currency, children }: FigureProps) {
  return (
    <div className={css.margin} data-low={amount.startsWith('-') || undefined}>
      <span>{name}</span>
      <span>
        <Money amount={amount} currency={currency} />
        {children}
      </span>
    </div>
  )
}

type RowProps = { name: ReactNode; amount: string; currency: string; muted?: boolean; big?: boolean }

/** Drawn again only when it says something else. */
const Row = memo(function Row({ name, amount, currency, muted, big }: RowProps) {
  const { open } = useWorkspace()
  return (
    <UnstyledButton
      className={css.row}
      data-muted={muted || undefined}
      data-big={big || undefined}
      title="How this came about"
      onClick={() => open({ kind: 'waterfall' })}
    >
      <span className={css.name}>{name}</span>
      <Money amount={amount} currency={currency} />
    </UnstyledButton>
  )
})

function minus(amount: string): string {
  return isNothing(amount) || amount.startsWith('-') ? amount : `-${amount}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
