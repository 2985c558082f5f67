import {
  add,
  compare,
  type Exact,
  exact,
  isZero,
  negate,
  parseExact,
  roundToStep,
  subtract,
  toPlaces,
  toText,
  zero,
} from '../../money/index.ts'
import type { Priced, PricedLine, Step } from '../types.ts'
import { evaluateFormula } from './formula.ts'

export type Difference = { path: string[]; stored: string; replayed: string }

export type Replay = {
  /** Whether every amount follows from the steps that are said to have made it. */
  same: boolean
  differences: Difference[]
  /** The amounts as the steps give them. */
  lines: Record<string, { gross: string; lineDiscount: string; quoteDiscount: string; amount: string }>
  totals: {
    subtotal: string
    lineDiscount: string
    quoteDiscount: string
    net: string
    tax: string
    total: string
    payable: string
  }
}

/**
 * Does the arithmetic of a trace again, step by step, without the request, the context or the engine that made it: what
 * each step says it read and did must give what it says came out, each step must begin where the one before ended, and
 * the sums must be the totals.
 */
export function replay(priced: Priced): Replay {
  const work = new Replaying(priced)
  const shares = work.quoteShares()
  const lines: Replay['lines'] = {}
  for (const line of priced.lines) lines[line.id] = work.line(line, shares.get(line.id) ?? zero)
  for (const charge of priced.charges) work.charge(charge)
  work.steps(
    ['steps'],
    priced.steps.filter((step) => step.step !== 'quoteDiscount'),
  )
  const totals = work.totals()
  return { same: work.differences.length === 0, differences: work.differences, lines, totals }
}

class Replaying {
  readonly differences: Difference[] = []
  readonly #priced: Priced
  readonly #places: number

  constructor(priced: Priced) {
    this.#priced = priced
    const { total } = priced.totals
    const point = total.indexOf('.')
    this.#places = point < 0 ? 0 : total.length - point - 1
  }

  /** What each line bears of the quote's discounts, from the steps that shared them out. */
  quoteShares(): Map<string, Exact> {
    const shares = new Map<string, Exact>()
    this.#priced.steps.forEach((step, index) => {
      if (step.step !== 'quoteDiscount' || step.rejected) return
      const path = ['steps', String(index)]
      this.steps(path, [step])
      const discount = number(step.out.discount)
      let sum = zero
      for (const part of step.parts ?? []) {
        const share = isNegative(discount) ? negate(number(part.share)) : number(part.share)
        sum = add(sum, share)
        shares.set(part.line as string, add(shares.get(part.line as string) ?? zero, share))
      }
      this.#expect([...path, 'out', 'discount'], step.out.discount, sum)
    })
    return shares
  }

  line(line: PricedLine, share: Exact): Replay['lines'][string] {
    const path = ['lines', line.id]
    const taken = line.steps.filter((step) => !step.rejected)
    this.steps([...path, 'steps'], taken)
    let running: Exact | undefined
    let gross = zero
    let amount = zero
    taken.forEach((step, index) => {
      const at = [...path, 'steps', String(index)]
      const begins =
        step.in.running ?? (step.step === 'extend' ? (step.in.unitPrice ?? step.in.amount) : undefined)
      // The unit price may be rounded before it is multiplied, and says so.
      const roundedFirst = step.step === 'extend' && step.because.length > 1
      if (begins !== undefined && running && !roundedFirst) this.#expect([...at, 'in'], begins, running)
      if (step.step === 'extend') {
        gross = number(step.out.gross)
        running = isNegative(gross) ? negate(gross) : gross
        amount = running
      } else if (step.out.running !== undefined) {
        running = number(step.out.running)
        amount = running
      } else if (step.step === 'quantityModel') running = number(step.out.amount ?? step.out.unitPrice)
    })
    if (isNegative(gross)) amount = negate(amount)
    const lineDiscount = subtract(gross, amount)
    const left = subtract(amount, share)
    this.#expect([...path, 'gross'], line.gross, gross)
    this.#expect([...path, 'lineDiscount'], line.lineDiscount, lineDiscount)
    this.#expect([...path, 'quoteDiscount'], line.quoteDiscount, share)
    this.#expect([...path, 'amount'], line.amount, left)
    this.#expect([...path, 'total'], line.total, add(number(line.net), number(line.tax)))
    return {
      gross: this.#text(gross),
      lineDiscount: this.#text(lineDiscount),
      quoteDiscount: this.#text(share),
      amount: this.#text(left),
    }
  }

  charge(charge: Priced['charges'][number]): void {
    const path = ['charges', charge.code]
    this.steps([...path, 'steps'], charge.steps)
    this.#expect([...path, 'amount'], charge.amount, number(charge.steps[0]?.out.charge))
    this.#expect([...path, 'total'], charge.total, add(number(charge.net), number(charge.tax)))
  }

  /** Each step by itself: its formula, its parts, its rounding. */
  steps(path: string[], steps: readonly Step[]): void {
    steps.forEach((step, index) => {
      if (step.rejected) return
      const at = [...path, String(index)]
      let value = step.exact === undefined ? undefined : number(step.exact)
      if (step.formula !== undefined) {
        const again = evaluateFormula(step.formula, step.in)
        if (!again)
          this.differences.push({ path: [...at, 'formula'], stored: step.formula, replayed: 'not readable' })
        else if (step.exact !== undefined) this.#expect([...at, 'exact'], step.exact, again)
        value = again ?? value
      }
      if (value && step.rounded !== undefined && step.rounding) {
        const size = exact(step.rounding.step)
        const start = step.rounding.of === 'AMOUNT' ? number(step.in.running) : undefined
        const again = start
          ? subtract(start, roundToStep(subtract(start, value), size, step.rounding.mode))
          : roundToStep(value, size, step.rounding.mode)
        this.#expect([...at, 'rounded'], step.rounded, again)
      }
    })
  }

  totals(): Replay['totals'] {
    const { lines, charges, taxes, totals } = this.#priced
    const counted = lines.filter((line) => line.counted)
    const goods = counted.filter((line) => line.role === 'GOODS')
    const net = add(
      sumOf(counted, (line) => line.net),
      sumOf(charges, (charge) => charge.net),
    )
    const tax = sumOf(taxes, (group) => group.amount)
    const shown = add(
      sumOf(counted, (line) => line.tax),
      sumOf(charges, (charge) => charge.tax),
    )
    const total = add(net, tax)
    const payable = subtract(add(total, number(totals.rounding)), number(totals.prepaid))
    const values = {
      subtotal: sumOf(goods, (line) => line.gross),
      lineDiscount: sumOf(counted, (line) => line.lineDiscount),
      quoteDiscount: sumOf(counted, (line) => line.quoteDiscount),
      net,
      tax,
      total,
      payable,
    }
    this.#expect(['taxes'], this.#text(tax), shown)
    for (const [name, value] of Object.entries(values)) {
      this.#expect(['totals', name], totals[name as keyof typeof values], value)
    }
    const texts = Object.entries(values).map(([name, value]) => [name, this.#text(value)])
    return Object.fromEntries(texts) as Replay['totals']
  }

  #expect(path: string[], stored: string | undefined, replayed: Exact): void {
    const value = parseExact(stored)
    if (value && compare(value, replayed) === 0) return
    this.differences.push({ path, stored: stored ?? 'nothing', replayed: toText(replayed) })
  }

  #text(value: Exact): string {
    return toPlaces(value, this.#places)
  }
}

function sumOf<T>(values: readonly T[], of: (value: T) => string): Exact {
  return values.reduce((sum, value) => add(sum, number(of(value))), zero)
}

function number(text: string | undefined): Exact {
  return parseExact(text) ?? zero
}

function isNegative(value: Exact): boolean {
  return !isZero(value) && value.n < 0n
}
