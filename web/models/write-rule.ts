import type { Condition, NumberExpression, Value } from '../../engines/configurator/model.ts'
import { spell } from './rule-names.ts'

/** A rule as text; undefined where no text can say it: tables and clauses. */
export function writeRule(rule: Condition | undefined): string | undefined {
  if (rule === undefined) return ''
  try {
    return condition(rule)
  } catch (error) {
    if (error === unsayable) return undefined
    throw error
  }
}

const unsayable = new Error('more than a text can say')
const compound = new Set(['and', 'or', 'implies', 'iff', 'xor'])
type Call = [string, ...unknown[]]

function condition(rule: Condition): string {
  if (typeof rule === 'boolean') return String(rule)
  if (typeof rule === 'string') return path(rule)
  const [operator, ...rest] = rule as Call
  const [first, second] = rest
  switch (operator) {
    case 'is':
      return `${path(first)} == ${literal(second as Value)}`
    case 'in':
      return `${path(first)} in [${(second as Value[]).map(literal).join(', ')}]`
    case 'same':
      return `${path(first)} == ${path(second)}`
    case 'and':
    case 'or':
      if (rest.length === 0) return String(operator === 'and')
      return rest.map((each) => part(each as Condition)).join(operator === 'and' ? ' && ' : ' || ')
    case 'not':
      return negated(first as Condition)
    case 'implies':
    case 'iff':
    case 'xor':
      return `${part(first as Condition)} ${operator} ${part(second as Condition)}`
    case 'requires':
    case 'excludes':
      return call(
        operator,
        rest.map((each) => condition(each as Condition)),
      )
    case 'atLeast':
    case 'atMost':
    case 'exactly':
      return call(operator, [String(first), ...rest.slice(1).map((each) => condition(each as Condition))])
    case 'every':
    case 'some':
      return call(operator, [path(first), condition(second as Condition)])
    case '=':
      return `${number(first as NumberExpression)} == ${number(second as NumberExpression)}`
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${number(first as NumberExpression)} ${operator} ${number(second as NumberExpression)}`
    default:
      throw unsayable
  }
}

function negated(rule: Condition): string {
  if (Array.isArray(rule) && (rule[0] === 'is' || rule[0] === 'same'))
    return condition(rule).replace(' == ', ' != ')
  return typeof rule === 'string' ? `!${path(rule)}` : `!(${condition(rule)})`
}

const part = (rule: Condition) =>
  Array.isArray(rule) && compound.has(rule[0]) ? `(${condition(rule)})` : condition(rule)

function number(expression: NumberExpression): string {
  if (typeof expression === 'string') return /^-?\d/.test(expression) ? expression : path(expression)
  const [operator, ...rest] = expression as Call
  const [first, second] = rest
  const numbers = rest as NumberExpression[]
  switch (operator) {
    case 'variable':
      return path(first)
    case 'attribute':
      return `${path(first)}.${spell(String(second))}`
    case '+':
    case '-':
      if (numbers.length === 1)
        return operator === '+' ? number(numbers[0] ?? '0') : `-${factor(numbers[0] ?? '0')}`
      return numbers.map((each, index) => (index === 0 ? number(each) : addend(each))).join(` ${operator} `)
    case '*':
    case '/':
      return numbers.map(factor).join(` ${operator} `)
    case 'if':
      return call(operator, [condition(first as Condition), ...numbers.slice(1).map(number)])
    case 'min':
    case 'max':
      return call(operator, numbers.map(number))
    case 'count':
      return call(
        operator,
        rest.map((each) => condition(each as Condition)),
      )
    case 'countOf':
      return call(operator, [path(first), condition(second as Condition)])
    case 'sumOf':
    case 'minOf':
    case 'maxOf':
      return call(operator, [path(first), number(second as NumberExpression)])
    default:
      throw unsayable
  }
}

const isOf = (expression: NumberExpression, ...operators: string[]) =>
  Array.isArray(expression) && operators.includes(expression[0]) && expression.length > 2

const addend = (each: NumberExpression) => (isOf(each, '+', '-') ? `(${number(each)})` : number(each))
const factor = (each: NumberExpression) =>
  isOf(each, '+', '-', '*', '/') ? `(${number(each)})` : number(each)

const call = (name: string, given: string[]) => `${name}(${given.join(', ')})`
const path = (name: unknown) => String(name).split('.').map(spell).join('.')
const literal = (value: Value) =>
  typeof value === 'boolean' || /^-?\d+(\.\d+)?$/.test(value) ? String(value) : JSON.stringify(value)
