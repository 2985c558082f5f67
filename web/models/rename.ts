import type {
  Condition,
  Default,
  Group,
  Model,
  NumberExpression,
  Value,
} from '../../engines/configurator/model.ts'

/**
 * A model in which a variable or slot has another code, wherever it is named: in rules, defaults, wishes, totals and
 * groups of its own model, and by a path such as `bay[0].drive` from models around it. `inside` is the model that has it.
 */
export function withRenamed(whole: Model, inside: Model, from: string, to: string): Model {
  const parts = whole.models ?? {}
  const step = (model: Model, first: string) => {
    const code = codeOf(first)
    return model === inside && code === from ? to + first.slice(code.length) : first
  }
  const namesOf = (model: Model): Names => ({
    path: (name) =>
      stepsOf(model, parts, name)
        .map((each) => step(each.model, each.step))
        .join('.'),
    value: (_, value) => value,
  })
  const recoded = <Coded extends { code: string }>(each: Coded) =>
    each.code === from ? { ...each, code: to } : each
  return everywhere(whole, namesOf, inside, (model) => ({
    variables: model.variables.map(recoded),
    ...(model.components && { components: model.components.map(recoded) }),
  }))
}

/** A model in which an option of a variable of `inside` has another code: tables, rules and defaults that name it follow. */
export function withRenamedOption(
  whole: Model,
  inside: Model,
  variable: string,
  from: string,
  to: string,
): Model {
  const parts = whole.models ?? {}
  const isMeant = (model: Model, name: string) => {
    const last = stepsOf(model, parts, name).at(-1)
    return last?.model === inside && last.step === variable
  }
  const namesOf = (model: Model): Names => ({
    path: (name) => name,
    value: (name, value) => (value === from && isMeant(model, name) ? to : value),
  })
  return everywhere(whole, namesOf, inside, (model) => ({
    variables: model.variables.map((each) =>
      each.code === variable && each.kind === 'choice'
        ? {
            ...each,
            options: each.options.map((option) => (option.code === from ? { ...option, code: to } : option)),
          }
        : each,
    ),
  }))
}

/** What names and values of a model become. */
type Names = { path(name: string): string; value(name: string, value: Value): Value }

function everywhere(
  whole: Model,
  namesOf: (model: Model) => Names,
  inside: Model,
  own: (model: Model) => Partial<Model>,
): Model {
  const of = (model: Model): Model => {
    const models = model.models && mapValues(model.models, of)
    return {
      ...inModel(model, namesOf(model)),
      ...(model === inside && own(model)),
      ...(models && { models }),
    }
  }
  return of(whole)
}

const codeOf = (step: string) => step.replace(/\[\d+\]$/, '')

/** The steps of a path, each with the model it is taken in; behind what is no slot the rest stays with it. */
function stepsOf(
  model: Model,
  parts: NonNullable<Model['models']>,
  name: string,
): { model: Model; step: string }[] {
  const [first = '', ...rest] = name.split('.')
  const slot = model.components?.find((each) => each.code === codeOf(first))
  const inner = slot && (model.models?.[slot.model] ?? parts[slot.model])
  if (!inner || rest.length === 0) return [{ model, step: [first, ...rest].join('.') }]
  return [{ model, step: first }, ...stepsOf(inner, parts, rest.join('.'))]
}

function inModel(model: Model, names: Names): Model {
  const { constraints, defaults, preferences, totals, groups } = model
  return {
    ...model,
    ...(constraints && {
      constraints: constraints.map((each) => ({
        ...each,
        rule: inCondition(each.rule, names),
        ...inWhen(each, names),
      })),
    }),
    ...(defaults && {
      defaults: defaults.map(
        (each): Default => ({
          ...each,
          variable: names.path(each.variable),
          value: names.value(each.variable, each.value),
          ...inWhen(each, names),
        }),
      ),
    }),
    ...(preferences && {
      preferences: preferences.map((each) => {
        if ('prefer' in each)
          return { ...each, prefer: inCondition(each.prefer, names), ...inWhen(each, names) }
        if ('minimize' in each) return { ...each, minimize: inNumber(each.minimize, names) }
        return { ...each, maximize: inNumber(each.maximize, names) }
      }),
    }),
    ...(totals && { totals: totals.map((each) => ({ ...each, value: inNumber(each.value, names) })) }),
    ...(groups && { groups: groups.map((each) => inGroup(each, names)) }),
  }
}

const inWhen = ({ when }: { when?: Condition }, names: Names) =>
  when === undefined ? {} : { when: inCondition(when, names) }

const inGroup = (group: Group, names: Names): Group => ({
  ...group,
  members: group.members.map(names.path),
  ...(group.groups && { groups: group.groups.map((each) => inGroup(each, names)) }),
})

function inCondition(condition: Condition, names: Names): Condition {
  if (typeof condition === 'boolean') return condition
  if (typeof condition === 'string') return names.path(condition)
  const conditions = (list: readonly Condition[]) => list.map((each) => inCondition(each, names))
  switch (condition[0]) {
    case 'is':
      return ['is', names.path(condition[1]), names.value(condition[1], condition[2])]
    case 'in':
      return ['in', names.path(condition[1]), condition[2].map((value) => names.value(condition[1], value))]
    case 'same':
      return ['same', names.path(condition[1]), names.path(condition[2])]
    case 'allowed':
    case 'forbidden':
      return [condition[0], condition[1].map(names.path), rowsOf(condition[1], condition[2], names)]
    case 'every':
    case 'some':
      return [condition[0], names.path(condition[1]), inCondition(condition[2], names)]
    case 'clauses':
      return condition
    case 'atLeast':
    case 'atMost':
    case 'exactly': {
      const [operator, count, ...rest] = condition
      return [operator, count, ...conditions(rest)]
    }
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return [condition[0], inNumber(condition[1], names), inNumber(condition[2], names)]
    default: {
      const [operator, ...rest] = condition
      return [operator, ...conditions(rest)] as Condition // as many conditions as there were
    }
  }
}

const rowsOf = (columns: readonly string[], rows: readonly (Value | null)[][], names: Names) =>
  rows.map((row) => row.map((value, at) => (value === null ? null : names.value(columns[at] ?? '', value))))

const literal = /^-?\d+(\.\d+)?$/

function inNumber(number: NumberExpression, names: Names): NumberExpression {
  if (typeof number === 'string') return literal.test(number) ? number : names.path(number)
  switch (number[0]) {
    case 'variable':
      return ['variable', names.path(number[1])]
    case 'attribute':
      return ['attribute', names.path(number[1]), number[2]]
    case 'if':
      return ['if', inCondition(number[1], names), inNumber(number[2], names), inNumber(number[3], names)]
    case 'count': {
      const [operator, ...rest] = number
      return [operator, ...rest.map((each) => inCondition(each, names))]
    }
    case 'countOf':
      return ['countOf', names.path(number[1]), inCondition(number[2], names)]
    case 'sumOf':
    case 'minOf':
    case 'maxOf':
      return [number[0], names.path(number[1]), inNumber(number[2], names)]
    default: {
      const [operator, ...rest] = number
      return [operator, ...rest.map((each) => inNumber(each, names))] as NumberExpression // as many as there were
    }
  }
}

const mapValues = <Value>(object: Record<string, Value>, change: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
