import type {
  Comparison,
  Condition,
  Model,
  NumberExpression,
  Value,
} from '../../engines/configurator/model.ts'
import { toJson } from '../../engines/expressions/index.ts'
import type { Scope, Condition as TextCondition } from '../../engines/expressions/types.ts'

/** What rules of a model may speak of, for completion and for mistakes at their place. */
export function modelScope(model: Pick<Model, 'variables' | 'components'>): Scope {
  const scope: Scope = {}
  for (const { code, kind, label } of model.variables) {
    const shown = label ? { label } : {}
    if (kind === 'choice') scope[code] = { type: 'text', ...shown }
    if (kind === 'boolean') scope[code] = { type: 'boolean', ...shown }
    if (kind === 'integer' || kind === 'decimal') scope[code] = { type: 'number', ...shown }
  }
  for (const { code } of model.components ?? []) scope[code] = { type: 'number' }
  return scope
}

type Read = { ok: true; rule: Condition } | { ok: false; message: string; at?: number; to?: number }

/** A rule from its text: `cooling == "liquid" || memory + cards <= 8`. */
export function readRule(text: string): Read {
  const read = toJson(text)
  if (!read.ok) {
    const [issue] = read.issues
    const { position } = issue ?? {}
    return {
      ok: false,
      message: [issue?.message, issue?.suggestion].filter(Boolean).join('. ') || 'This cannot be read',
      ...(position && { at: position.offset, to: position.offset + position.length }),
    }
  }
  try {
    return { ok: true, rule: fromText(read.condition) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'This cannot be read' }
  }
}

const comparisons: Record<string, Comparison> = { eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function fromText(condition: TextCondition): Condition {
  if ('conditions' in condition) {
    const parts = condition.conditions.map(fromText)
    if (condition.operator === 'not') return ['not', parts[0] ?? true]
    return condition.operator === 'and' ? ['and', ...parts] : ['or', ...parts]
  }
  if ('expression' in condition) return linear(condition.expression)
  const { field, op, value } = condition
  if (op === 'in') return ['in', field, (value as unknown[]).map(asValue)]
  if (op === 'nin') return ['not', ['in', field, (value as unknown[]).map(asValue)]]
  if (op === 'eq') return ['is', field, asValue(value)]
  if (op === 'ne') return ['not', ['is', field, asValue(value)]]
  const sign = comparisons[op]
  if (sign) return [sign, ['variable', field], String(value)]
  throw new Error(`A rule of a model cannot use "${op}"`)
}

const asValue = (value: unknown): Value => (typeof value === 'boolean' ? value : String(value))

/** A comparison of sums: `memory + 2 * cards <= 8`. */
function linear(text: string): Condition {
  const bare = /^\(?([A-Za-z_]\w*)\)?$/.exec(text.trim())
  if (bare?.[1]) return bare[1]
  const parts = /^(.*?)(<=|>=|==|!=|<|>)(.*)$/.exec(text)
  const [, left, sign, right] = parts ?? []
  if (left === undefined || sign === undefined || right === undefined) {
    throw new Error('Write a comparison, such as memory + cards <= 8')
  }
  return [sign === '==' ? '=' : (sign as Comparison), sum(left), sum(right)]
}

function sum(text: string): NumberExpression {
  const terms = text.replaceAll(/\s+/g, '').match(/[+-]?[^+-]+/g) ?? []
  const read = terms.map(term)
  if (read.length === 0) throw new Error('A side of the comparison is empty')
  const [only] = read
  return read.length === 1 && only !== undefined ? only : ['+', ...read]
}

function term(text: string): NumberExpression {
  const negative = text.startsWith('-')
  const [factor, second] = text
    .replace(/^[+-]/, '')
    .replace(/^\((.*)\)$/, '$1')
    .split('*')
  const part = (piece: string): NumberExpression => {
    if (/^\d+(\.\d+)?$/.test(piece)) return piece
    const attribute = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/.exec(piece)
    if (attribute?.[1] && attribute[2]) return ['attribute', attribute[1], attribute[2]]
    if (/^[A-Za-z_]\w*$/.test(piece)) return ['variable', piece]
    throw new Error(`“${piece}” is neither a number nor a variable`)
  }
  const value =
    second === undefined ? part(factor ?? '') : (['*', part(factor ?? ''), part(second)] as NumberExpression)
  return negative ? ['-', value] : value
}

/** A rule as text; undefined where it says more than the text can: tables, components. */
export function writeRule(rule: Condition | undefined): string | undefined {
  if (rule === undefined) return ''
  try {
    return write(rule)
  } catch {
    return undefined
  }
}

function write(rule: Condition): string {
  if (rule === true || rule === false) return String(rule)
  if (typeof rule === 'string') return rule
  const [operator, ...rest] = rule as [string, ...unknown[]]
  const conditions = () => rest.map((each) => bracketed(each as Condition))
  switch (operator) {
    case 'is':
      return `${String(rest[0])} == ${literal(rest[1] as Value)}`
    case 'in':
      return `${String(rest[0])} in [${(rest[1] as Value[]).map(literal).join(', ')}]`
    case 'and':
      return conditions().join(' && ')
    case 'or':
      return conditions().join(' || ')
    case 'not':
      return `!${bracketed(rest[0] as Condition, true)}`
    case 'implies':
      return `!${bracketed(rest[0] as Condition, true)} || ${bracketed(rest[1] as Condition)}`
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${number(rest[0] as NumberExpression)} ${operator === '=' ? '==' : operator} ${number(rest[1] as NumberExpression)}`
    default:
      throw new Error('more than the text can say')
  }
}

function bracketed(rule: Condition, always = false): string {
  const text = write(rule)
  const compound = Array.isArray(rule) && ['and', 'or', 'implies'].includes(String(rule[0]))
  return compound || (always && typeof rule !== 'string') ? `(${text})` : text
}

const literal = (value: Value) =>
  typeof value === 'boolean' || /^-?\d+(\.\d+)?$/.test(value) ? String(value) : JSON.stringify(value)

function number(expression: NumberExpression): string {
  if (typeof expression === 'string') return expression
  const [operator, ...rest] = expression as [string, ...unknown[]]
  if (operator === 'variable') return String(rest[0])
  if (operator === 'attribute') return `${String(rest[0])}.${String(rest[1])}`
  if (operator === '+') return rest.map((each) => number(each as NumberExpression)).join(' + ')
  if (operator === '*' && rest.length === 2)
    return rest.map((each) => number(each as NumberExpression)).join(' * ')
  throw new Error('more than the text can say')
}

/** A compatibility table as copied from a spreadsheet: the first row names variables; empty cells stand for any value. */
export function readTable(text: string): { variables: string[]; rows: (Value | null)[][] } | undefined {
  const lines = text
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const cells = lines.map((line) =>
    line.split(line.includes('\t') ? '\t' : /[;,]/).map((cell) => cell.trim()),
  )
  const [variables, ...rows] = cells
  if (!variables || rows.length === 0 || rows.some((row) => row.length !== variables.length)) return undefined
  return { variables, rows: rows.map((row) => row.map(cellValue)) }
}

const cellValue = (cell: string): Value | null =>
  cell === '' || cell === '*' ? null : cell === 'true' ? true : cell === 'false' ? false : cell
