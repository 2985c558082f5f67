/** The CSP JSON of the public test models (`cfg-csp/1`): variables, tables of allowed rows, rules as prefix lists. */
import type { Condition, Constraint, Model, NumberExpression, Value, Variable } from '../model.ts'

type CspVariable = { n: string; dom?: (string | number)[]; ints?: number[]; int?: [number, number] }
type CspTable = { id?: string; scope: string[]; rows: (string | (string | number)[])[] }
type Csp = {
  format: string
  name?: string
  note?: string
  alphabet?: string
  vars: CspVariable[]
  tables?: CspTable[]
  rules?: unknown[]
  minimize?: string
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Takes the parsed document; the value `-` means "this part is not there". */
export function importCsp(document: unknown): Model {
  const csp = document as Csp
  if (csp?.format !== 'cfg-csp/1' || !Array.isArray(csp.vars))
    throw new SyntaxError('not a cfg-csp/1 document')
  const reader = new Reader(csp)
  const constraints: Constraint[] = [
    ...(csp.tables ?? []).map((t, i) => reader.table(t, i)),
    ...(csp.rules ?? []).map((r, i) => ({
      code: `rule-${i + 1}`,
      sentence: sentenceOf(r),
      rule: reader.condition(r),
    })),
  ]
  return {
    code: csp.name ?? 'csp',
    ...(csp.note !== undefined && { help: csp.note }),
    variables: reader.variables,
    constraints,
    ...(csp.minimize && { preferences: [{ minimize: reader.number(csp.minimize) }] }),
  }
}

class Reader {
  readonly variables: Variable[]
  private readonly byName = new Map<string, Variable>()
  private readonly alphabet: string
  private readonly attributes = new Map<string, string>()

  constructor(csp: Csp) {
    this.alphabet = csp.alphabet ?? ALPHABET
    this.variables = csp.vars.map(variableOf)
    for (const v of this.variables) this.byName.set(v.code, v)
  }

  table(t: CspTable, i: number): Constraint {
    const variables = t.scope.map((name) => this.variable(name))
    const rows = t.rows.map((row) =>
      typeof row === 'string'
        ? variables.map((v, k) => valuesOf(v)[this.alphabet.indexOf(row[k]!)]!)
        : row.map(String),
    )
    const code = t.id ?? `table-${i + 1}`
    return {
      code,
      sentence: `${t.scope.join(', ')} go together as table ${code} lists`,
      rule: ['allowed', t.scope, rows],
    }
  }

  private variable(name: string): Variable {
    const v = this.byName.get(name)
    if (!v) throw new SyntaxError(`${name} is not among the variables`)
    return v
  }

  condition(e: unknown): Condition {
    if (typeof e === 'boolean') return e
    if (!Array.isArray(e)) throw new SyntaxError(`a rule is a list, not ${JSON.stringify(e)}`)
    const [op, a, b] = e
    switch (op) {
      case 'and':
      case 'or':
        return [op, ...e.slice(1).map((x) => this.condition(x))]
      case 'not':
        return ['not', this.condition(a)]
      case '=>':
        return ['implies', this.condition(a), this.condition(b)]
      case '<=>':
        return ['iff', this.condition(a), this.condition(b)]
      case 'in':
        return ['in', this.nameOf(a) ?? '', (Array.isArray(b) ? b : [b]).map(String)]
      case '=':
        return this.equality(a, b)
      case '!=':
        return ['not', this.equality(a, b)]
      case '<':
      case '<=':
      case '>':
      case '>=':
        return [op, this.number(a), this.number(b)]
      default:
        throw new SyntaxError(`no rule is called ${String(op)}`)
    }
  }

  /** Choices are compared by their code, everything else as numbers. */
  private equality(a: unknown, b: unknown): Condition {
    const x = this.choiceOf(a)
    const y = this.choiceOf(b)
    if (x && y) return ['same', x.code, y.code]
    if (x) return ['is', x.code, String(b)]
    if (y) return ['is', y.code, String(a)]
    return ['=', this.number(a), this.number(b)]
  }

  private nameOf(e: unknown): string | null {
    return typeof e === 'string' && e.startsWith('$') ? this.variable(e.slice(1)).code : null
  }

  private choiceOf(e: unknown): Variable | null {
    const name = this.nameOf(e)
    const v = name === null ? null : this.variable(name)
    return v?.kind === 'choice' ? v : null
  }

  number(e: unknown): NumberExpression {
    if (typeof e === 'number') return String(e)
    const name = this.nameOf(e)
    if (name !== null) return ['variable', name]
    if (!Array.isArray(e)) throw new SyntaxError(`not a number: ${JSON.stringify(e)}`)
    if (e[0] === 'map') return this.attribute(e[1], e[2])
    if (e[0] === '+' || e[0] === '-' || e[0] === '*') {
      return [e[0], ...e.slice(1).map((x) => this.number(x))] as NumberExpression
    }
    throw new SyntaxError(`no number is made by ${String(e[0])}`)
  }

  /** A mapping of values to numbers becomes an attribute of the options; equal mappings are one attribute. */
  private attribute(variable: unknown, map: Record<string, number>): NumberExpression {
    const v = this.choiceOf(variable)
    if (!v || v.kind !== 'choice') throw new SyntaxError('an attribute belongs to an enumeration')
    const key = JSON.stringify([v.code, Object.entries(map).sort()])
    let name = this.attributes.get(key)
    if (name === undefined) {
      name = `a${[...this.attributes.keys()].filter((k) => k.startsWith(`["${v.code}"`)).length + 1}`
      this.attributes.set(key, name)
      for (const o of v.options) o.attributes = { ...o.attributes, [name]: String(map[o.code] ?? 0) }
    }
    return ['attribute', v.code, name]
  }
}

function variableOf(v: CspVariable): Variable {
  if (v.int) return { kind: 'integer', code: v.n, min: String(v.int[0]), max: String(v.int[1]) }
  const values = v.dom ?? v.ints
  if (!values) throw new SyntaxError(`${v.n} has no values`)
  return { kind: 'choice', code: v.n, options: values.map((value) => optionOf(value, v.ints !== undefined)) }
}

function optionOf(value: string | number, numeric: boolean) {
  return { code: String(value), ...(numeric && { attributes: { value: String(value) } }) }
}

function valuesOf(v: Variable): Value[] {
  return v.kind === 'choice' ? v.options.map((o) => o.code) : []
}

/** The rule as text, for people. */
function sentenceOf(e: unknown): string {
  if (!Array.isArray(e)) return String(e).replace(/^\$/, '')
  if (e[0] === 'not') return `not (${sentenceOf(e[1])})`
  if (e[0] === 'map') return `number of ${sentenceOf(e[1])}`
  const words: Record<string, string> = { '=>': 'requires', '<=>': 'exactly when' }
  const op = String(e[0])
  return `(${e
    .slice(1)
    .map(sentenceOf)
    .join(` ${words[op] ?? op} `)})`
}
