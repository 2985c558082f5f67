import {
  add,
  decimal,
  divide,
  type Exact,
  exact,
  hundred,
  multiply,
  parseDecimal,
  round,
  roundToStep,
  roundToUnits,
  subtract,
  toPlaces,
  zero,
} from '../../money/index.ts'
import { issue } from '../issues.ts'
import { monthsOf } from '../line/percent-of-total.ts'
import type { Trace } from '../trace.ts'
import type { LineRole, PricedCharge, PriceIssue, TaxGroup, Totals } from '../types.ts'
import type { Settlement } from './settle.ts'
import { bucketsInOrder, type Sums } from './sums.ts'
import { byRole, taxGroups, taxTraces } from './tax-words.ts'

export type Totalled = { totals: Totals; taxes: TaxGroup[]; traces: Trace[]; issues: PriceIssue[] }

/** Steps 13 to 15: sums of amounts already rounded, what is payable, and what a judge may want to know. */
export function totalsOf(settlement: Settlement, sums: Sums): Totalled {
  const { run, taxed, nets } = settlement
  const text = (amount: bigint) => run.text(amount)
  const counted = bucketsInOrder(sums).filter((bucket) => bucket.counted)
  const total = (
    of: (bucket: (typeof counted)[number]) => bigint,
    only: (bucket: (typeof counted)[number]) => boolean = () => true,
  ) => counted.reduce((sum, bucket) => (only(bucket) ? sum + of(bucket) : sum), 0n)

  const charges = chargeSums(settlement, sums)
  const goods = (bucket: { role: LineRole }) => bucket.role === 'GOODS'
  const netOf = (bucket: { key: string }) => nets.get(bucket.key) ?? 0n
  const lineNet = total(netOf)
  const allAmounts = total((bucket) => bucket.amount) - settlement.discounts.total + charges.all
  let tax = 0n
  let included = 0n
  for (const group of taxed.groups) {
    if (group.tax.removed) continue
    tax += group.amount
    if (group.tax.inclusive) included += group.amount
  }
  const removed = taxed.groups.reduce((sum, group) => (group.tax.removed ? sum + group.amount : sum), 0n)
  const net = allAmounts - included - removed
  const grand = net + tax
  const issues: PriceIssue[] = []
  const cash = payableOf(settlement, grand, issues)
  const periods = periodSums(settlement, counted)
  const usage = bucketsInOrder(sums).reduce(
    (sum, bucket) => (bucket.estimate ? sum + bucket.amount : sum),
    0n,
  )
  const cost = costs(counted, netOf)
  const lineDiscount = total((bucket) => bucket.lineDiscount)
  const roleSum = (role: LineRole) =>
    total(
      (bucket) => bucket.amount,
      (bucket) => bucket.role === role,
    )
  const oneTime = total(netOf, (bucket) => bucket.type === 'ONE_TIME')
  const recurring = total(netOf, (bucket) => bucket.type === 'RECURRING')
  const endless = counted.some((bucket) => bucket.evergreen)

  const totals: Totals = {
    list: text(total((bucket) => bucket.list, goods)),
    subtotal: text(total((bucket) => bucket.gross, goods)),
    lineDiscount: text(lineDiscount),
    quoteDiscount: text(settlement.discounts.total),
    discount: text(lineDiscount + settlement.discounts.total - charges.allowance),
    surcharge: text(charges.surcharge + roleSum('SURCHARGE')),
    shipping: text(charges.shipping + roleSum('SHIPPING')),
    afterLineDiscounts: text(total((bucket) => bucket.amount)),
    net: text(net),
    tax: text(tax),
    includedTax: text(included),
    addedTax: text(tax - included),
    allowance: text(-charges.allowance),
    get byRole() {
      return byRole(settlement)
    },
    total: text(grand),
    rounding: text(cash.rounding),
    prepaid: text(cash.prepaid),
    payable: text(cash.payable),
    oneTime: text(oneTime),
    recurring: text(recurring),
    perPeriod: periods.perPeriod,
    usageEstimate: text(usage),
    mrr: toPlaces(round(periods.monthly, run.units, run.mode), run.units),
    arr: toPlaces(round(multiply(periods.monthly, exact('12')), run.units, run.mode), run.units),
    tcv: text(oneTime + recurring),
    ...(endless && { evergreen: text(total(netOf, (bucket) => bucket.evergreen)) }),
    ...(cost === undefined
      ? {}
      : {
          cost: text(cost.cost),
          margin: text(cost.margin),
          ...(cost.net === 0n
            ? {}
            : { marginPercent: toPlaces(round(percentage(cost.margin, cost.net), 2, run.mode), 2) }),
        }),
  }
  const traces: Trace[] = [
    ...taxTraces(settlement),
    () => ({
      step: 'totals',
      because: ['sums of amounts that are rounded already'],
      in: {
        lines: text(lineNet),
        charges: text(charges.all),
        tax: text(tax),
      },
      out: {
        net: text(net),
        tax: text(tax),
        total: text(grand),
        oneTime: text(oneTime),
        recurring: text(recurring),
      },
    }),
    () => ({
      step: 'payable',
      because: cash.because,
      in: { total: text(grand), rounding: text(cash.rounding), prepaid: text(cash.prepaid) },
      formula: 'total + rounding - prepaid',
      exact: text(cash.payable),
      ...(cash.step === undefined
        ? {}
        : { rounding: { point: 'R7' as const, mode: cash.mode, step: cash.step } }),
      out: { rounding: text(cash.rounding), payable: text(cash.payable) },
    }),
    ...(cost === undefined
      ? []
      : [
          () => ({
            step: 'judge' as const,
            because: [`cost is known for ${cost.costed} of ${cost.lines} lines`],
            in: { net: text(cost.net), cost: text(cost.cost) },
            formula: 'net - cost',
            exact: text(cost.margin),
            out: { margin: text(cost.margin) },
          }),
        ]),
  ]
  return { totals, taxes: taxGroups(settlement), traces, issues }
}

function chargeSums(
  settlement: Settlement,
  sums: Sums,
): { all: bigint; surcharge: bigint; shipping: bigint; allowance: bigint } {
  const result = { all: 0n, surcharge: 0n, shipping: 0n, allowance: 0n }
  const count = (kind: PricedCharge['kind'], amount: bigint) => {
    result.all += amount
    if (kind === 'SHIPPING' || kind === 'HANDLING') result.shipping += amount
    else if (kind === 'ALLOWANCE') result.allowance += amount
    else result.surcharge += amount
  }
  for (const charge of sums.charges.values()) count(charge.kind, charge.amount)
  for (const charge of settlement.charges) count(charge.kind, charge.amount)
  return result
}

/** Step 14: rounded to the cash step, or by the amount agreed; what is prepaid comes off. */
function payableOf(settlement: Settlement, total: bigint, issues: PriceIssue[]) {
  const { run } = settlement
  const { policy, header } = run
  const prepaid = unitsOf(header.prepaid, 'prepaid')
  const mode = policy.cashRounding ?? run.mode
  let rounding = 0n
  let because = ['no cash rounding']
  let step: string | undefined
  if (header.payableRounding !== undefined) {
    rounding = unitsOf(header.payableRounding, 'payableRounding')
    because = ['rounded by the amount agreed']
  } else if (policy.cashStep !== undefined) {
    const size = parseDecimal(policy.cashStep)
    if (size && size.n > 0n) {
      const exactTotal = decimal(total, run.units)
      rounding = roundToUnits(subtract(roundToStep(exactTotal, size, mode), exactTotal), run.units, run.mode)
      because = [`rounded to a multiple of ${policy.cashStep}`]
      step = policy.cashStep
    } else
      issues.push(
        issue(
          'policy.cash-step',
          'error',
          ['policy', 'cashStep'],
          `The cash step ${policy.cashStep} cannot be used.`,
        ),
      )
  }
  return { prepaid, rounding, payable: total + rounding - prepaid, because, step, mode }

  function unitsOf(text: string | undefined, field: string): bigint {
    if (text === undefined) return 0n
    const value = parseDecimal(text)
    if (!value)
      issues.push(issue('amount.unreadable', 'error', [field], `The amount ${text} cannot be read.`))
    return value ? roundToUnits(value, run.units, run.mode) : 0n
  }
}

/** What recurring lines cost in one period, and in a month: divisions for display, in no total (R9). */
function periodSums(
  settlement: Settlement,
  buckets: readonly {
    key: string
    type: string
    factor: Exact
    recurring: { interval: 'day' | 'week' | 'month' | 'year'; intervalCount: number } | undefined
  }[],
) {
  const { run, nets } = settlement
  const exacts = new Map<string, Exact>()
  let monthly: Exact = zero
  for (const bucket of buckets) {
    const { recurring } = bucket
    if (bucket.type !== 'RECURRING' || !recurring || bucket.factor.n === 0n) continue
    const perPeriod = divide(decimal(nets.get(bucket.key) ?? 0n, run.units), bucket.factor)
    const key = `${recurring.intervalCount} ${recurring.interval}`
    exacts.set(key, add(exacts.get(key) ?? zero, perPeriod))
    monthly = add(monthly, divide(perPeriod, monthsOf(recurring)))
  }
  const perPeriod = Object.fromEntries(
    [...exacts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, toPlaces(round(value, run.units, run.mode), run.units)]),
  )
  return { perPeriod, monthly }
}

/** Cost and margin over the lines whose cost is known. */
function costs(
  buckets: readonly { key: string; cost: bigint; costed: number; count: number }[],
  netOf: (bucket: { key: string }) => bigint,
) {
  let cost = 0n
  let net = 0n
  let costed = 0
  let lines = 0
  for (const bucket of buckets) {
    lines += bucket.count
    if (bucket.costed === 0) continue
    cost += bucket.cost
    costed += bucket.costed
    net += netOf(bucket)
  }
  return costed === 0 ? undefined : { cost, net, margin: net - cost, costed, lines }
}

function percentage(part: bigint, whole: bigint): Exact {
  return multiply(divide(decimal(part), decimal(whole)), hundred)
}
