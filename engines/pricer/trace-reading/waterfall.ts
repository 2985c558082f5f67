import {
  add,
  divide,
  type Exact,
  multiply,
  parseExact,
  round,
  subtract,
  toPlaces,
  zero,
} from '../../money/index.ts'
import type { Priced, PricedLine, Step } from '../types.ts'

export type WaterfallRow = {
  label: string
  /** What this row changes; of the first and of sums, their own value. */
  amount: string
  /** What there is after it. */
  running: string
  /** 'start' and 'sum' stand on the ground, 'change' hangs in between. */
  kind: 'start' | 'change' | 'sum'
  source?: NonNullable<Step['source']>
  reason: string
}

/** From list to net and to the total, row by row, of one line or of the whole quote: exactly what the steps did. */
export function waterfall(priced: Priced, lineId?: string): WaterfallRow[] {
  if (lineId === undefined) return ofQuote(priced)
  const line = priced.lines.find((each) => each.id === lineId)
  return line ? ofLine(priced, line) : []
}

type Row = { label: string; amount: Exact; source?: Step['source']; reason: string }

function ofLine(priced: Priced, line: PricedLine): WaterfallRow[] {
  const rows = new Rows(priced)
  rows.start('List', number(line.listAmount), reasonOf(line.steps, 'selectPrice'))
  for (const row of lineRows(priced, line)) rows.change(row)
  rows.sum('Net as priced', line.amount)
  for (const tax of line.taxes) {
    if (isIncluded(priced, tax.code)) continue
    rows.change({
      label: `Tax ${tax.code}`,
      amount: number(tax.amount),
      reason: tax.reason ?? `${tax.rate} %`,
    })
  }
  rows.sum('Total', line.total)
  return rows.list
}

/** The same rows of all counted lines, those of one source added up. */
function ofQuote(priced: Priced): WaterfallRow[] {
  const rows = new Rows(priced)
  const { totals } = priced
  const counted = priced.lines.filter((line) => line.counted)
  let list = zero
  const merged = new Map<string, Row>()
  for (const line of counted) {
    list = add(list, number(line.listAmount))
    for (const row of lineRows(priced, line)) {
      const key = `${row.source?.kind}|${row.source?.code ?? row.label}`
      const sum = merged.get(key)
      merged.set(key, sum ? { ...sum, amount: add(sum.amount, row.amount) } : { ...row, reason: row.label })
    }
  }
  rows.start('List', list, counted.length === 1 ? '1 line' : `${counted.length} lines`)
  for (const row of merged.values()) rows.change(row)
  for (const charge of priced.charges) {
    rows.change({
      label: charge.name,
      amount: number(charge.amount),
      reason: charge.steps[0]?.because.join(', ') ?? '',
      source: charge.steps[0]?.source,
    })
  }
  rows.sum('Net as priced')
  for (const group of priced.taxes) {
    if (group.inclusive) continue
    rows.change({
      label: group.name,
      amount: number(group.amount),
      reason: `${group.rate} % of ${group.base}${group.reason ? `, ${group.reason}` : ''}`,
    })
  }
  rows.sum('Total', totals.total)
  if (number(totals.rounding).n !== 0n)
    rows.change({ label: 'Rounding', amount: number(totals.rounding), reason: 'to the step that is paid in' })
  if (number(totals.prepaid).n !== 0n)
    rows.change({ label: 'Prepaid', amount: subtract(zero, number(totals.prepaid)), reason: 'paid already' })
  if (totals.payable !== totals.total) rows.sum('Payable', totals.payable)
  return rows.list
}

/** Rules, discounts and shares of a line as amounts. Prices per unit become amounts by the line's own quantity and term. */
function lineRows(priced: Priced, line: PricedLine): Row[] {
  const rows: Row[] = []
  const places = placesOf(priced)
  const taken = line.steps.filter((step) => !step.rejected)
  const whole = taken.find((step) => step.step === 'extend')
  if (!whole) return rows
  const times = timesOf(whole)
  let running = number(line.listAmount)
  const listBasis = taken.some((step) => step.step === 'quantityModel' && step.out.amount !== undefined)
  const endsAsUnit = whole.in.unitPrice !== undefined
  const rules = taken.filter((step) => step.step === 'priceRule')
  rules.forEach((step, index) => {
    const last = index === rules.length - 1
    // Until a rule sets a unit price, an amount stays an amount: then only the periods multiply it.
    const asUnit = endsAsUnit && (!listBasis || step.in.price !== undefined || last)
    const factor = number(whole.in.factor)
    const value = multiply(number(step.out.running), asUnit ? times : factor)
    const after = last ? number(line.gross) : round(value, places)
    rows.push({
      label: step.source?.name ?? step.source?.code ?? 'Rule',
      amount: subtract(after, running),
      source: step.source,
      reason: step.because.join(', '),
    })
    running = after
  })
  const gross = number(line.gross)
  if (subtract(gross, running).n !== 0n) {
    rows.push({
      label: 'Rounded unit price',
      amount: subtract(gross, running),
      reason: 'the unit price is rounded before it is multiplied',
    })
  }
  const credit = gross.n < 0n
  for (const step of taken) {
    if (step.step !== 'lineDiscount' && step.step !== 'manualDiscount' && step.step !== 'override') continue
    const off =
      step.out.discount === undefined ? subtract(zero, number(step.out.surcharge)) : number(step.out.discount)
    const amount = credit ? off : subtract(zero, off)
    rows.push({
      label: step.source?.name ?? step.source?.code ?? 'Discount',
      amount,
      source: step.source,
      reason: step.because.join(', '),
    })
  }
  for (const share of line.discounts) {
    if (share.scope !== 'QUOTE') continue
    rows.push({
      label: share.name,
      amount: subtract(zero, number(share.amount)),
      source: { kind: 'discount', code: share.code, name: share.name },
      reason: 'share of a discount on the whole quote',
    })
  }
  return rows
}

class Rows {
  readonly list: WaterfallRow[] = []
  #running: Exact = zero
  readonly #places: number

  constructor(priced: Priced) {
    this.#places = placesOf(priced)
  }

  start(label: string, amount: Exact, reason: string): void {
    this.#running = amount
    this.#push(label, amount, 'start', reason, undefined)
  }

  change(row: Row): void {
    if (row.amount.n === 0n) return
    this.#running = add(this.#running, row.amount)
    this.#push(row.label, row.amount, 'change', row.reason, row.source)
  }

  sum(label: string, amount?: string): void {
    if (amount !== undefined) this.#running = number(amount)
    this.#push(label, this.#running, 'sum', '', undefined)
  }

  #push(
    label: string,
    amount: Exact,
    kind: WaterfallRow['kind'],
    reason: string,
    source: Step['source'],
  ): void {
    const row = {
      label,
      amount: toPlaces(amount, this.#places),
      running: toPlaces(this.#running, this.#places),
      kind,
      reason,
    }
    this.list.push(source ? { ...row, source } : row)
  }
}

/** Quantity × periods, over what the price is for. */
function timesOf(extend: Step): Exact {
  const units = number(extend.in.quantity ?? '1')
  const based = extend.in.baseQuantity === undefined ? units : divide(units, number(extend.in.baseQuantity))
  return multiply(based, number(extend.in.factor ?? '1'))
}

function isIncluded(priced: Priced, code: string): boolean {
  return priced.taxes.some((group) => group.code === code && group.inclusive)
}

function reasonOf(steps: readonly Step[], kind: Step['step']): string {
  return steps.find((step) => step.step === kind && !step.rejected)?.because.join(', ') ?? ''
}

function placesOf(priced: Priced): number {
  const point = priced.totals.total.indexOf('.')
  return point < 0 ? 0 : priced.totals.total.length - point - 1
}

function number(text: string | undefined): Exact {
  return parseExact(text) ?? zero
}
