import type { Comparison, ConditionOperator, Reason } from './types.ts'

/** One thing that would have to be different: `discount lte 10`. */
export type Change = Pick<Comparison, 'field' | 'limit' | 'actual' | 'type' | 'entry'> & {
  operator: ConditionOperator | 'endsWith' | 'is' | 'notContains' | 'notStartsWith' | 'notEndsWith' | 'isNot'
}

const most = 50

const opposite: Record<Comparison['operator'], Change['operator']> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  in: 'nin',
  nin: 'in',
  contains: 'notContains',
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
  exists: 'exists',
  is: 'isNot',
}

/**
 * The ways in which a condition that holds would not hold any more, the ones with the fewest changes first, at most 50.
 * Of `all` one reason has to go, of `any` each of them:
 *
 *     discount > 10 && total > 1000  →  [[discount lte 10], [total lte 1000]]
 *     discount > 10 || total > 1000  →  [[discount lte 10, total lte 1000]]
 */
export function waysOut(why: Reason): Change[][] {
  return why.value === true ? ways(why).sort((a, b) => a.length - b.length) : []
}

function ways(reason: Reason): Change[][] {
  switch (reason.kind) {
    case 'comparison':
      return [[changed(reason)]]
    case 'not':
      return ways(reason.reasons[0])
    default: {
      const oneIsEnough = (reason.kind === 'all') === reason.value
      const parts = reason.reasons.map(ways)
      return oneIsEnough ? parts.flat().slice(0, most) : parts.reduce(both, [[]])
    }
  }
}

function both(before: Change[][], next: Change[][]): Change[][] {
  return before.flatMap((some) => next.map((more) => [...some, ...more])).slice(0, most)
}

function changed({ field, operator, limit, actual, type, entry, value }: Comparison): Change {
  const change: Change = { field, operator: value ? opposite[operator] : operator, limit, actual, type }
  if (operator === 'exists') change.limit = !value
  if (entry) change.entry = entry
  return change
}
