import { functions } from './functions.ts'
import { nameOf, typeOfField } from './kinds.ts'
import { maxTextLength, maxWordLength } from './limits.ts'
import { fieldText } from './print.ts'
import { forbidden } from './syntax.ts'
import type { Completion, Field, Scope } from './types.ts'

const signs: Record<string, string[]> = {
  number: ['>', '>=', '<', '<=', '==', '!=', '+', '-', '*', '/'],
  date: ['<', '<=', '>', '>=', '==', '!='],
  text: ['==', '!=', 'in'],
  boolean: ['==', '!='],
  list: [],
  open: ['==', '!=', '>', '>=', '<', '<=', 'in'],
}

const macros: Record<string, string> = {
  exists: 'whether it holds for one entry',
  all: 'whether it holds for each entry',
  map: 'a value of each entry',
  filter: 'the entries for which it holds',
}

/** Fields, functions and operators that fit at an offset of an unfinished text. */
export function complete(text: string, offset: number, scope: Scope): Completion[] {
  const before = text.slice(0, Math.min(offset, maxTextLength))
  if (insideText(before)) return []
  const word = /[A-Za-z_][\w.]*$/.exec(before.slice(-maxWordLength))?.[0] ?? ''
  const from = before.length - word.length
  const visible = withVariables(scope, before)
  const head = before.slice(0, from).trimEnd()
  if (word === '' && before !== head && endsInValue(head)) return operators(head, from, visible)
  const found = [...fieldsFor(word, visible), ...functionsFor(word, visible)]
  return found.map((item) => ({ ...item, from, to: offset }))
}

type Found = Omit<Completion, 'from' | 'to'>

function fieldsFor(word: string, scope: Scope): Found[] {
  const start = word.toLowerCase()
  const plainFields = Object.entries(scope).filter(([name]) => !name.endsWith('.*'))
  const byName = plainFields.filter(([name]) => name.toLowerCase().startsWith(start))
  const byPart = plainFields.filter(([name, { label }]) => {
    return (
      start !== '' &&
      !name.toLowerCase().startsWith(start) &&
      `${name} ${label ?? ''}`.toLowerCase().includes(start)
    )
  })
  return [...byName, ...byPart].map(([name, field]) => {
    const insert = fieldText(name.split('.'))
    const detail = nameOf(typeOfField(field))
    return { label: name, insert, kind: 'field', detail: field.label ? `${field.label}, ${detail}` : detail }
  })
}

function functionsFor(word: string, scope: Scope): Found[] {
  const dot = word.lastIndexOf('.')
  if (dot >= 0) return methodsFor(word.slice(0, dot), word.slice(dot + 1), scope)
  const found: Found[] = []
  for (const [name, { call, does }] of functions) {
    if (call.startsWith(`${name}(`) && name.toLowerCase().startsWith(word.toLowerCase())) {
      found.push({ label: call, insert: `${name}(`, kind: 'function', detail: does })
    }
  }
  if ('has'.startsWith(word))
    found.push({ label: 'has(field)', insert: 'has(', kind: 'function', detail: 'whether a field is known' })
  for (const value of ['true', 'false']) {
    if (word !== '' && value.startsWith(word))
      found.push({ label: value, insert: value, kind: 'value', detail: 'a value' })
  }
  return found
}

function methodsFor(name: string, start: string, scope: Scope): Found[] {
  const field = fieldNamed(name, scope)
  if (!field) return []
  const found: Found[] = []
  if (field.type === 'list') {
    const entry = field.entry ?? 'entry'
    for (const [macro, detail] of Object.entries(macros)) {
      found.push({
        label: `${macro}(${entry}, …)`,
        insert: `${name}.${macro}(${entry}, `,
        kind: 'function',
        detail,
      })
    }
  }
  for (const [method, { call, does }] of functions) {
    const fits =
      field.type === 'text' || field.type === 'open' || (field.type === 'list' && method === 'contains')
    if (fits && call.startsWith('text.'))
      found.push({ label: call.slice(5), insert: `${name}.${method}(`, kind: 'function', detail: does })
  }
  return found.filter(({ label }) => label.toLowerCase().startsWith(start.toLowerCase()))
}

function operators(head: string, from: number, scope: Scope): Completion[] {
  const name = /[A-Za-z_][\w.]*$/.exec(head.slice(-maxWordLength))?.[0]
  const field = name ? fieldNamed(name, scope) : undefined
  const kind =
    field?.type === 'money' || field?.type === 'quantity' || field?.type === 'percent'
      ? 'number'
      : field?.type
  const own = kind ? (signs[kind] ?? []) : (signs.number ?? [])
  return [...own, '&&', '||'].map((sign) => ({
    label: sign,
    insert: `${sign} `,
    from,
    to: from,
    kind: 'operator',
    detail: '',
  }))
}

function fieldNamed(name: string, scope: Scope): Field | undefined {
  if (Object.hasOwn(scope, name)) return scope[name]
  const open = `${name.slice(0, name.lastIndexOf('.'))}.*`
  return Object.hasOwn(scope, open) ? scope[open] : undefined
}

function endsInValue(head: string): boolean {
  return /[\w)\]"']$/.test(head) && !/(?:^|\W)in$/.test(head.slice(-3))
}

/** Fields of the entries whose macro is still open at this place: lines.exists(line, line.… */
function withVariables(scope: Scope, before: string): Scope {
  const visible: Scope = { ...scope }
  for (const [, list, , variable] of before.matchAll(
    /([A-Za-z_][\w.]{0,200})\.(exists|all|map|filter)\(\s{0,20}([A-Za-z_]\w{0,60})\s{0,20},/g,
  )) {
    const field = list === undefined ? undefined : fieldNamed(list, visible)
    if (field?.type !== 'list' || variable === undefined || forbidden.has(variable)) continue
    if (!('fields' in field.of)) visible[variable] = field.of
    else for (const [name, inner] of Object.entries(field.of.fields)) visible[`${variable}.${name}`] = inner
  }
  return visible
}

/** Whether an odd quote is open before the place. */
function insideText(before: string): boolean {
  let open: string | undefined
  for (let at = 0; at < before.length; at++) {
    const char = before[at]
    if (char === '\\' && open) at++
    else if (open) open = char === open ? undefined : open
    else if (char === '"' || char === "'") open = char
  }
  return open !== undefined
}
