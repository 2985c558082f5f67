import { type FieldSpec, fieldsOf, type KindForm, type State } from './describe.ts'

/** The value of a field, "recurring.interval" reached through its object. */
export function valueAt(state: State, name: string): unknown {
  return name.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), state)
}

/** The state with one field set; undefined takes it away. */
export function withValue(state: State, name: string, value: unknown): State {
  const [first = '', ...rest] = name.split('.')
  if (rest.length > 0) {
    const inner = withValue(isRecord(state[first]) ? state[first] : {}, rest.join('.'), value)
    return { ...state, [first]: inner }
  }
  return { ...state, [first]: value }
}

/** The body to send: without what is empty, and without fields that are not asked in this state. */
export function bodyOf(form: KindForm, state: State): State {
  let body: State = Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'code'))
  for (const field of fieldsOf(form)) {
    if (field.when && !field.when(state)) body = withValue(body, field.name, undefined)
  }
  return cleaned(body)
}

/** What differs between two states, for knowing whether there is something to save. */
export function isChanged(before: State, after: State): boolean {
  return JSON.stringify(cleaned(before)) !== JSON.stringify(cleaned(after))
}

/** Texts trimmed; empty texts, lists and objects are left out, as they say nothing. */
export function cleaned(state: State): State {
  const kept = Object.entries(state).map(([name, value]) => [name, cleanValue(value)] as const)
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined))
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((each) => (isRecord(each) ? cleaned(each) : each))
  if (!isRecord(value)) return value ?? undefined
  const inner = cleaned(value)
  return Object.keys(inner).length === 0 ? undefined : inner
}

/** Fields by the first part of their name, to place what the server says at them. */
export function fieldFor(fields: readonly FieldSpec[], path: readonly string[]): FieldSpec | undefined {
  const joined = path.join('.')
  return fields.find((field) => joined === field.name || joined.startsWith(`${field.name}.`))
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
