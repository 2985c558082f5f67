/** A model with all its components written out: one flat list of variables and of constraints with their scope. */
import type { Constraint, Model, Value, Variable } from './model.ts'
import {
  add,
  compare,
  divide,
  floor,
  multiply,
  type Rational,
  rational,
  subtract,
  whole,
} from './rational.ts'

export type FlatVariable = {
  path: string
  kind: 'boolean' | 'choice' | 'number' | 'text'
  spec: Variable | null
  label: string
  weight: number
  hidden: boolean
  /** The instance it belongs to; null for the outermost model, which is always there. */
  owner: Instance | null
  /** Codes of the options of a choice. */
  options: string[]
  /** A number is origin + k · step for k = 0 … last. Of a component that is not there k is −1. */
  origin: Rational
  step: Rational
  last: number
}

/** One place for a component: the i-th of a slot. It is there when the slot's number exceeds i. */
export type Instance = {
  path: string
  slot: FlatVariable
  index: number
  min: number
  parent: Instance | null
}

/** Where names are looked up: the prefix of the component and what slot names stand for inside aggregates. */
export type Scope = { prefix: string; bound: [slot: string, instance: string][]; model: Model }

export type FlatConstraint = { code: string; constraint: Constraint; scope: Scope; owner: Instance | null }

export type FlatModel = {
  model: Model
  variables: FlatVariable[]
  constraints: FlatConstraint[]
  instances: Instance[]
  names: Map<string, FlatVariable>
  /** Path of a slot → its instances. */
  slots: Map<string, Instance[]>
  /** What every instance of a slot stands for. */
  slotProducts: Map<FlatVariable, string>
  scope: Scope
}

export const LEVELS = 4
export const INSTANCES = 500

/** Writes out all components. The model has been checked: names exist, nothing is cyclic, sizes are bounded. */
export function flatten(model: Model): FlatModel {
  const flat: FlatModel = {
    model,
    variables: [],
    constraints: [],
    instances: [],
    names: new Map(),
    slots: new Map(),
    slotProducts: new Map(),
    scope: { prefix: '', bound: [], model },
  }
  addModel(flat, model, '', null, model.models ?? {})
  return flat
}

function addModel(
  flat: FlatModel,
  model: Model,
  prefix: string,
  owner: Instance | null,
  models: Record<string, Model>,
): void {
  for (const spec of model.variables) {
    const v = flatVariable(prefix + spec.code, spec, owner)
    flat.variables.push(v)
    flat.names.set(v.path, v)
  }
  for (const slot of model.components ?? []) {
    const v = numberVariable(prefix + slot.code, owner, whole(slot.min), whole(1), slot.max - slot.min)
    v.label = slot.label ?? slot.code
    if (slot.product) flat.slotProducts.set(v, slot.product)
    flat.variables.push(v)
    flat.names.set(v.path, v)
    const inner = models[slot.model]!
    const instances: Instance[] = []
    for (let index = 0; index < slot.max; index++) {
      const instance = { path: `${v.path}[${index}]`, slot: v, index, min: slot.min, parent: owner }
      instances.push(instance)
      flat.instances.push(instance)
      addModel(flat, inner, `${instance.path}.`, instance, { ...models, ...inner.models })
      if (slot.max === 1) nameWithoutIndex(flat, v.path)
    }
    flat.slots.set(v.path, instances)
  }
  const scope: Scope = { prefix, bound: [], model }
  for (const constraint of model.constraints ?? []) {
    flat.constraints.push({ code: prefix + constraint.code, constraint, scope, owner })
  }
}

/** In a slot for at most one, `slot.name` needs no index. */
function nameWithoutIndex(flat: FlatModel, slot: string): void {
  const inside = `${slot}[0].`
  for (const [name, v] of [...flat.names]) {
    if (name.startsWith(inside)) flat.names.set(`${slot}.${name.slice(inside.length)}`, v)
  }
  for (const [name, instances] of [...flat.slots]) {
    if (name.startsWith(inside)) flat.slots.set(`${slot}.${name.slice(inside.length)}`, instances)
  }
}

function flatVariable(path: string, spec: Variable, owner: Instance | null): FlatVariable {
  if (spec.kind === 'integer' || spec.kind === 'decimal') {
    const step = rational(spec.step ?? '1')
    const origin = rational(spec.min)
    const v = numberVariable(path, owner, origin, step, lastIndex(origin, rational(spec.max), step))
    return {
      ...v,
      spec,
      label: spec.label ?? spec.code,
      weight: spec.weight ?? 1,
      hidden: spec.hidden === true,
    }
  }
  return {
    ...numberVariable(path, owner, whole(0), whole(1), 0),
    kind: spec.kind,
    spec,
    label: spec.label ?? spec.code,
    weight: spec.weight ?? 1,
    hidden: spec.hidden === true,
    options: spec.kind === 'choice' ? spec.options.map((o) => o.code) : [],
  }
}

function numberVariable(
  path: string,
  owner: Instance | null,
  origin: Rational,
  step: Rational,
  last: number,
): FlatVariable {
  return {
    path,
    kind: 'number',
    spec: null,
    label: path,
    weight: 1,
    hidden: false,
    owner,
    options: [],
    origin,
    step,
    last,
  }
}

/** The number of steps from min to max. */
export function lastIndex(min: Rational, max: Rational, step: Rational): number {
  return Number(floor(divide(subtract(max, min), step)))
}

/** The number behind index k of a number variable. */
export function numberAt(v: FlatVariable, k: number): Rational {
  return add(v.origin, multiply(v.step, whole(k)))
}

/** The index of a number; −2 when it is none of the variable's values. */
export function indexOf(v: FlatVariable, value: Rational): number {
  const steps = divide(subtract(value, v.origin), v.step)
  const k = floor(steps)
  if (compare(steps, whole(k)) !== 0 || k < 0n || k > BigInt(v.last)) return -2
  return Number(k)
}

/** The variable a name means in a scope. */
export function resolveName(flat: FlatModel, scope: Scope, name: string): FlatVariable | undefined {
  return flat.names.get(fullName(scope, name))
}

export function fullName(scope: Scope, name: string): string {
  for (let i = scope.bound.length - 1; i >= 0; i--) {
    const [slot, instance] = scope.bound[i]!
    if (name.startsWith(`${slot}.`)) return instance + name.slice(slot.length)
  }
  return scope.prefix + name
}

/** The instances of a slot, as names inside an aggregate over it see them: one scope each. */
export function instancesOf(flat: FlatModel, scope: Scope, slot: string): [Instance, Scope][] {
  const instances = flat.slots.get(fullName(scope, slot)) ?? []
  return instances.map((i) => [i, { ...scope, bound: [...scope.bound, [slot, i.path]] }])
}

export function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'boolean'
}
