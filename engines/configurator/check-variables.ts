/** Variables and slots of one model: kinds, options, ranges, sizes. */
import type { Report } from './check-model.ts'
import { isRecord } from './check-model.ts'
import { lastIndex } from './flat.ts'
import type { Model, Variable } from './model.ts'
import { compare, isDecimal, rational } from './rational.ts'

const OPTIONS = 5000
/** Index arithmetic has to stay exact. */
const STEPS = 2 ** 40

export function checkVariables(model: Model, path: string, report: Report): void {
  model.variables.forEach((v, i) => {
    const at = `${path === '' ? '' : `${path}.`}variables[${i}]`
    checkVariable(v, at, report)
  })
}

function checkVariable(v: Variable, at: string, report: Report): void {
  if (v.weight !== undefined && !(Number.isSafeInteger(v.weight) && v.weight >= 0)) {
    report(`${at}.weight`, 'shape', 'A weight is a whole number from 0')
  }
  if (v.kind !== 'choice' && v.kind !== 'text') checkAttributes(v.attributes, at, report)
  switch (v.kind) {
    case 'boolean':
    case 'text':
      return
    case 'choice':
      return checkOptions(v, at, report)
    case 'integer':
    case 'decimal':
      return checkRange(v, at, report)
    default:
      report(`${at}.kind`, 'shape', 'A variable is boolean, choice, integer, decimal or text')
  }
}

function checkOptions(v: Extract<Variable, { kind: 'choice' }>, at: string, report: Report): void {
  if (!Array.isArray(v.options) || v.options.length === 0) {
    return report(`${at}.options`, 'empty', `${v.code} needs at least one option`)
  }
  if (v.options.length > OPTIONS) {
    return report(
      `${at}.options`,
      'too-large',
      `${v.options.length} options; a choice has at most ${OPTIONS}`,
    )
  }
  const seen = new Set<string>()
  v.options.forEach((o, i) => {
    const place = `${at}.options[${i}]`
    if (!isRecord(o) || typeof o.code !== 'string' || o.code === '')
      return report(place, 'shape', 'An option needs a code')
    if (seen.has(o.code)) report(`${place}.code`, 'duplicate', `${v.code} has two options ${o.code}`)
    seen.add(o.code)
    if (o.quantity !== undefined && !isDecimal(o.quantity))
      report(`${place}.quantity`, 'number', "A quantity is a decimal like '2'")
    checkAttributes(o.attributes, place, report)
  })
}

function checkAttributes(attributes: unknown, at: string, report: Report): void {
  if (attributes === undefined) return
  if (!isRecord(attributes)) return report(`${at}.attributes`, 'shape', 'attributes maps names to numbers')
  for (const [name, value] of Object.entries(attributes)) {
    if (!isDecimal(value)) {
      report(
        `${at}.attributes.${name}`,
        'number',
        `An attribute is a decimal in quotes like '12.5', not ${JSON.stringify(value)}`,
      )
    }
  }
}

function checkRange(v: Extract<Variable, { kind: 'integer' | 'decimal' }>, at: string, report: Report): void {
  let sound = true
  for (const name of ['min', 'max', 'step'] as const) {
    const value = v[name]
    if (value === undefined && name === 'step' && v.kind === 'integer') continue
    if (isDecimal(value)) continue
    sound = false
    const why =
      value === undefined
        ? `${v.code} is without ${name}: an unbounded range cannot be worked out`
        : `not ${JSON.stringify(value)}`
    report(
      `${at}.${name}`,
      value === undefined ? 'unbounded' : 'number',
      `A decimal in quotes like '10' belongs here; ${why}`,
    )
  }
  if (!sound) return
  const [min, max, step] = [rational(v.min), rational(v.max), rational(v.step ?? '1')]
  if (v.kind === 'integer' && [v.min, v.max, v.step ?? '1'].some((x) => rational(x).d !== 1n)) {
    return report(at, 'number', `${v.code} is a whole number; use kind decimal for ${v.min} to ${v.max}`)
  }
  if (step.n <= 0n) return report(`${at}.step`, 'number', 'A step is larger than 0')
  if (compare(min, max) > 0)
    return report(`${at}.max`, 'empty', `${v.min} to ${v.max} has no values; min belongs before max`)
  if (lastIndex(min, max, step) > STEPS) {
    report(
      `${at}.max`,
      'too-large',
      `More than 10¹² steps from ${v.min} to ${v.max}; a larger step or a narrower range is needed`,
    )
  }
}

/** Slots of one model: whole numbers, in order. */
export function checkSlots(model: Model, path: string, report: Report): void {
  ;(model.components ?? []).forEach((slot, i) => {
    const at = `${path === '' ? '' : `${path}.`}components[${i}]`
    const whole = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0
    if (!whole(slot.min))
      report(`${at}.min`, 'number', 'The smallest number of instances is a whole number from 0')
    else if (!whole(slot.max))
      report(`${at}.max`, 'unbounded', 'The largest number of instances is a whole number')
    else if (slot.max < slot.min)
      report(`${at}.max`, 'empty', `At least ${slot.min} and at most ${slot.max} is impossible`)
    else if (slot.max === 0) report(`${at}.max`, 'empty', 'A slot for no instances can go')
    if (typeof slot.model !== 'string')
      report(`${at}.model`, 'shape', 'A slot names the model of its instances')
  })
}
