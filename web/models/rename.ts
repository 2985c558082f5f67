import type { Condition, Default, Group, Model, NumberExpression } from '../../engines/configurator/model.ts'

/**
 * A model in which a variable or slot has another code, wherever it is named: in rules, defaults, wishes, totals and
 * groups of its own model, and by a path such as `bay[0].drive` from models around it. `inside` is the model that has it.
 */
export function withRenamed(whole: Model, inside: Model, from: string, to: string): Model {
  const parts = whole.models ?? {}
  const of = (model: Model): Model => {
    const path = (name: string) => renamedPath(model, parts, name.split('.'), inside, from, to).join('.')
    const models = model.models && mapValues(model.models, of)
    return {
      ...inModel(model, path),
      ...(model === inside && {
        variables: model.variables.map((each) => (each.code === from ? { ...each, code: to } : each)),
        ...(model.components && {
          components: model.components.map((each) => (each.code === from ? { ...each, code: to } : each)),
        }),
      }),
      ...(models && { models }),
    }
  }
  return of(whole)
}

type Path = (name: string) => string

/** Goes from slot to slot as the path does, and renames the step that is taken in `inside`. */
function renamedPath(
  model: Model,
  parts: NonNullable<Model['models']>,
  [first = '', ...rest]: readonly string[],
  inside: Model,
  from: string,
  to: string,
): string[] {
  const code = first.replace(/\[\d+\]$/, '')
  const own = model === inside && code === from ? to + first.slice(code.length) : first
  const slot = model.components?.find((each) => each.code === code)
  const inner = slot && (model.models?.[slot.model] ?? parts[slot.model])
  return inner && rest.length > 0
    ? [own, ...renamedPath(inner, parts, rest, inside, from, to)]
    : [own, ...rest]
}

function inModel(model: Model, path: Path): Model {
  const { constraints, defaults, preferences, totals, groups } = model
  return {
    ...model,
    ...(constraints && {
      constraints: constraints.map((each) => ({
        ...each,
        rule: inCondition(each.rule, path),
        ...inWhen(each, path),
      })),
    }),
    ...(defaults && {
      defaults: defaults.map(
        (each): Default => ({ ...each, variable: path(each.variable), ...inWhen(each, path) }),
      ),
    }),
    ...(preferences && {
      preferences: preferences.map((each) => {
        if ('prefer' in each)
          return { ...each, prefer: inCondition(each.prefer, path), ...inWhen(each, path) }
        if ('minimize' in each) return { ...each, minimize: inNumber(each.minimize, path) }
        return { ...each, maximize: inNumber(each.maximize, path) }
      }),
    }),
    ...(totals && { totals: totals.map((each) => ({ ...each, value: inNumber(each.value, path) })) }),
    ...(groups && { groups: groups.map((each) => inGroup(each, path)) }),
  }
}

const inWhen = ({ when }: { when?: Condition }, path: Path) =>
  when === undefined ? {} : { when: inCondition(when, path) }

const inGroup = (group: Group, path: Path): Group => ({
  ...group,
  members: group.members.map(path),
  ...(group.groups && { groups: group.groups.map((each) => inGroup(each, path)) }),
})

function inCondition(condition: Condition, path: Path): Condition {
  if (typeof condition === 'boolean') return condition
  if (typeof condition === 'string') return path(condition)
  const conditions = (list: readonly Condition[]) => list.map((each) => inCondition(each, path))
  switch (condition[0]) {
    case 'is':
      return ['is', path(condition[1]), condition[2]]
    case 'in':
      return ['in', path(condition[1]), condition[2]]
    case 'same':
      return ['same', path(condition[1]), path(condition[2])]
    case 'allowed':
    case 'forbidden':
      return [condition[0], condition[1].map(path), condition[2]]
    case 'every':
    case 'some':
      return [condition[0], path(condition[1]), inCondition(condition[2], path)]
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
      return [condition[0], inNumber(condition[1], path), inNumber(condition[2], path)]
    default: {
      const [operator, ...rest] = condition
      return [operator, ...conditions(rest)] as Condition // as many conditions as there were
    }
  }
}

const literal = /^-?\d+(\.\d+)?$/

function inNumber(number: NumberExpression, path: Path): NumberExpression {
  if (typeof number === 'string') return literal.test(number) ? number : path(number)
  switch (number[0]) {
    case 'variable':
      return ['variable', path(number[1])]
    case 'attribute':
      return ['attribute', path(number[1]), number[2]]
    case 'if':
      return ['if', inCondition(number[1], path), inNumber(number[2], path), inNumber(number[3], path)]
    case 'count': {
      const [operator, ...rest] = number
      return [operator, ...rest.map((each) => inCondition(each, path))]
    }
    case 'countOf':
      return ['countOf', path(number[1]), inCondition(number[2], path)]
    case 'sumOf':
    case 'minOf':
    case 'maxOf':
      return [number[0], path(number[1]), inNumber(number[2], path)]
    default: {
      const [operator, ...rest] = number
      return [operator, ...rest.map((each) => inNumber(each, path))] as NumberExpression // as many as there were
    }
  }
}

const mapValues = <Value>(object: Record<string, Value>, change: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
