/** Conditions and expressions: shape, names, values, kinds. */
import type { Report } from './check-model.ts'
import {
  type FlatModel,
  type FlatVariable,
  fullName,
  indexOf,
  instancesOf,
  isValue,
  resolveName,
  type Scope,
} from './flat.ts'
import { isDecimal, rational } from './rational.ts'

const DEPTH = 200
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>='])

/** Reports what is wrong with a condition; `path` is its place in the model. */
export function checkCondition(
  flat: FlatModel,
  c: unknown,
  scope: Scope,
  path: string,
  report: Report,
  depth = 0,
): void {
  const inner = (x: unknown, at: string, s = scope) => checkCondition(flat, x, s, at, report, depth + 1)
  const rest = (list: unknown[], from: number) =>
    list.slice(from).forEach((x, i) => inner(x, `${path}[${i + from}]`))
  if (depth > DEPTH) return report(path, 'too-deep', `Conditions nest at most ${DEPTH} deep`)
  if (typeof c === 'boolean') return
  if (typeof c === 'string') return void variable(flat, c, scope, path, report, ['boolean'])
  if (!Array.isArray(c))
    return report(
      path,
      'shape',
      'A condition is true, false, the name of a boolean, or a list like ["and", …]',
    )
  const op = c[0]
  if (COMPARISONS.has(op)) {
    arity(c, 3, path, report)
    for (const i of [1, 2]) checkExpression(flat, c[i], scope, `${path}[${i}]`, report, depth + 1)
    return
  }
  switch (op) {
    case 'and':
    case 'or':
    case 'requires':
    case 'excludes':
      return rest(c, 1)
    case 'not':
      arity(c, 2, path, report)
      return rest(c, 1)
    case 'implies':
    case 'iff':
    case 'xor':
      arity(c, 3, path, report)
      return rest(c, 1)
    case 'atLeast':
    case 'atMost':
    case 'exactly':
      if (!Number.isSafeInteger(c[1])) report(`${path}[1]`, 'number', `${op} is followed by a whole number`)
      return rest(c, 2)
    case 'is':
      return checkValue(flat, c[1], c[2], scope, path, report)
    case 'in':
      if (!Array.isArray(c[2]))
        return report(`${path}[2]`, 'shape', 'in is followed by a variable and a list of values')
      return c[2].forEach((value, i) => checkValue(flat, c[1], value, scope, `${path}[2][${i}]`, report))
    case 'same':
      return checkSame(flat, c, scope, path, report)
    case 'allowed':
    case 'forbidden':
      return checkTable(flat, c, scope, path, report)
    case 'every':
    case 'some':
      return eachInstance(flat, c, scope, path, report, (s) => inner(c[2], `${path}[2]`, s))
    case 'clauses':
      return checkClauses(c, scope, path, report)
    default:
      report(`${path}[0]`, 'unknown', `No condition is called ${JSON.stringify(op)}`)
  }
}

export function checkExpression(
  flat: FlatModel,
  e: unknown,
  scope: Scope,
  path: string,
  report: Report,
  depth: number,
): void {
  const number = (x: unknown, at: string, s = scope) => checkExpression(flat, x, s, at, report, depth + 1)
  if (depth > DEPTH) return report(path, 'too-deep', `Expressions nest at most ${DEPTH} deep`)
  if (typeof e === 'string') {
    if (!isDecimal(e)) variable(flat, e, scope, path, report, ['number', 'boolean'])
    return
  }
  if (!Array.isArray(e)) {
    const hint = typeof e === 'number' ? `; write '${e}' in quotes` : ''
    return report(
      path,
      'shape',
      `An expression is a decimal in quotes, the name of a number, or a list like ["+", …]${hint}`,
    )
  }
  switch (e[0]) {
    case 'variable':
      return void variable(flat, e[1], scope, `${path}[1]`, report, ['number', 'boolean'])
    case 'attribute':
      return checkAttribute(flat, e, scope, path, report)
    case '/':
      arity(e, 3, path, report)
      return e.slice(1).forEach((x, i) => number(x, `${path}[${i + 1}]`))
    case '+':
    case '-':
    case '*':
    case 'min':
    case 'max':
      if (e.length < 2) report(path, 'shape', `${e[0]} needs at least one number`)
      return e.slice(1).forEach((x, i) => number(x, `${path}[${i + 1}]`))
    case 'if':
      arity(e, 4, path, report)
      checkCondition(flat, e[1], scope, `${path}[1]`, report, depth + 1)
      for (const i of [2, 3]) number(e[i], `${path}[${i}]`)
      return
    case 'count':
      return e
        .slice(1)
        .forEach((x, i) => checkCondition(flat, x, scope, `${path}[${i + 1}]`, report, depth + 1))
    case 'sumOf':
    case 'minOf':
    case 'maxOf':
      return eachInstance(flat, e, scope, path, report, (s) => number(e[2], `${path}[2]`, s))
    case 'countOf':
      return eachInstance(flat, e, scope, path, report, (s) =>
        checkCondition(flat, e[2], s, `${path}[2]`, report, depth + 1),
      )
    default:
      report(`${path}[0]`, 'unknown', `No expression is called ${JSON.stringify(e[0])}`)
  }
}

function arity(list: unknown[], n: number, path: string, report: Report): void {
  if (list.length !== n) report(path, 'shape', `${list[0]} takes ${n - 1} parts, not ${list.length - 1}`)
}

/** The variable of that name, if it exists and is of one of the kinds. */
function variable(
  flat: FlatModel,
  name: unknown,
  scope: Scope,
  path: string,
  report: Report,
  kinds: FlatVariable['kind'][],
): FlatVariable | null {
  const v = typeof name === 'string' ? resolveName(flat, scope, name) : undefined
  if (!v) {
    report(path, 'unknown', `There is no variable ${JSON.stringify(name)}${suggestion(flat, scope, name)}`)
    return null
  }
  if (!kinds.includes(v.kind)) {
    const hint = v.kind === 'text' ? 'texts take no part in constraints' : `${kinds.join(' or ')} is expected`
    report(path, 'kind', `${v.path} is a ${v.kind}; ${hint}`)
    return null
  }
  return v
}

function suggestion(flat: FlatModel, scope: Scope, name: unknown): string {
  if (typeof name !== 'string' || flat.names.size > 5000) return ''
  if (flat.slots.has(fullName(scope, name.replace(/\..*/, ''))) && name.includes('.')) {
    return `; names like ${name} stand for one instance and belong inside every, some, sumOf, minOf, maxOf or countOf`
  }
  const lower = name.toLowerCase()
  for (const known of flat.names.keys())
    if (known.toLowerCase() === lower || distanceIsOne(known, name)) return `; did you mean ${known}?`
  return ''
}

function distanceIsOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a.length < 3) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)
}

function checkValue(
  flat: FlatModel,
  name: unknown,
  value: unknown,
  scope: Scope,
  path: string,
  report: Report,
): void {
  const v = variable(flat, name, scope, path, report, ['boolean', 'choice', 'number'])
  if (!v) return
  if (!isValue(value))
    return report(path, 'shape', `A value is true, false or a text, not ${JSON.stringify(value)}`)
  if (v.kind === 'boolean' && typeof value !== 'boolean')
    report(path, 'value', `${v.path} is either true or false`)
  if (v.kind === 'choice' && !v.options.includes(String(value))) {
    report(path, 'value', `${v.path} has no option ${value}; it has ${v.options.slice(0, 8).join(', ')}`)
  }
  if (v.kind === 'number' && (!isDecimal(value) || indexOf(v, rational(value)) < 0)) {
    report(path, 'value', `${v.path} can never be ${value}`, isDecimal(value) ? 'warning' : 'error')
  }
}

function checkSame(flat: FlatModel, c: unknown[], scope: Scope, path: string, report: Report): void {
  arity(c, 3, path, report)
  const a = variable(flat, c[1], scope, `${path}[1]`, report, ['boolean', 'choice', 'number'])
  const b = variable(flat, c[2], scope, `${path}[2]`, report, ['boolean', 'choice', 'number'])
  if (a && b && a.kind !== b.kind)
    report(path, 'kind', `${a.path} is a ${a.kind} and ${b.path} a ${b.kind}: never the same`)
}

function checkTable(flat: FlatModel, c: unknown[], scope: Scope, path: string, report: Report): void {
  const [, scopeNames, rows] = c
  if (!Array.isArray(scopeNames) || !Array.isArray(rows) || scopeNames.length === 0) {
    return report(path, 'shape', 'A table is a list of variables and a list of rows')
  }
  const variables = scopeNames.map((n, i) =>
    variable(flat, n, scope, `${path}[1][${i}]`, report, ['boolean', 'choice', 'number']),
  )
  if (new Set(scopeNames).size !== scopeNames.length)
    report(`${path}[1]`, 'duplicate', 'Each variable has one column')
  if (variables.includes(null)) return
  const known = variables.map((v) => (v!.kind === 'choice' ? new Set(v!.options) : null))
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== variables.length) {
      return report(`${path}[2][${i}]`, 'shape', `A row has ${variables.length} values`)
    }
    row.forEach((value, k) => {
      if (value === null || known[k]?.has(value)) return
      checkValue(flat, scopeNames[k], value, scope, `${path}[2][${i}][${k}]`, report)
    })
  })
}

function eachInstance(
  flat: FlatModel,
  c: unknown[],
  scope: Scope,
  path: string,
  report: Report,
  check: (scope: Scope) => void,
): void {
  arity(c, 3, path, report)
  const slot = c[1]
  if (typeof slot !== 'string' || !flat.slots.has(fullName(scope, slot))) {
    return report(`${path}[1]`, 'unknown', `There is no slot ${JSON.stringify(slot)}`)
  }
  // All instances follow one model: what is right for the first is right for all.
  const first = instancesOf(flat, scope, slot)[0]
  if (first) check(first[1])
}

function checkAttribute(flat: FlatModel, e: unknown[], scope: Scope, path: string, report: Report): void {
  arity(e, 3, path, report)
  const v = variable(flat, e[1], scope, `${path}[1]`, report, ['boolean', 'choice', 'number'])
  if (!v?.spec) return
  const name = String(e[2])
  const carriers = v.spec.kind === 'choice' ? v.spec.options : [v.spec]
  if (carriers.some((o) => 'attributes' in o && o.attributes?.[name] !== undefined)) return
  report(
    `${path}[2]`,
    'attribute',
    `Nothing about ${v.path} has an attribute ${name}: it counts as 0`,
    'warning',
  )
}

function checkClauses(c: unknown[], scope: Scope, path: string, report: Report): void {
  const numbers = c[1]
  const most = scope.model.variables.length
  if (!Array.isArray(numbers))
    return report(`${path}[1]`, 'shape', 'clauses is followed by a list of whole numbers')
  const bad = numbers.findIndex((n) => !Number.isSafeInteger(n) || Math.abs(n) > most)
  if (bad >= 0) report(`${path}[1][${bad}]`, 'unknown', `${numbers[bad]} is no variable; there are ${most}`)
  else if (numbers.length > 0 && numbers.at(-1) !== 0)
    report(`${path}[1]`, 'shape', 'The last clause ends with 0')
  const other = scope.model.variables.findIndex((v) => v.kind !== 'boolean')
  if (other >= 0)
    report(path, 'kind', `clauses speak of booleans only; ${scope.model.variables[other]!.code} is none`)
}
