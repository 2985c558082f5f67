import type { Policy } from '../types.ts'
import { type Cut, type Scope, take } from './reduction.ts'

/** A discount that may apply to a scope, with how it would cut. */
export type Contender = {
  code: string
  priority: number
  stackable: boolean
  cut: Cut
  /** Percentages before fixed amounts. */
  phase: 1 | 2
  /** What it looks at, where not the common scope: some lines of a quote. */
  own?: { key: string; scope: Scope }
}

export type Chosen<T extends Contender> = {
  /** In the order they apply. */
  applied: readonly T[]
  /** Those that lost against others, with the reason. */
  lost: readonly { contender: T; because: () => string }[]
}

/**
 * Which of the contenders apply together. Stackable ones all do; of the others the best for the buyer joins them: the
 * one that takes most off the undiscounted amount, ties by priority, then code. The policy may instead let the best one
 * stand alone where it beats all the stackable ones together, let the first by priority stand alone, or try each in the
 * full sequence.
 */
export function choose<T extends Contender>(
  contenders: readonly T[],
  scope: Scope,
  policy: Policy,
): Chosen<T> {
  let alone = 0
  for (const each of contenders) if (!each.stackable) alone++
  // Without a rival, the one that does not stack is the best of one.
  const joins = policy.stacking === 'STACK_WITH_BEST' || policy.stacking === 'LOWEST_TOTAL'
  if (alone === 0 || (alone === 1 && joins)) return { applied: inSequence(contenders, policy), lost: none }
  const rivals = contenders.filter((each) => !each.stackable)
  const stackable = contenders.filter((each) => each.stackable)
  if (policy.stacking === 'FIRST') return firstAlone(rivals, stackable, policy)
  if (policy.stacking === 'LOWEST_TOTAL') return tryEach(rivals, stackable, scope, policy)
  const values = new Map(rivals.map((each) => [each, valueOf(each, scope)]))
  const best = rivals.reduce((a, b) => (isBetter(b, a, (each) => values.get(each) as bigint) ? b : a))
  const bestValue = values.get(best) as bigint
  const lost = rivals
    .filter((each) => each !== best)
    .map((contender) => ({
      contender,
      because: () =>
        `would take ${text(values.get(contender) as bigint, scope)} off, ${best.code} takes ${text(bestValue, scope)}`,
    }))
  if (policy.stacking === 'EXCLUSIVE') {
    const together = inSequence(stackable, policy)
    const sum = total(together, scope)
    if (stackable.length > 0 && sum >= bestValue) {
      const because = () =>
        `takes ${text(bestValue, scope)} off alone, the stackable ones together ${text(sum, scope)}`
      return { applied: together, lost: [...lost, { contender: best, because }] }
    }
    const alone = stackable.map((contender) => ({
      contender,
      because: () => `${best.code} stands alone and takes more off`,
    }))
    return { applied: [best], lost: [...lost, ...alone] }
  }
  return { applied: inSequence([...stackable, best], policy), lost }
}

const none: readonly never[] = []

/** Percentages first, then fixed amounts, each by priority and code; or by priority alone. */
function inSequence<T extends Contender>(contenders: readonly T[], policy: Policy): readonly T[] {
  const byPhase = policy.discountOrder === 'PERCENTAGES_FIRST'
  const order = (a: T, b: T) =>
    (byPhase ? a.phase - b.phase : 0) ||
    a.priority - b.priority ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  // They mostly come in order already.
  for (let index = 1; index < contenders.length; index++) {
    if (order(contenders[index - 1] as T, contenders[index] as T) > 0) return [...contenders].sort(order)
  }
  return contenders
}

function firstAlone<T extends Contender>(rivals: T[], stackable: T[], policy: Policy): Chosen<T> {
  const [first, ...others] = inSequence(rivals, { ...policy, discountOrder: 'PRIORITY' }) as unknown as [
    T,
    ...T[],
  ]
  const lost = [...others, ...stackable].map((contender) => ({
    contender,
    because: () => `${first.code} comes first and stands alone`,
  }))
  return { applied: [first], lost }
}

function tryEach<T extends Contender>(rivals: T[], stackable: T[], scope: Scope, policy: Policy): Chosen<T> {
  const totals = new Map(
    rivals.map((rival) => [rival, total(inSequence([...stackable, rival], policy), scope)]),
  )
  const best = rivals.reduce((a, b) => (isBetter(b, a, (each) => totals.get(each) as bigint) ? b : a))
  const lost = rivals
    .filter((each) => each !== best)
    .map((contender) => ({
      contender,
      because: () =>
        `with the others it takes ${text(totals.get(contender) as bigint, scope)} off, ${best.code} ${text(totals.get(best) as bigint, scope)}`,
    }))
  return { applied: inSequence([...stackable, best], policy), lost }
}

/** What all of them take off, one after the other. */
function total(sequence: readonly Contender[], scope: Scope): bigint {
  const taken = new Map<string, bigint>()
  let sum = 0n
  for (const each of sequence) {
    const own = each.own?.scope ?? scope
    const key = each.own?.key ?? ''
    const before = taken.get(key) ?? 0n
    const room = own.room + (own.original - own.running) - before
    const amount = take(each.cut, at(own, own.original - before, room))
    taken.set(key, before + amount)
    sum += amount
  }
  return sum
}

/** The scope when so much is left of it. */
function at(scope: Scope, running: bigint, room: bigint): Scope {
  const { run, original, gross, quantity, factor, lines, byUnit } = scope
  return { run, original, gross, running, room, quantity, factor, lines, byUnit }
}

/** What it alone would take off the undiscounted amount. */
function valueOf(contender: Contender, scope: Scope): bigint {
  return total([contender], scope)
}

function isBetter<T extends Contender>(a: T, b: T, valueOf: (each: T) => bigint): boolean {
  const difference = valueOf(a) - valueOf(b)
  if (difference !== 0n) return difference > 0n
  return a.priority !== b.priority ? a.priority < b.priority : a.code < b.code
}

function text(amount: bigint, scope: Scope): string {
  return scope.run.text(amount)
}
