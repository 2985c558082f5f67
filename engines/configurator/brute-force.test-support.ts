/** The slow and obvious way: every configuration of a small model, checked one by one. For tests. */
import type { Configuration, Decision } from './answers.ts'
import { checkConfiguration } from './check.ts'
import { isThere, sameValue } from './evaluate.ts'
import { type FlatVariable, flatten, numberAt } from './flat.ts'
import type { Model, Value } from './model.ts'
import { compare, decimalText, isDecimal, rational } from './rational.ts'

/** All valid configurations of a model. */
export function allConfigurations(model: Model): Configuration[] {
  const flat = flatten(model)
  const found: Configuration[] = []
  const walk = (i: number, values: Record<string, Value>) => {
    const v = flat.variables[i]
    if (!v) {
      const configuration = { values: { ...values } }
      if (checkConfiguration(flat, configuration).valid) found.push(configuration)
      return
    }
    if (!isThere(values, v.owner) || v.kind === 'text') return walk(i + 1, values)
    for (const value of valuesOf(v)) {
      values[v.path] = value
      walk(i + 1, values)
    }
    delete values[v.path]
  }
  walk(0, {})
  return found
}

export function valuesOf(v: FlatVariable): Value[] {
  if (v.kind === 'boolean') return [false, true]
  if (v.kind === 'choice') return v.options
  return Array.from({ length: v.last + 1 }, (_, k) => decimalText(numberAt(v, k)))
}

/** Does the configuration respect the decision? */
export function respects({ values }: Configuration, d: Decision): boolean {
  const value = values[d.variable]
  if ('value' in d) return value !== undefined && sameValue(value, d.value)
  if ('not' in d) return value === undefined || !sameValue(value, d.not)
  if (!isDecimal(value)) return false
  if (d.min !== undefined && compare(rational(value), rational(d.min)) < 0) return false
  return d.max === undefined || compare(rational(value), rational(d.max)) <= 0
}
