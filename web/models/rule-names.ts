import type { Model, Variable } from '../../engines/configurator/model.ts'

/** What a name in a rule stands for. */
export type Named =
  | { kind: 'variable'; path: string; variable: Variable }
  | { kind: 'slot'; path: string }
  | { kind: 'attribute'; path: string; attribute: string }

/** `cpu`, `cpu.watts`, `bay` (how many), `bay.drive`, `bay[0].drive.watts`. */
export function lookUp(model: Model, segments: readonly string[]): Named | undefined {
  return find(model, model.models ?? {}, segments, '')
}

function find(
  model: Model,
  parts: NonNullable<Model['models']>,
  [first, ...rest]: readonly string[],
  before: string,
): Named | undefined {
  if (first === undefined) return undefined
  const path = before + first
  const variable = model.variables.find((each) => each.code === first)
  if (variable) {
    const [attribute, ...more] = rest
    if (attribute === undefined) return { kind: 'variable', path, variable }
    return more.length === 0 && attributesOf(variable).includes(attribute)
      ? { kind: 'attribute', path, attribute }
      : undefined
  }
  const slot = model.components?.find((each) => each.code === first.replace(/\[\d+\]$/, ''))
  if (!slot) return undefined
  if (rest.length === 0) return first === slot.code ? { kind: 'slot', path } : undefined
  const inner = model.models?.[slot.model] ?? parts[slot.model]
  return inner && find(inner, parts, rest, `${path}.`)
}

/** The numbers a variable brings along, by any of its options. */
export function attributesOf(variable: Variable): string[] {
  const all =
    variable.kind === 'choice'
      ? variable.options.map((option) => option.attributes)
      : 'attributes' in variable
        ? [variable.attributes]
        : []
  return [...new Set(all.flatMap((numbers) => Object.keys(numbers ?? {})))]
}

export type Nameable = { name: string; detail: string | undefined }

/** Every name a rule can use, as it is written. */
export function namesIn(model: Model): Nameable[] {
  return [...namesBelow(model, model.models ?? {}, '', 0)]
}

function* namesBelow(
  model: Model,
  parts: NonNullable<Model['models']>,
  before: string,
  depth: number,
): Generator<Nameable> {
  for (const variable of model.variables) {
    if (variable.kind === 'text') continue
    const name = before + spell(variable.code)
    yield { name, detail: variable.label }
    for (const attribute of attributesOf(variable)) {
      yield { name: `${name}.${spell(attribute)}`, detail: `of ${variable.label ?? variable.code}` }
    }
  }
  for (const slot of model.components ?? []) {
    const name = before + spell(slot.code)
    yield { name, detail: `how many: ${slot.label ?? slot.code}` }
    const inner = model.models?.[slot.model] ?? parts[slot.model]
    if (inner && depth < 4) yield* namesBelow(inner, parts, `${name}.`, depth + 1)
  }
}

/** A code as it stands in a text: with backticks where it is no plain word. */
export const spell = (code: string) =>
  /^[A-Za-z_]\w*(\[\d+\])?$/.test(code) && !reserved.has(code) ? code : `\`${code}\``

export const reserved: ReadonlySet<string> = new Set(['true', 'false', 'in', 'implies', 'iff', 'xor'])
