import { type Exact, isZero, roundToUnits, toText } from '../../money/index.ts'
import { type Cut, type Scope, take, unitRounding, wordsOf } from '../discount/reduction.ts'
import { issue } from '../issues.ts'
import type { Run } from '../prepare/run.ts'
import { numbers, rejectedStep, roundedAt } from '../trace.ts'
import type { Discount, PricedLine, PriceIssue, Published, Step } from '../types.ts'
import { extended } from './extend.ts'
import type { LineBase } from './work.ts'

/** What step 8 knows besides the line: goods before discounts, for minimum order values. */
export type OrderValue = { goods: bigint }

type Kind = PricedLine['discounts'][number]['kind']

/** A discount of one line with what it took. */
export type Taken = { code: string; name: string; amount: bigint; kind: Kind }

/** What is behind a cut: a discount of the rules, or something a person entered; with its reasons, told when asked. */
export type Origin = {
  kind: string
  code: string
  name: string
  revision?: number
  because: (cut: Cut, work: LineDiscounts) => string[]
}

/** Where discounts are written down one by one; most lines are only asked what is left of them. */
export type Records = { steps?: Step[]; taken?: Taken[] }

/** The discounts of one line, in the making. Amounts are magnitudes: a credit is turned round and back at the end. */
export class LineDiscounts implements Scope {
  readonly base: LineBase
  readonly run: Run
  readonly sign: 1n | -1n
  readonly original: bigint
  running: bigint
  room: bigint
  readonly quantity: Exact
  readonly factor: Exact
  readonly lines = 1
  readonly byUnit: Scope['byUnit']
  readonly steps: Step[] | undefined
  readonly #taken: Taken[] | undefined
  issues: PriceIssue[] | undefined
  reads: Set<string> | undefined

  constructor(base: LineBase, records: Records | undefined) {
    this.base = base
    this.steps = records?.steps
    this.#taken = records?.taken
    this.run = base.run
    this.sign = base.gross < 0n ? -1n : 1n
    this.original = base.gross < 0n ? -base.gross : base.gross
    this.running = this.original
    this.room = this.running - floorOf(base)
    this.quantity = base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity
    this.factor = base.factor
    const byUnit = base.run.policy.lineRounding === 'UNIT' && base.basis === 'UNIT' && !isZero(this.quantity)
    this.byUnit = byUnit ? unitRounding(base.run, this.quantity, base.factor) : undefined
  }

  report(code: string, severity: PriceIssue['severity'], field: string, message: string): void {
    this.issues ??= []
    this.issues.push(issue(code, severity, ['lines', this.base.line.id, field], message))
  }

  read(key: string): void {
    this.reads ??= new Set()
    this.reads.add(key)
  }

  /** Notes a discount that does not apply. */
  reject(discount: Published<Discount>, because: string): void {
    this.steps?.push(rejectedStep('lineDiscount', 'discount', discount, because))
  }

  /** Takes a cut off, with its step. */
  cut(step: Step['step'], kind: Kind, origin: Origin, cut: Cut): void {
    const amount = take(cut, this)
    this.steps?.push(cutStep(this, step, origin, cut, amount))
    this.move(kind, origin, cut.up ? -amount : amount)
  }

  move(kind: Kind, { code, name }: Origin, change: bigint): void {
    this.running -= change
    this.room -= change
    this.#taken?.push({ code, name, amount: this.sign === 1n ? change : -change, kind })
  }
}

/** A cut that is made, in words and numbers. */
function cutStep(work: LineDiscounts, step: Step['step'], origin: Origin, cut: Cut, amount: bigint): Step {
  const { run, running } = work
  const words = wordsOf(cut, work)
  return {
    step,
    source: sourceOf(origin),
    because: [...origin.because(cut, work), ...words.limits],
    in: numbers({
      running: run.text(running),
      ...words.numbers,
      credit: work.sign < 0n ? 'true' : undefined,
    }),
    formula: words.formula,
    exact: toText(words.exact),
    rounded: run.text(amount),
    rounding: roundedAt(run, 'R3'),
    out: {
      running: run.text(cut.up ? running + amount : running - amount),
      [cut.up ? 'surcharge' : 'discount']: run.text(amount),
    },
  }
}

export function sourceOf({ kind, code, name, revision }: Origin): NonNullable<Step['source']> {
  return revision === undefined ? { kind, code, name } : { kind, code, revision, name }
}

/** The least a line may cost, by the floor of its price; zero where the policy only warns. */
function floorOf(base: LineBase): bigint {
  const floor = base.price?.floor
  if (!floor || base.run.policy.floor === 'WARN') return 0n
  const quantity = base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity
  return roundToUnits(
    extended({ quantity, factor: base.factor, price: base.price }, floor, 'UNIT'),
    base.run.units,
    base.run.mode,
  )
}
