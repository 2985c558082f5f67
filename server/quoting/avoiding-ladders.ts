import type { Command } from '../../contract/quotes.ts'
import { compare, divide, exact, multiply, round, subtract, toPlaces } from '../../engines/money/index.ts'
import type { ManualDiscount, Priced } from '../../engines/pricer/types.ts'
import type { Around } from './approval-facts.ts'
import { daysToPay } from './approval-facts.ts'
import type { Content, Line } from './content.ts'

/** One way of asking for less, from the smallest step (1) to all of it (`rungs`), as commands. */
export type Ladder = {
  /** What it changes: the same for all its rungs. */
  what: string
  rungs: number
  commands(rung: number): Command[]
  words(rung: number): string
}

type Given = { around: Pick<Around, 'customer'>; coarse: boolean }
const mostLadders = 60

/** All ways that this quote offers of asking for less, those that weigh most first. */
export function laddersOf(content: Content, priced: Priced, { around, coarse }: Given): Ladder[] {
  const made = new Map(priced.lines.map((line) => [line.id, line]))
  const weight = (line: Line) => exact(made.get(line.id)?.discount ?? '0')
  const heavy = [...content.lines].sort((a, b) => compare(weight(b), weight(a)))
  const places = (priced.totals.total.split('.')[1] ?? '').length
  const step = coarse ? '1' : '0.1'
  return [
    ...content.manualDiscounts.map((discount) =>
      less(discount, undefined, 'Discount on the quote', step, places),
    ),
    ...everyDiscountLess(content, step),
    ...content.discountCodes.map((code) => withoutCode(code)),
    ...heavy.flatMap((line) => [
      ...line.manualDiscounts.map((discount) =>
        less(discount, line.id, `Discount on ${line.productName}`, step, places),
      ),
      ...line.discountCodes.map((code) => withoutCode(code, line)),
      ...(line.unitPriceOverride ? [nearerToList(line, made.get(line.id)?.listUnitPrice)] : []),
    ]),
    ...payment(content, around.customer?.paymentTerms),
    ...dropped(content),
    ...otherTerm(content),
    ...content.lines.filter((line) => !line.parent).flatMap((line) => fewer(line)),
  ]
    .filter((ladder) => ladder.rungs > 0)
    .slice(0, mostLadders)
}

function less(
  discount: ManualDiscount,
  line: Line['id'] | undefined,
  what: string,
  step: string,
  places: number,
): Ladder {
  const percent = discount.type === 'PERCENTAGE'
  const grid = percent ? exact(step) : round(divide(exact(discount.value), exact('100')), places)
  const usable = compare(grid, exact('0')) > 0 ? grid : exact(percent ? step : '1')
  const rungs = rungsOf(discount.value, usable)
  const value = (rung: number) =>
    rung >= rungs
      ? '0'
      : trimmed(
          toPlaces(
            subtract(exact(discount.value), multiply(usable, exact(String(rung)))),
            percent ? 2 : places,
          ),
        )
  const unit = percent ? ' %' : ''
  return {
    what: `${what} ${discount.id}`,
    rungs,
    commands: (rung) => [reduced(discount, line, value(rung))],
    words: (rung) =>
      value(rung) === '0'
        ? `${what}: leave out the ${trimmed(discount.value)}${unit}`
        : `${what}: ${trimmed(discount.value)}${unit} → ${value(rung)}${unit}`,
  }
}

/** The same percentage points less on every manual discount there is. */
function everyDiscountLess(content: Content, step: string): Ladder[] {
  const all = [
    ...content.manualDiscounts.map((discount) => ({ discount, line: undefined as Line['id'] | undefined })),
    ...content.lines.flatMap((line) => line.manualDiscounts.map((discount) => ({ discount, line: line.id }))),
  ].filter(({ discount }) => discount.type === 'PERCENTAGE')
  if (all.length < 2 || all.length > 200) return []
  const highest =
    all.map(({ discount }) => discount.value).sort((a, b) => compare(exact(b), exact(a)))[0] ?? '0'
  const points = (rung: number) => multiply(exact(step), exact(String(rung)))
  return [
    {
      what: 'every discount',
      rungs: rungsOf(highest, exact(step)),
      commands: (rung) =>
        all.map(({ discount, line }) => {
          const rest = subtract(exact(discount.value), points(rung))
          return reduced(discount, line, compare(rest, exact('0')) <= 0 ? '0' : trimmed(toPlaces(rest, 2)))
        }),
      words: (rung) => `Every discount: ${trimmed(toPlaces(points(rung), 2))} points less`,
    },
  ]
}

function reduced(discount: ManualDiscount, line: Line['id'] | undefined, value: string): Command {
  const where = line ? { line } : {}
  if (value === '0') return { type: 'removeDiscount', ...where, discount: discount.id }
  const { id, type, reason, per } = discount
  return {
    type: 'applyDiscount',
    ...where,
    // As the quote holds it, which is how the contract writes it.
    discount: { id, type, value, reason, ...(per && type === 'FIXED_AMOUNT' && { per }) } as never,
  }
}

function withoutCode(code: string, line?: Line): Ladder {
  return single(`Without the code ${code}${line ? ` on ${line.productName}` : ''}`, {
    type: 'removeDiscount',
    ...(line && { line: line.id }),
    discount: code,
  })
}

/** A price set by hand moves towards the list price, in hundredths of the way. */
function nearerToList(line: Line, list: string | undefined): Ladder {
  const { unitPriceOverride: set, id } = line
  const what = `Price of ${line.productName}`
  const back: Command = { type: 'setLine', line: id, fields: { unitPriceOverride: null } }
  if (!set || list === undefined || compare(exact(list), exact(set.value)) <= 0) {
    return single(`${what}: as the price list says`, back)
  }
  const places = Math.max(2, (list.split('.')[1] ?? '').length)
  const way = subtract(exact(list), exact(set.value))
  const value = (rung: number) => {
    const gone = divide(multiply(way, exact(String(rung))), exact('100'))
    return toPlaces(subtract(exact(set.value), subtract(exact('0'), round(gone, places))), places)
  }
  return {
    what: `${what} ${id}`,
    rungs: 100,
    commands: (rung) => [
      rung >= 100
        ? back
        : {
            type: 'setLine',
            line: id,
            fields: { unitPriceOverride: { value: value(rung), reason: set.reason } },
          },
    ],
    words: (rung) =>
      rung >= 100 ? `${what}: as the price list says` : `${what}: ${set.value} → ${value(rung)}`,
  }
}

/** The customer's own payment terms, or a shorter time in the same words. */
function payment(content: Content, own: string | undefined): Ladder[] {
  const terms = content.paymentTerms
  if (!terms) return []
  const set = (paymentTerms: string | null): Command => ({ type: 'setQuote', fields: { paymentTerms } })
  const days = Number(daysToPay(terms) ?? 0)
  const shorter = (rung: number) => `${Math.max(0, days - rung * 5)} days net`
  return [
    ...(own && own !== terms
      ? [single(`Payment terms: ${terms} → ${own}, as agreed with the customer`, set(own))]
      : []),
    ...(days > 5
      ? [
          {
            what: 'payment days',
            rungs: Math.floor(days / 5),
            commands: (rung: number) => [set(shorter(rung))],
            words: (rung: number) => `Payment terms: ${terms} → ${shorter(rung)}`,
          },
        ]
      : []),
  ]
}

/** What can be left out altogether. */
function dropped(content: Content): Ladder[] {
  const leave = (words: string, fields: Extract<Command, { type: 'setQuote' }>['fields']) =>
    single(words, { type: 'setQuote', fields })
  return [
    ...(content.terms ? [leave('Drop the terms of their own', { terms: null })] : []),
    ...(content.notes ? [leave('Leave the notes out', { notes: null })] : []),
    ...(content.shipping?.amount !== undefined
      ? [
          leave('Shipping as calculated', {
            shipping: content.shipping.method ? { method: content.shipping.method } : null,
          }),
        ]
      : []),
  ]
}

/** A shorter term, and a longer one: which of them a policy minds is not known here. */
function otherTerm({ term }: Content): Ladder[] {
  const months = term?.months
  if (!term || months === undefined) return []
  const to = (next: number): Command[] => {
    const { end: _, ...kept } = term
    return [{ type: 'setQuote', fields: { term: { ...kept, months: next } as never } }]
  }
  const ladder = (way: 1 | -1, rungs: number): Ladder => ({
    what: `term ${way}`,
    rungs,
    commands: (rung) => to(months + way * rung),
    words: (rung) => `Term: ${months} → ${months + way * rung} months`,
  })
  return [ladder(-1, months - 1), ladder(1, Math.max(0, 60 - months))]
}

/** Fewer of a product, down to none. */
function fewer(line: Line): Ladder[] {
  const whole = Math.floor(Number(line.quantity))
  const out: Command = { type: 'removeLine', line: line.id }
  if (!(whole > 1) || String(whole) !== trimmed(line.quantity))
    return [single(`Leave out ${line.productName}`, out)]
  return [
    {
      what: `quantity ${line.id}`,
      rungs: whole,
      commands: (rung) => [
        rung >= whole ? out : { type: 'setQuantity', line: line.id, quantity: String(whole - rung) },
      ],
      words: (rung) =>
        rung >= whole
          ? `Leave out ${line.productName}`
          : `Quantity of ${line.productName}: ${whole} → ${whole - rung}`,
    },
  ]
}

function single(words: string, command: Command): Ladder {
  return { what: words, rungs: 1, commands: () => [command], words: () => words }
}

function rungsOf(value: string, step: ReturnType<typeof exact>): number {
  const rungs = divide(exact(value), step)
  return Math.min(1000, Math.ceil(Number(toPlaces(round(rungs, 6), 6))))
}

function trimmed(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value
}
