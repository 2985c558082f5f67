/** UVL has no conditional numbers: a comparison with one is said case by case. */
import type { Condition, NumberExpression } from '../model.ts'

type Case = [when: Condition, value: NumberExpression]

/**
 * The cases of the first part of an expression that depends on a condition; null when there is none. Exactly one case holds,
 * and none where a number that decides it does not exist (a quotient by 0). What `plain` says can be added up as it is.
 */
export function casesOf(e: NumberExpression, plain: (c: Condition) => boolean): Case[] | null {
  if (typeof e === 'string') return null
  switch (e[0]) {
    case 'variable':
    case 'attribute':
      return null
    case 'if':
      return [
        [e[1], e[2]],
        [['not', e[1]], e[3]],
      ]
    case 'count': {
      const conditions = e.slice(1) as Condition[]
      const at = conditions.findIndex((c) => !plain(c))
      if (at < 0) return null
      const others: NumberExpression = ['count', ...conditions.toSpliced(at, 1)]
      return [
        [conditions[at]!, ['+', '1', others]],
        [['not', conditions[at]!], others],
      ]
    }
    case 'min':
    case 'max': {
      const [a, b, ...rest] = e.slice(1) as NumberExpression[]
      if (b === undefined) return [[true, a!]]
      const [first, second] = e[0] === 'min' ? (['<=', '>'] as const) : (['>=', '<'] as const)
      return [
        [
          [first, a!, b],
          [e[0], a!, ...rest],
        ],
        [
          [second, a!, b],
          [e[0], b, ...rest],
        ],
      ]
    }
    case '+':
    case '-':
    case '*':
    case '/': {
      for (let i = 1; i < e.length; i++) {
        const cases = casesOf(e[i] as NumberExpression, plain)
        if (cases) return cases.map(([when, value]) => [when, e.with(i, value) as NumberExpression])
      }
      return null
    }
    default:
      throw new RangeError('components have no form in UVL')
  }
}
