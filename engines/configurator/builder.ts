/**
 * Models in code, with types that know which options a choice has: `is(frame, 'carbn')` does not compile. What comes
 * out is the same plain JSON as anywhere else.
 */
import type {
  BooleanVariable,
  ChoiceVariable,
  Comparison,
  ComponentSlot,
  Condition,
  DecimalVariable,
  IntegerVariable,
  Model,
  NumberExpression,
  Option,
  Value,
} from './model.ts'

/** A variable of a model being built, and the values it can have. */
export type Ref<V extends Value = Value> = { readonly code: string; readonly values?: V }

type More<T> = Partial<Omit<T, 'kind' | 'code' | 'options' | 'min' | 'max' | 'step'>>

export class ModelBuilder {
  private readonly model: Model & Required<Pick<Model, 'constraints' | 'components' | 'models' | 'defaults'>>

  constructor(code: string, more: Omit<Partial<Model>, 'code' | 'variables'> = {}) {
    this.model = { ...more, code, variables: [], constraints: [], components: [], models: {}, defaults: [] }
  }

  boolean(code: string, more: More<BooleanVariable> = {}): Ref<boolean> {
    this.model.variables.push({ ...more, kind: 'boolean', code })
    return { code }
  }

  choice<const O extends string>(
    code: string,
    options: readonly (O | (Option & { code: O }))[],
    more: More<ChoiceVariable> = {},
  ): Ref<O> {
    const all = options.map((o): Option => (typeof o === 'string' ? { code: o } : o))
    this.model.variables.push({ ...more, kind: 'choice', code, options: all })
    return { code }
  }

  integer(code: string, min: number, max: number, more: More<IntegerVariable> = {}): Ref<string> {
    this.model.variables.push({ ...more, kind: 'integer', code, min: String(min), max: String(max) })
    return { code }
  }

  /** Numbers as text, so that they are exact: `decimal('length', '0.50', '3.00', '0.25')`. */
  decimal(
    code: string,
    min: string,
    max: string,
    step: string,
    more: More<DecimalVariable> = {},
  ): Ref<string> {
    this.model.variables.push({ ...more, kind: 'decimal', code, min, max, step })
    return { code }
  }

  /** A place for min to max components that follow another model; the reference is their number. */
  component(
    code: string,
    model: Model,
    min: number,
    max: number,
    more: Partial<ComponentSlot> = {},
  ): Ref<string> {
    this.model.models[model.code] = model
    this.model.components.push({ ...more, code, model: model.code, min, max })
    return { code }
  }

  rule(code: string, sentence: string, rule: Condition, when?: Condition): this {
    this.model.constraints.push({ code, sentence, rule, ...(when !== undefined && { when }) })
    return this
  }

  default<V extends Value>(variable: Ref<V>, value: V, when?: Condition): this {
    this.model.defaults.push({ variable: variable.code, value, ...(when !== undefined && { when }) })
    return this
  }

  /** A copy: building can go on. */
  build(): Model {
    return structuredClone(this.model)
  }
}

export function is<V extends Value>(variable: Ref<V>, value: V): Condition {
  return ['is', variable.code, value]
}

export function oneOf<V extends Value>(variable: Ref<V>, ...values: V[]): Condition {
  return ['in', variable.code, values]
}

export const and = (...of: Condition[]): Condition => ['and', ...of]
export const or = (...of: Condition[]): Condition => ['or', ...of]
export const not = (c: Condition): Condition => ['not', c]
export const implies = (a: Condition, b: Condition): Condition => ['implies', a, b]
export const requires = (a: Condition, ...others: Condition[]): Condition => ['requires', a, ...others]
export const excludes = (a: Condition, ...others: Condition[]): Condition => ['excludes', a, ...others]

/** `compare(sum(attribute(cpu, 'watts'), attribute(card, 'watts')), '<=', attribute(supply, 'watts'))` */
export function compare(left: NumberExpression, op: Comparison, right: NumberExpression): Condition {
  return [op, left, right]
}

export const number = (variable: Ref): NumberExpression => ['variable', variable.code]
export const attribute = (variable: Ref, name: string): NumberExpression => ['attribute', variable.code, name]
export const sum = (...of: NumberExpression[]): NumberExpression => ['+', ...of]
export const product = (...of: NumberExpression[]): NumberExpression => ['*', ...of]
export const quotient = (a: NumberExpression, b: NumberExpression): NumberExpression => ['/', a, b]
