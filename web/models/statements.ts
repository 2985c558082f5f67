import type { Condition, Model, NumberExpression } from '../../engines/configurator/model.ts'
import { attributesOf } from './rule-names.ts'

/** Something a rule can say of one variable, in the words of the model. */
export type Statement = { key: string; words: string; condition: Condition }

/** "Cooling: Liquid" for every option, and every question of yes or no. */
export function statementsOf(model: Model): { group: string; items: Statement[] }[] {
  return model.variables.flatMap((variable) => {
    const name = variable.label || variable.code
    if (variable.kind === 'boolean') {
      return [
        { group: name, items: [{ key: variable.code, words: name, condition: variable.code as Condition }] },
      ]
    }
    if (variable.kind !== 'choice') return []
    const items = variable.options.map(({ code, label }) => ({
      key: `${variable.code}=${code}`,
      words: `${name}: ${label || code}`,
      condition: ['is', variable.code, code] as Condition,
    }))
    return [{ group: name, items }]
  })
}

export type Addend = { key: string; words: string; number: NumberExpression }

/** What can be added up: numbers people choose, and numbers that options bring along. */
export function addendsOf(model: Model): Addend[] {
  return model.variables.flatMap((variable) => {
    const name = variable.label || variable.code
    const own: Addend[] =
      variable.kind === 'integer' || variable.kind === 'decimal'
        ? [{ key: variable.code, words: name, number: ['variable', variable.code] }]
        : []
    const brought = attributesOf(variable).map(
      (attribute): Addend => ({
        key: `${variable.code}.${attribute}`,
        words: `${name}: ${attribute}`,
        number: ['attribute', variable.code, attribute],
      }),
    )
    return [...own, ...brought]
  })
}
