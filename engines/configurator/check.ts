/** A whole configuration against its model: every value there and allowed, every constraint kept. */
import type { CheckResult, Configuration, Issue, Part } from './answers.ts'
import { evaluate, isThere } from './evaluate.ts'
import { type FlatModel, type FlatVariable, type Instance, indexOf } from './flat.ts'
import type { Decimal, Value } from './model.ts'
import { decimalText, isDecimal, rational } from './rational.ts'

/** Checks a configuration without any search. */
export function checkConfiguration(flat: FlatModel, { values }: Configuration): CheckResult {
  const issues: Issue[] = []
  for (const v of flat.variables) {
    if (!isThere(values, v.owner)) continue
    const message = valueProblem(v, values[v.path])
    if (message) issues.push({ code: 'configuration.value', severity: 'error', path: v.path, message })
  }
  for (const path of Object.keys(values)) {
    const v = flat.names.get(path)
    if (v && v.path === path && isThere(values, v.owner)) continue
    const message = v
      ? `${v.label} belongs to a component that is not there`
      : `${path} is no variable of this model`
    issues.push({ code: 'configuration.surplus', severity: 'error', path, message })
  }
  if (issues.length === 0) {
    for (const c of flat.constraints) {
      if (!isThere(values, c.owner)) continue
      const { when, rule, sentence } = c.constraint
      if (when !== undefined && !evaluate(flat, values, when, c.scope)) continue
      if (evaluate(flat, values, rule, c.scope)) continue
      issues.push({
        code: 'configuration.constraint',
        severity: 'error',
        path: c.code,
        message: sentence,
        reasons: [c.code],
      })
    }
  }
  return { valid: issues.length === 0, issues }
}

/** What is wrong with a value for a variable that is there; null when nothing is. */
function valueProblem(v: FlatVariable, value: Value | undefined): string | null {
  if (v.kind === 'text') return textProblem(v, value)
  if (value === undefined) return `${v.label} has no value`
  if (v.kind === 'boolean') return typeof value === 'boolean' ? null : `${v.label} is either true or false`
  if (v.kind === 'choice') {
    return v.options.includes(String(value)) ? null : `${v.label} has no option ${value}`
  }
  if (!isDecimal(value)) return `${v.label} is a number, written like '12' or '0.75'`
  return indexOf(v, rational(value)) >= 0 ? null : `${v.label} cannot be ${value}`
}

function textProblem(v: FlatVariable, value: Value | undefined): string | null {
  const spec = v.spec?.kind === 'text' ? v.spec : null
  if (value === undefined || value === '') return spec?.required ? `${v.label} has to be filled in` : null
  if (typeof value !== 'string') return `${v.label} is a text`
  const most = spec?.maxLength ?? 10_000
  return value.length > most ? `${v.label} is longer than ${most} characters` : null
}

/** The products behind a configuration: chosen options, booleans that are yes, numbers, instances. */
export function partsOfConfiguration(flat: FlatModel, { values }: Configuration): Part[] {
  const parts: Part[] = []
  for (const v of flat.variables) {
    const value = values[v.path]
    if (value === undefined || !v.spec || !isThere(values, v.owner)) continue
    if (v.spec.kind === 'choice') {
      const option = v.spec.options.find((o) => o.code === value)
      if (option?.product) parts.push(part(option.product, option.quantity ?? '1', v.path, value))
    } else if (v.spec.kind === 'boolean') {
      if (value === true && v.spec.product) parts.push(part(v.spec.product, '1', v.path, value))
    } else if (v.spec.kind !== 'text' && v.spec.product && isDecimal(value) && rational(value).n > 0n) {
      parts.push(part(v.spec.product, decimalText(rational(value)), v.path, value))
    }
  }
  for (const i of flat.instances) {
    const product = productOf(flat, i)
    if (product && isThere(values, i)) parts.push(part(product, '1', i.path))
  }
  return parts
}

function part(product: string, quantity: Decimal, variable: string, value?: Value): Part {
  return value === undefined ? { product, quantity, variable } : { product, quantity, variable, value }
}

function productOf(flat: FlatModel, i: Instance): string | undefined {
  return flat.slotProducts.get(i.slot)
}
