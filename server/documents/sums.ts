import type { Quote } from '../../contract/quotes.ts'
import { add, exact, isZero, negate, subtract, toPlaces } from '../../engines/money/index.ts'
import { filled, type Labels } from './labels.ts'
import { intervalIn } from './sections.ts'
import type { Written } from './written.ts'

export type TotalRow = { label: string; amount: string; kind: 'plain' | 'sum' | 'total' }

/** From what the lines come to down to the total, every step with its own amount. */
export function totalsOf(quote: Quote, labels: Labels, written: Written): TotalRow[] {
  const { totals } = quote
  const plain = (label: string, amount: string): TotalRow => ({
    label,
    amount: written.amount(amount),
    kind: 'plain',
  })
  const places = (totals.total.split('.')[1] ?? '').length
  const goods = toPlaces(subtract(exact(totals.subtotal), exact(totals.lineDiscount)), places)
  const less = (amount: string) => toPlaces(negate(exact(amount)), places)
  const steps = [
    ...quote.quoteDiscounts.map(({ name, amount }) => plain(name, less(amount))),
    ...quote.charges
      .map(({ name, net }) => plain(name, net))
      .filter((row) => row.amount !== written.amount('0')),
  ]
  const rounded = isZero(exact(totals.rounding)) && isZero(exact(totals.prepaid))
  return [
    ...(steps.length > 0 ? [plain(labels.goods, goods)] : []),
    ...steps,
    { label: labels.net, amount: written.amount(totals.net), kind: 'sum' },
    ...quote.taxes.map((tax) =>
      plain(
        filled(labels.taxOn, { name: taxName(tax, written), base: written.amount(tax.base) }),
        tax.amount,
      ),
    ),
    { label: labels.total, amount: written.money(totals.total), kind: 'total' },
    ...(rounded
      ? []
      : [
          plain(labels.rounding, totals.rounding),
          ...(isZero(exact(totals.prepaid)) ? [] : [plain(labels.prepaid, less(totals.prepaid))]),
          { label: labels.payable, amount: written.money(totals.payable), kind: 'total' as const },
        ]),
  ]
}

/** "VAT 19 %": most names say the rate already; a tax that is not charged says nought. */
function taxName({ name, rate }: Quote['taxes'][number], written: Written): string {
  const said = name.replace(/\s*[\d.,]+\s*%$/, '')
  return `${said} ${written.percent(rate)}`
}

/** Where something recurs: what is paid once, what each period, what first, what in all. */
export function glanceOf(quote: Quote, labels: Labels, written: Written): [string, string][] {
  const { totals } = quote
  const periods = Object.entries(totals.perPeriod).filter(([, amount]) => !isZero(exact(amount)))
  if (periods.length === 0) return []
  const first = periods.reduce((sum, [, amount]) => add(sum, exact(amount)), exact(totals.oneTime))
  const places = (totals.total.split('.')[1] ?? '').length
  return [
    [labels.oneTimeOnce, written.money(totals.oneTime)],
    ...periods.map(([interval, amount]): [string, string] => [
      filled(labels.every, { interval: intervalIn(interval.replace(/^1 /, ''), labels, written) }),
      written.money(amount),
    ]),
    [labels.firstPeriod, written.money(toPlaces(first, places))],
    [totals.evergreen === undefined ? labels.tcv : labels.tcvNoEnd, written.money(totals.tcv)],
  ]
}
