import type { Priced, PricedLine, Step } from '../types.ts'
import { formulaInNumbers } from './formula.ts'

export type Explanation = {
  /** The amount that is explained. */
  amount: string
  /** Sentences a rep can read to a customer, in the order things happened. */
  rep: string[]
  /** What was looked at and not taken, each with its reason. */
  notApplied: string[]
  /** The same for an auditor: formulas with numbers, sources with revisions, rounding points. */
  auditor: string
}

/**
 * Why an amount is what it is, read off the steps that made it. Paths are those of the result: ["lines", "L1", "net"],
 * ["totals", "tax"], ["taxes", "VAT"], ["charges", "SHIP"].
 */
export function explain(priced: Priced, path: readonly string[]): Explanation | undefined {
  const [part, id, field] = path
  if (part === 'lines' && id !== undefined) {
    const line = priced.lines.find((each) => each.id === id)
    return line && explainLine(priced, line, field ?? 'net')
  }
  if (part === 'charges') {
    const charge = priced.charges.find((each) => each.code === id)
    return charge && told(priced, charge.amount, charge.steps)
  }
  if (part === 'taxes') {
    const group = priced.taxes.find((each) => each.code === id)
    const steps = priced.steps.filter((step) => step.step === 'tax' && step.source?.code === id)
    return group && told(priced, group.amount, steps)
  }
  if (part === 'totals') return explainTotal(priced, id ?? 'total')
  return undefined
}

/** Steps that have a part in a field of a line. */
const partOf: Record<string, readonly Step['step'][]> = {
  listUnitPrice: ['selectPrice', 'convert', 'quantityModel', 'adders'],
  unitPrice: ['selectPrice', 'convert', 'quantityModel', 'adders', 'priceRule'],
  factor: ['term'],
  lineDiscount: ['lineDiscount', 'manualDiscount', 'override'],
}
const upToGross: readonly Step['step'][] = [
  'selectPrice',
  'convert',
  'quantityModel',
  'adders',
  'priceRule',
  'term',
  'extend',
]

function explainLine(priced: Priced, line: PricedLine, field: string): Explanation {
  const wanted = field === 'gross' ? upToGross : partOf[field]
  const steps = wanted ? line.steps.filter((step) => wanted.includes(step.step)) : line.steps
  const value = (line as unknown as Record<string, unknown>)[field]
  const amount = typeof value === 'string' ? value : line.net
  const shared = wanted ? [] : priced.steps.filter((step) => step.step === 'quoteDiscount' && !step.rejected)
  const result = told(priced, amount, steps)
  for (const step of shared) {
    const part = step.parts?.find((each) => each.line === line.id)
    if (!part) continue
    result.rep.push(
      `${firstUpper(step.because[0] ?? 'A discount of the quote')}; this line bears ${part.share} ${priced.currency} of it.`,
    )
    result.auditor += `; R4 ${step.source?.code}: ${part.weight} of ${step.in.running} bears ${part.share}`
  }
  if (!wanted && line.taxes.length > 0 && field !== 'net') {
    for (const tax of line.taxes) {
      const reason = tax.reason ? ` (${tax.reason})` : ''
      result.rep.push(`Tax ${tax.code} of ${tax.rate} %${reason} is ${tax.amount} ${priced.currency}.`)
      result.auditor += `; R6 ${tax.code}: share ${tax.amount}`
    }
  }
  return result
}

function explainTotal(priced: Priced, field: string): Explanation | undefined {
  const { totals } = priced
  const value = (totals as unknown as Record<string, unknown>)[field]
  if (typeof value !== 'string') return undefined
  const kinds: Record<string, Step['step'][]> = {
    quoteDiscount: ['quoteDiscount'],
    surcharge: ['surcharge'],
    shipping: ['shipping'],
    tax: ['tax'],
    payable: ['payable'],
    rounding: ['payable'],
    margin: ['judge'],
    cost: ['judge'],
  }
  const wanted = kinds[field]
  const steps = priced.steps.filter((step) => (wanted ? wanted.includes(step.step) : true))
  const result = told(priced, value, steps)
  if (field === 'total') {
    result.rep.unshift(
      `The goods are ${totals.subtotal} ${priced.currency}; discounts take ${totals.discount} off.`,
      `Surcharges are ${totals.surcharge}, shipping is ${totals.shipping} and tax is ${totals.tax} ${priced.currency}.`,
    )
  }
  return result
}

function told(priced: Priced, amount: string, steps: readonly Step[]): Explanation {
  const taken = steps.filter((step) => !step.rejected)
  const rejected = steps.filter((step) => step.rejected)
  return {
    amount,
    rep: taken.map((step) => repSentence(step, priced.currency)),
    notApplied: rejected.map(
      (step) =>
        `${step.source?.name ?? step.source?.code ?? 'A candidate'} does not apply: ${step.because.join('; ')}.`,
    ),
    auditor: taken.map(auditorPhrase).join('; '),
  }
}

function repSentence(step: Step, currency: string): string {
  const reasons = firstUpper(step.because.join(', '))
  switch (step.step) {
    case 'selectPrice': {
      const amount = step.out.unitAmount ?? step.out.flatAmount
      return amount === undefined
        ? `Price from: ${step.because.join(', ')}.`
        : `The price is ${amount} ${step.in.currency ?? currency}, from: ${step.because.join(', ')}.`
    }
    case 'convert':
      return `Converted into ${step.out.currency}${step.out.amount ? `: ${step.out.amount}` : ''}, ${step.because.join(', ')}.`
    case 'quantityModel':
      return step.out.amount === undefined
        ? `${reasons}: ${step.out.unitPrice} ${currency} each.`
        : `${reasons}: ${step.out.amount} ${currency}.`
    case 'term':
      return `${reasons}: ${step.out.factor} times the price of a period.`
    case 'extend':
      return `${reasons}: ${step.out.gross} ${currency} before discounts.`
    case 'lineDiscount':
    case 'manualDiscount':
    case 'override':
    case 'quoteDiscount':
      return step.out.surcharge === undefined
        ? `${reasons}: ${step.out.discount} ${currency} off.`
        : `${reasons}: ${step.out.surcharge} ${currency} added.`
    case 'surcharge':
    case 'shipping':
      return `${reasons}: ${step.out.charge} ${currency}.`
    case 'tax':
      return `${reasons}: ${step.in.rate ?? step.in.perUnit}${step.in.rate ? ' %' : ''} of ${step.in.base} is ${step.out.tax} ${currency}.`
    case 'totals':
      return `Together ${step.out.net} ${currency} without tax, ${step.out.total} ${currency} with it.`
    case 'payable':
      return `${reasons}: ${step.out.payable} ${currency} to pay.`
    case 'judge':
      return firstUpper([reasons, `the margin is ${step.out.margin} ${currency}.`].filter(Boolean).join('; '))
    default:
      return `${reasons}: ${Object.values(step.out).join(', ')}.`
  }
}

function auditorPhrase(step: Step): string {
  const source = step.source
    ? ` [${step.source.kind} ${step.source.code}${step.source.revision === undefined ? '' : ` rev. ${step.source.revision}`}]`
    : ''
  const sum = step.formula
    ? `${step.formula} = ${formulaInNumbers(step.formula, step.in)} = ${step.exact}`
    : (step.exact ?? '')
  const rounded =
    step.rounding && step.rounded !== undefined
      ? ` → ${step.rounded} (${step.rounding.point}, ${step.rounding.mode}, ${step.rounding.step})`
      : ''
  const out =
    sum || rounded
      ? ''
      : Object.entries(step.out)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')
  return `${step.step}${source}: ${sum}${rounded}${out}`.trim()
}

function firstUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
