import { type Built, type Context, refuse } from './built.ts'
import { comparison } from './compared.ts'
import { isDay } from './days.ts'
import { nearest } from './issues.ts'
import { boolean, isNumeric, nameOf, openList, type Type, typeOfField } from './kinds.ts'
import { maxFactLength } from './limits.ts'
import { readNumber } from './numbers.ts'
import { fieldText } from './print.ts'
import { type FieldNode, forbidden, type HasNode } from './syntax.ts'
import type { Field, Scope } from './types.ts'
import { type Frame, Items, say, Unknown, type Value } from './values.ts'

/** A declared field, or the entry of a list and its fields. */
export function buildField(node: FieldNode, ctx: Context): Built {
  const found = find(node, ctx)
  if (!found) return unknownField(node, ctx)
  const { type, label, raw } = found
  const read = reader(type, label)
  const notKnown = new Unknown('not-known', `${label} is not known`)
  const run = (frame: Frame): Value => {
    const value = raw(frame)
    if (value === undefined || value === null) return notKnown
    // Entries of calculated lists were read before, and may have turned out unknown.
    return value instanceof Unknown ? value : read(value)
  }
  return { node, type, cost: type.kind === 'list' ? 1 + type.max : 1, label, computed: false, run }
}

/** Whether a field is known. */
export function buildHas(node: HasNode, ctx: Context): Built {
  const found = find(node.field, ctx)
  if (!found) return unknownField(node.field, ctx)
  const { label, raw, type } = found
  const run = (frame: Frame): boolean => {
    const value = raw(frame)
    return value !== undefined && value !== null
  }
  return {
    node,
    type: boolean,
    cost: 1,
    label,
    computed: true,
    run,
    why: comparison(ctx, { label, computed: false, type, node: node.field }, 'exists', (frame) => {
      const value = run(frame)
      return { value, limit: true, actual: value, sentence: `${label} is ${value ? 'known' : 'not known'}` }
    }),
  }
}

type Found = { type: Type; label: string; raw(frame: Frame): unknown }

function find({ names }: FieldNode, ctx: Context): Found | undefined {
  if (names.some((name) => forbidden.has(name))) return undefined
  const [first, ...rest] = names
  const variable = ctx.variables.findLast(({ name }) => name === first)
  if (!variable) {
    const field = declared(ctx.scope, names)
    if (!field) return undefined
    ctx.fields.add(names.join('.'))
    const at = accessor(names)
    return { type: typeOfField(field), label: field.label ?? fieldText(names), raw: ({ facts }) => at(facts) }
  }
  const { slot, type } = variable
  if (rest.length === 0) return { type, label: fieldText(names), raw: ({ entries }) => entries[slot] }
  const field = type.kind === 'entry' ? declared(type.fields, rest) : undefined
  if (!field) return undefined
  ctx.fields.add(`${variable.list}.${rest.join('.')}`)
  const at = accessor(rest)
  return {
    type: typeOfField(field),
    label: field.label ?? fieldText(rest),
    raw: ({ entries }) => at(entries[slot]),
  }
}

/** The field of that name, or the open sub-object it lies in: `attributes.*`. */
function declared(scope: Scope, names: readonly string[]): Field | undefined {
  const whole = names.join('.')
  if (Object.hasOwn(scope, whole)) return scope[whole]
  for (let length = names.length - 1; length > 0; length--) {
    const open = `${names.slice(0, length).join('.')}.*`
    if (Object.hasOwn(scope, open)) return scope[open]
  }
  return undefined
}

/** Reads own properties only: no fact is found in what JavaScript adds to objects. */
function accessor(names: readonly string[]): (root: unknown) => unknown {
  const whole = names.join('.')
  return (root) => {
    if (typeof root !== 'object' || root === null) return undefined
    if (Object.hasOwn(root, whole)) return (root as Record<string, unknown>)[whole]
    if (names.length === 1) return undefined
    let value: unknown = root
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
      value = (value as Record<string, unknown>)[name]
    }
    return value
  }
}

/** Facts come from outside: what is no such thing is unknown, and says what it is. */
function reader(type: Type, label: string): (raw: unknown) => Value {
  const not = (raw: unknown) => {
    const shown =
      typeof raw === 'object' ? 'something else' : say(typeof raw === 'number' ? String(raw) : raw, type)
    return new Unknown('not-usable', `${label} is ${shown}, not ${nameOf(type)}`)
  }
  if (isNumeric(type)) return (raw) => readNumber(raw) ?? not(raw)
  switch (type.kind) {
    case 'date':
      return (raw) => (typeof raw === 'string' && isDay(raw) ? raw : not(raw))
    case 'boolean':
      return (raw) => (typeof raw === 'boolean' ? raw : not(raw))
    case 'list':
      return (raw) => readList(raw, type, label) ?? not(raw)
    case 'text':
      return (raw) => (typeof raw === 'string' ? bounded(raw, label) : not(raw))
    default:
      return (raw) => readOpen(raw, label) ?? not(raw)
  }
}

function bounded(text: string, label: string): string | Unknown {
  if (text.length <= maxFactLength) return text
  return new Unknown('not-usable', `${label} has more than ${maxFactLength} characters`)
}

function readList(raw: unknown, type: Type & { kind: 'list' }, label: string): Value | undefined {
  if (raw instanceof Items) return raw
  if (!Array.isArray(raw)) return undefined
  if (raw.length > type.max) {
    return new Unknown('list-too-long', `${label} has ${raw.length} entries; the limit is ${type.max}`)
  }
  if (type.of.kind === 'entry') return new Items(raw)
  const read = reader(type.of, `An entry of ${label}`)
  const notKnown = new Unknown('not-known', `An entry of ${label} is not known`)
  return new Items(raw.map((item) => (item === undefined || item === null ? notKnown : read(item))))
}

function readOpen(raw: unknown, label: string): Value | undefined {
  if (typeof raw === 'string') return bounded(raw, label)
  if (typeof raw === 'boolean') return raw
  if (!Array.isArray(raw)) return readNumber(raw)
  return readList(raw, openList, label)
}

function unknownField(node: FieldNode, ctx: Context): Built {
  const written = fieldText(node.names)
  const [first, ...rest] = node.names
  const variable = ctx.variables.findLast(({ name }) => name === first)
  if (variable) {
    const names = variable.type.kind === 'entry' ? Object.keys(variable.type.fields) : []
    const best = nearest(rest.join('.'), names)
    return refuse(
      ctx,
      node,
      'unknown-field',
      `There is no field ${written}`,
      best && `Did you mean ${first}.${best}?`,
    )
  }
  return refuse(ctx, node, 'unknown-field', `There is no field ${written}`, suggestion(node.names, ctx))
}

function suggestion(names: string[], ctx: Context): string | undefined {
  const whole = names.join('.')
  const declaredNames = Object.keys(ctx.scope)
  const [first = '', ...rest] = names
  const list = Object.hasOwn(ctx.scope, first) ? ctx.scope[first] : undefined
  if (list?.type === 'list' && rest.length > 0) {
    const entry = list.entry ?? 'entry'
    return `Write ${first}.exists(${entry}, ${entry}.${rest.join('.')} …)`
  }
  const below = declaredNames.filter((name) => name.startsWith(`${whole}.`))
  if (below.length > 0) return `It has the parts ${below.slice(0, 5).join(', ')}`
  const variables = ctx.variables.map(({ name }) => name)
  const best = nearest(whole, [...declaredNames.filter((name) => !name.endsWith('.*')), ...variables])
  return best && `Did you mean ${best}?`
}
