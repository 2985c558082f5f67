import type {
  BooleanVariable,
  ChoiceVariable,
  Condition,
  Constraint,
  IntegerVariable,
  NumberExpression,
  Option,
} from '../../engines/configurator/index.ts'
import { exact, multiply, toText } from '../../engines/money/index.ts'
import { productOf } from '../catalog/index.ts'

/** Facts of a product that rules can count with; texts among them (a socket, a form) are left out. */
function numbersOf(product: string, quantity = '1'): Record<string, string> {
  const facts = Object.entries(productOf(product).attributes ?? {})
  return Object.fromEntries(
    facts
      .filter((fact): fact is [string, string] => /^\d+(\.\d+)?$/.test(String(fact[1])))
      .map(([name, value]) => [name, toText(multiply(exact(value), exact(quantity)))]),
  )
}

function textsOf(product: string): Record<string, string> {
  const facts = Object.entries(productOf(product).attributes ?? {})
  return Object.fromEntries(facts.map(([name, value]) => [name, String(value)]))
}

/** An option that stands for a product of the catalog, with the product's name and facts. */
export function option(product: string, more: Partial<Option> = {}): Option {
  const { attributes, ...rest } = more
  return {
    code: product,
    label: productOf(product).name,
    product,
    attributes: { ...numbersOf(product), ...attributes },
    facts: textsOf(product),
    ...rest,
  }
}

/** Several of a product as one option: "2xMEM-U32", "2 × Memory 32 GB". Facts count for all of them. */
export function several(product: string, quantity: number, attributes: Record<string, string> = {}): Option {
  if (quantity === 1)
    return option(product, { code: `1x${product}`, attributes: { units: '1', ...attributes } })
  return {
    code: `${quantity}x${product}`,
    label: `${quantity} × ${productOf(product).name}`,
    product,
    quantity: String(quantity),
    attributes: { ...numbersOf(product, String(quantity)), units: String(quantity), ...attributes },
    facts: textsOf(product),
  }
}

/** Memory as people buy it, "64 GB (2 × 32 GB)": `ecc` says yes or no for all modules together. */
export function memoryKit(product: string, quantity: number): Option {
  const { gb = '0', ecc = '0' } = numbersOf(product)
  const total = toText(multiply(exact(gb), exact(String(quantity))))
  const kind = textsOf(product)['kind'] ?? ''
  return {
    ...several(product, quantity, { ecc }),
    label: `${total} GB (${quantity} × ${gb} GB ${kind})`,
  }
}

export function none(label = 'None'): Option {
  return { code: 'none', label }
}

export function choice(
  code: string,
  label: string,
  options: Option[],
  more: Partial<ChoiceVariable> = {},
): ChoiceVariable {
  return { kind: 'choice', code, label, options, ...more }
}

/** Yes or no to one product. */
export function extra(code: string, product: string, more: Partial<BooleanVariable> = {}): BooleanVariable {
  return {
    kind: 'boolean',
    code,
    label: productOf(product).name,
    product,
    attributes: numbersOf(product),
    ...more,
  }
}

/** How many of a product, none to `max`. */
export function count(
  code: string,
  product: string,
  max: number,
  more: Partial<IntegerVariable> = {},
): IntegerVariable {
  return {
    kind: 'integer',
    code,
    label: productOf(product).name,
    min: '0',
    max: String(max),
    product,
    attributes: numbersOf(product),
    ...more,
  }
}

export function rule(code: string, sentence: string, condition: Condition, when?: Condition): Constraint {
  return { code, sentence, rule: condition, ...(when === undefined ? {} : { when }) }
}

/** The sum of one fact over several variables. */
export function total(fact: string, variables: string[]): NumberExpression {
  return ['+', ...variables.map((code): NumberExpression => ['attribute', code, fact])]
}

/** How many there are of several counted products. */
export function countOf(variables: string[]): NumberExpression {
  return ['+', ...variables.map((code): NumberExpression => ['variable', code])]
}

export const keyboards = choice(
  'keyboard',
  'Keyboard and mouse',
  [
    none('No keyboard'),
    ...['KB-DE', 'KB-FR', 'KB-UK', 'KB-US', 'KB-JP', 'KB-CH', 'KB-WL'].map((code) => option(code)),
  ],
  { help: 'The layout of the country the machine goes to.' },
)

export const desktopSystem = choice('os', 'Operating system', [
  none('No operating system'),
  option('OS-WS'),
  option('OS-LINUX-WS'),
])
