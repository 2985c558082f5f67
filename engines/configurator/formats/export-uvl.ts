/** A model as UVL text: booleans are optional features, a choice or number is a feature with one alternative per value. */
import type { Model, Variable } from '../model.ts'
import { decimalText, multiply, rational } from '../rational.ts'
import { type Names, namesOf, numbersOf, quote } from './uvl-names.ts'
import { UvlWriter } from './write-uvl-constraint.ts'

/**
 * Writes UVL, rules as constraints with their sentences before them as comments. What UVL cannot say is refused by its
 * name: components, and numbers with more values than a list of alternatives can hold. Free texts, which no rule speaks
 * of, defaults, preferences, totals and groups are left out.
 */
export function exportUvl(model: Model): string {
  if (model.components?.length) throw new RangeError('components have no form in UVL')
  const names = namesOf(model)
  const lines = [`namespace ${quote(model.code)}`, '', 'features', `\t${quote(names.root)}`]
  for (const v of model.variables) lines.push(...featureLines(v, names))
  lines.push('', 'constraints')
  const writer = new UvlWriter(model, names)
  for (const c of model.constraints ?? []) {
    const rule = writer.condition(c.when === undefined ? c.rule : ['implies', c.when, c.rule])
    if (rule === 'true') continue
    if (c.sentence) lines.push(`\t// ${c.sentence.replaceAll(/\s+/g, ' ')}`)
    lines.push(`\t${rule}`)
  }
  return `${lines.join('\n')}\n`
}

function featureLines(v: Variable, names: Names): string[] {
  switch (v.kind) {
    case 'text':
      return []
    case 'boolean':
      return ['\t\toptional', `\t\t\t${quote(v.code)}${attributesText(v.attributes)}`]
    case 'choice':
      return alternatives(
        v,
        v.options.map((o) => [o.code, o.attributes]),
        names,
      )
    case 'integer':
    case 'decimal':
      return alternatives(
        v,
        numbersOf(v).map((value) => [value, { [names.number]: value, ...timesOf(v.attributes, value) }]),
        names,
      )
  }
}

type Attributes = Record<string, string> | undefined

function alternatives(
  v: Variable,
  values: [value: string, attributes: Attributes][],
  names: Names,
): string[] {
  const lines = values.map(
    ([value, attributes]) => `\t\t\t\t\t${quote(names.option(v.code, value))}${attributesText(attributes)}`,
  )
  return ['\t\tmandatory', `\t\t\t${quote(v.code)}`, '\t\t\t\talternative', ...lines]
}

/** An attribute of a number counts as often as the number says. */
function timesOf(attributes: Attributes, value: string): Record<string, string> {
  const each = Object.entries(attributes ?? {})
  return Object.fromEntries(
    each.map(([name, amount]) => [name, decimalText(multiply(rational(amount), rational(value)))]),
  )
}

function attributesText(attributes: Attributes): string {
  const parts = Object.entries(attributes ?? {}).map(([name, value]) => `${name} ${value}`)
  return parts.length === 0 ? '' : ` {${parts.join(', ')}}`
}
