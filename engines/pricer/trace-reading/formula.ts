import {
  add,
  divide,
  type Exact,
  larger,
  multiply,
  parseExact,
  smaller,
  subtract,
} from '../../money/index.ts'

/**
 * Works out the arithmetic a step writes down: numbers and names of the step, + − * / ( ), min(…) and max(…). It shares
 * no code with what made the step, so an agreement of the two means something. Undefined for what it cannot read.
 */
export function evaluateFormula(
  formula: string,
  numbers: Readonly<Record<string, string>>,
): Exact | undefined {
  const tokens = formula.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|[-+*/(),]/g) ?? []
  let place = 0

  const result = sumOfTerms()
  return place === tokens.length ? result : undefined

  function sumOfTerms(): Exact | undefined {
    let left = product()
    while (left && (tokens[place] === '+' || tokens[place] === '-')) {
      const operator = tokens[place++]
      const right = product()
      left = right && (operator === '+' ? add(left, right) : subtract(left, right))
    }
    return left
  }

  function product(): Exact | undefined {
    let left = value()
    while (left && (tokens[place] === '*' || tokens[place] === '/')) {
      const operator = tokens[place++]
      const right = value()
      if (!right || (operator === '/' && right.n === 0n)) return undefined
      left = operator === '*' ? multiply(left, right) : divide(left, right)
    }
    return left
  }

  function value(): Exact | undefined {
    const token = tokens[place++]
    if (token === undefined) return undefined
    if (token === '(') return closed(sumOfTerms())
    if (token === 'min' || token === 'max') {
      if (tokens[place++] !== '(') return undefined
      const a = sumOfTerms()
      if (tokens[place++] !== ',') return undefined
      const b = closed(sumOfTerms())
      return a && b && (token === 'min' ? smaller(a, b) : larger(a, b))
    }
    return /^\d/.test(token) ? parseExact(token) : parseExact(numbers[token])
  }

  function closed(inner: Exact | undefined): Exact | undefined {
    return tokens[place++] === ')' ? inner : undefined
  }
}

/** The formula with its numbers: "940.41 × 1 / 100". */
export function formulaInNumbers(formula: string, numbers: Readonly<Record<string, string>>): string {
  return formula.replace(/[A-Za-z]\w*/g, (name) => numbers[name] ?? name).replaceAll('*', '×')
}
