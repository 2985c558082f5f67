/** Rules of a model as constraints of UVL. */
import type { Comparison, Condition, Model, NumberExpression, Value, Variable } from '../model.ts'
import { decimalText, isDecimal, rational } from '../rational.ts'
import { casesOf } from './uvl-cases.ts'
import { type Names, numbersOf, quote } from './uvl-names.ts'

export class UvlWriter {
  private readonly variables: Map<string, Variable>
  private readonly order: Variable[]
  private readonly names: Names

  constructor(model: Model, names: Names) {
    this.names = names
    this.order = model.variables
    this.variables = new Map(model.variables.map((v) => [v.code, v]))
  }

  condition(c: Condition): string {
    if (typeof c === 'boolean') return c ? 'true' : this.never()
    if (typeof c === 'string') return quote(c)
    const all = (list: unknown[]) => list.map((x) => this.condition(x as Condition))
    switch (c[0]) {
      case 'and':
        return join(
          all(c.slice(1)).filter((x) => x !== 'true'),
          ' & ',
          'true',
        )
      case 'or':
        return all(c.slice(1)).includes('true') ? 'true' : join(all(c.slice(1)), ' | ', this.never())
      case 'not': {
        const inner = this.condition(c[1])
        return inner === 'true' ? this.never() : `!${wrap(inner)}`
      }
      case 'implies': {
        const [a, b] = all([c[1], c[2]])
        return b === 'true' ? 'true' : a === 'true' ? b! : `(${a} => ${b})`
      }
      case 'iff': {
        const [a, b] = all([c[1], c[2]])
        return a === 'true' ? b! : b === 'true' ? a! : `(${a} <=> ${b})`
      }
      case 'xor':
        return this.condition(['iff', c[1], ['not', c[2]]])
      case 'requires':
        return this.condition(['implies', c[1], ['and', ...(c.slice(2) as Condition[])]])
      case 'excludes':
        return this.condition(['atMost', 1, ...(c.slice(1) as Condition[])])
      case 'is':
        return this.value(c[1], c[2])
      case 'in':
        return this.condition(['or', ...c[2].map((value): Condition => ['is', c[1], value])])
      case 'atLeast':
      case 'atMost':
      case 'exactly':
        return this.counted(c[0], c[1], c.slice(2) as Condition[])
      case 'allowed':
        return this.condition(['or', ...c[2].map((row) => rowOf(c[1], row))])
      case 'forbidden':
        return this.condition(['and', ...c[2].map((row): Condition => ['not', rowOf(c[1], row)])])
      case 'same':
        return this.same(c[1], c[2])
      case 'clauses':
        return this.clauses(c[1])
      case 'every':
      case 'some':
        throw new RangeError('components have no form in UVL')
      default:
        return this.comparison(c)
    }
  }

  /** Numbers that depend on conditions are taken apart: one comparison for each case. */
  private comparison([op, left, right]: [Comparison, NumberExpression, NumberExpression]): string {
    const plain = (c: Condition) => this.featureOf(c) !== null
    const ofLeft = casesOf(left, plain)
    const cases = ofLeft ?? casesOf(right, plain)
    if (!cases) return `(${this.number(left)} ${op === '=' ? '==' : op} ${this.number(right)})`
    const each = cases.map(([when, value]): Condition => {
      const then: Condition = ofLeft ? [op, value, right] : [op, left, value]
      return ['and', when, then]
    })
    return bounded(this.condition(['or', ...each]))
  }

  /** The feature that is there exactly when the condition holds; null when there is none. */
  private featureOf(c: Condition): string | null {
    if (typeof c === 'string') return quote(c)
    if (!Array.isArray(c) || c[0] !== 'is' || c[2] === false) return null
    const text = this.value(c[1], c[2])
    return text.startsWith('"') ? text : null
  }

  private never(): string {
    const name = quote(this.names.root)
    return `(${name} & !${name})`
  }

  private value(name: string, value: Value): string {
    const v = this.variables.get(name)!
    if (v.kind === 'boolean') return value === true ? quote(name) : `!${quote(name)}`
    const text = v.kind === 'choice' ? String(value) : decimalText(rational(String(value)))
    return valuesOf(v).includes(text) ? quote(this.names.option(name, text)) : this.never()
  }

  private same(a: string, b: string): string {
    if (this.variables.get(a)?.kind === 'boolean') return this.condition(['iff', a, b])
    const others = new Set(valuesOf(this.variables.get(b)!))
    const both = valuesOf(this.variables.get(a)!)
      .filter((value) => others.has(value))
      .map((value): Condition => ['and', ['is', a, value], ['is', b, value]])
    return this.condition(['or', ...both])
  }

  /** Counting by saying which ones in small groups, by adding up features in large ones. */
  private counted(kind: 'atLeast' | 'atMost' | 'exactly', n: number, of: Condition[]): string {
    if (of.length > 6 && of.every((c) => this.featureOf(c) !== null)) {
      const op = ({ atLeast: '>=', atMost: '<=', exactly: '=' } as const)[kind]
      return this.condition([op, ['count', ...of], String(n)])
    }
    if (of.length > 16) throw new RangeError(`counting ${of.length} conditions has no form in UVL`)
    const sets = (size: number): Condition[][] => subsets(of, size)
    const atLeast = (k: number): Condition =>
      k <= 0 ? true : k > of.length ? false : ['or', ...sets(k).map((s): Condition => ['and', ...s])]
    const atMost = (k: number): Condition =>
      k < 0 ? false : ['and', ...sets(k + 1).map((s): Condition => ['not', ['and', ...s]])]
    if (kind === 'atLeast') return this.condition(atLeast(n))
    if (kind === 'atMost') return this.condition(atMost(n))
    return this.condition(['and', atLeast(n), atMost(n)])
  }

  private clauses(numbers: number[]): string {
    const clauses: string[] = []
    let literals: string[] = []
    for (const n of numbers) {
      if (n !== 0) literals.push(`${n < 0 ? '!' : ''}${quote(this.order[Math.abs(n) - 1]!.code)}`)
      else {
        clauses.push(join(literals, ' | ', this.never()))
        literals = []
      }
    }
    return join(clauses, ' & ', 'true')
  }

  private number(e: NumberExpression): string {
    if (typeof e === 'string') return isDecimal(e) ? e : this.variable(e)
    switch (e[0]) {
      case 'variable':
        return this.variable(e[1])
      case 'attribute':
        return this.attribute(e[1], e[2])
      case 'count':
        return join(
          e.slice(1).map((c) => this.featureOf(c as Condition)!),
          ' + ',
          '0',
        )
      case '-':
      case '+':
      case '*':
      case '/': {
        const terms = e.slice(1).map((x) => this.number(x as NumberExpression))
        if (e[0] === '-' && terms.length === 1) terms.unshift('0')
        return join(terms, ` ${e[0]} `, e[0] === '*' ? '1' : '0')
      }
      default:
        throw new RangeError(`${e[0]} has no form in UVL`)
    }
  }

  private variable(name: string): string {
    const v = this.variables.get(name)!
    if (v.kind === 'boolean') return quote(name)
    return this.sumOf(
      name,
      valuesOf(v).filter((value) => value !== '0'),
      this.names.number,
    )
  }

  private attribute(name: string, attribute: string): string {
    const v = this.variables.get(name)!
    if (v.kind === 'choice') {
      const carriers = v.options.filter((o) => o.attributes?.[attribute] !== undefined)
      return this.sumOf(
        name,
        carriers.map((o) => o.code),
        attribute,
      )
    }
    const has = v.kind !== 'text' && v.attributes?.[attribute] !== undefined
    if (!has) return '0'
    return v.kind === 'boolean' ? `${quote(name)}.${attribute}` : this.sumOf(name, valuesOf(v), attribute)
  }

  /** Of the values of one variable exactly one is there: its attribute is the sum over all. */
  private sumOf(name: string, values: string[], attribute: string): string {
    return join(
      values.map((value) => `${quote(this.names.option(name, value))}.${attribute}`),
      ' + ',
      '0',
    )
  }
}

const rowOf = (names: string[], row: (Value | null)[]): Condition => [
  'and',
  ...row.flatMap((value, i): Condition[] => (value === null ? [] : [['is', names[i]!, value]])),
]

function valuesOf(v: Variable): string[] {
  switch (v.kind) {
    case 'choice':
      return v.options.map((o) => o.code)
    case 'integer':
    case 'decimal':
      return numbersOf(v)
    default:
      return []
  }
}

const LONGEST = 200_000

function bounded(text: string): string {
  if (text.length > LONGEST) throw new RangeError('a rule is too long in UVL')
  return text
}

function wrap(text: string): string {
  return /^"[^"]*"$|^\(.*\)$/.test(text) && !text.slice(1, -1).includes(') ') ? text : `(${text})`
}

function join(parts: string[], by: string, none: string): string {
  if (parts.length === 0) return none
  return parts.length === 1 ? parts[0]! : `(${parts.join(by)})`
}

function subsets<T>(list: T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((x, i) => subsets(list.slice(i + 1), size - 1).map((rest) => [x, ...rest]))
}
