import { z } from 'zod'
import { type Filter, fits, parseFilter, pathOf } from './filter.ts'
import { ScimError } from './scim-error.ts'

export type Document = Record<string, unknown>

/** Operations of RFC 7644, 3.5.2; Entra writes them with a capital letter. */
const operation = z.object({
  op: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().max(500).optional(),
  value: z.unknown().optional(),
})
export const patchBody = z.object({
  schemas: z.array(z.string()).optional(),
  Operations: z.array(operation).min(1).max(1000),
})
type Operation = z.output<typeof operation>

/** The document after all operations; the given one stays as it is. */
export function patched(document: Document, operations: readonly Operation[]): Document {
  const next = structuredClone(document)
  for (const each of operations) apply(next, each)
  return next
}

function apply(document: Document, { op, path, value }: Operation): void {
  if (path === undefined) {
    if (op === 'remove') throw new ScimError(400, 'What to remove is named by "path".', 'noTarget')
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ScimError(400, 'Without "path" the value is an object of attributes.', 'invalidValue')
    // Okta sends whole attributes; Entra sends paths as names.
    for (const [name, part] of Object.entries(value)) apply(document, { op, path: name, value: part })
    return
  }
  const { names, filter, sub } = targetOf(path)
  const holder = names.slice(0, -1).reduce<Document>((within, name) => childOf(within, name), document)
  const last = names.at(-1) ?? ''
  const key = keyOf(holder, last)
  if (filter) return withinList(holder, key, filter, sub, op, value)

  if (op === 'remove') removeFrom(holder, key, value)
  else if (Array.isArray(holder[key]) && op === 'add') holder[key] = joined(holder[key], value)
  else if (isObject(holder[key]) && isObject(value))
    for (const [name, part] of Object.entries(value)) holder[key][keyOf(holder[key], name)] = part
  else holder[key] = value
}

/** `members` with a value loses those; without one all of it goes. */
function removeFrom(holder: Document, key: string, value: unknown): void {
  const present = holder[key]
  if (value === undefined || !Array.isArray(present)) {
    delete holder[key]
    return
  }
  const gone = new Set([value].flat().map(valueOf))
  holder[key] = present.filter((one) => !gone.has(valueOf(one)))
}

function withinList(
  holder: Document,
  key: string,
  filter: Filter,
  sub: string | undefined,
  op: Operation['op'],
  value: unknown,
): void {
  const list = Array.isArray(holder[key]) ? [...holder[key]] : []
  if (op === 'remove' && !sub) {
    holder[key] = list.filter((one) => !fits(one, filter))
    return
  }
  const found = list.filter((one): one is Document => isObject(one) && fits(one, filter))
  // Entra adds to what is not there yet: emails[type eq "work"].value makes such an address.
  if (found.length === 0 && op !== 'remove') {
    const made =
      filter.kind === 'compare' && filter.op === 'eq' ? { [filter.path.at(-1) ?? '']: filter.value } : {}
    list.push(made)
    found.push(made)
  }
  for (const one of found) {
    if (op === 'remove') delete one[keyOf(one, sub ?? '')]
    else if (sub) one[keyOf(one, sub)] = value
    else if (isObject(value)) Object.assign(one, value)
  }
  holder[key] = list
}

function targetOf(path: string): { names: string[]; filter?: Filter; sub?: string } {
  const match = /^([^[\]]+)\[(.+)\](?:\.([A-Za-z$][\w$-]*))?$/.exec(path)
  if (!match) return { names: pathOf(path) }
  const [, before = '', inner = '', sub] = match
  return { names: pathOf(before), filter: parseFilter(inner), ...(sub && { sub }) }
}

function joined(present: unknown[], value: unknown): unknown[] {
  const known = new Set(present.map(valueOf))
  return [...present, ...[value].flat().filter((one) => !known.has(valueOf(one)))]
}

const valueOf = (one: unknown) => (isObject(one) && 'value' in one ? one.value : one)

function childOf(within: Document, name: string): Document {
  const key = keyOf(within, name)
  const child = within[key]
  if (isObject(child)) return child
  const made: Document = {}
  within[key] = made
  return made
}

/** The name as the document spells it: case means nothing. */
function keyOf(holder: Document, name: string): string {
  return Object.keys(holder).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
