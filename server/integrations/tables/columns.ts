import { z } from 'zod'
import type { TableKind } from '../../../contract/exchange.ts'
import { isShown } from '../../../contract/sight.ts'
import { sightOf } from '../../identity/index.ts'
import type { Context } from '../../platform/index.ts'
import { subjectOf } from './subject.ts'

export type Takes =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'instant'
  | 'list'
  | 'condition'
  | 'any'

/**
 * A column, or a family of them: `#` in its path stands for a number ("tiers.1.from"), `*` for any name
 * ("attributes.colour").
 */
export type Field = { path: string[]; takes: Takes; required: boolean; choices: string[] }

/** The part of JSON Schema that the schemas of reference data use. */
type Node = {
  $ref?: string
  type?: string
  properties?: Record<string, Node>
  required?: string[]
  additionalProperties?: boolean | Node
  items?: Node
  anyOf?: Node[]
  enum?: string[]
  pattern?: string
  format?: string
  $defs?: Record<string, Node>
}

const known = new Map<TableKind, Field[]>()

/** The columns of a kind, read off the schema that checks it: there is no second list that could say otherwise. */
export function fieldsOf(kind: TableKind): Field[] {
  const fields = known.get(kind) ?? readFields(kind)
  known.set(kind, fields)
  return fields
}

/** The columns of a kind that the actor may see. */
export function visibleFields(ctx: Context, kind: TableKind): Field[] {
  const sight = sightOf(ctx)
  return fieldsOf(kind).filter((field) => isShown(sight, field.path[0] ?? ''))
}

/** "tiers.#.from" */
export const nameOf = (field: Field): string => field.path.join('.')

/** The field a heading names, with the keys it stands for: ["tiers", "1", "from"]. */
export function fieldFor(
  fields: readonly Field[],
  heading: string,
): { field: Field; keys: string[] } | undefined {
  const keys = heading.trim().split('.')
  for (const field of fields) {
    const found = match(field.path, keys)
    if (found) return { field, keys: found }
  }
  return undefined
}

function match(path: readonly string[], keys: readonly string[]): string[] | undefined {
  const found: string[] = []
  for (const [place, part] of path.entries()) {
    const key = keys[place]
    if (!key) return undefined
    if (part === '*') return [...found, keys.slice(place).join('.')]
    if (part === '#') {
      if (!/^[1-9]\d{0,2}$/.test(key)) return undefined
      found.push(key)
    } else if (part.toLowerCase() === key.toLowerCase()) found.push(part)
    else return undefined
  }
  return keys.length === path.length ? found : undefined
}

function readFields(kind: TableKind): Field[] {
  const root = z.toJSONSchema(subjectOf(kind).schema, { io: 'input', unrepresentable: 'any' }) as Node
  const resolve = (node: Node): Node =>
    node.$ref ? resolve(root.$defs?.[node.$ref.slice('#/$defs/'.length)] ?? {}) : node
  return walk(root, [], true, resolve)
}

function walk(given: Node, path: string[], required: boolean, resolve: (node: Node) => Node): Field[] {
  const node = resolve(given)
  const leaf = (takes: Takes, choices: string[] = []) => [{ path, takes, required, choices }]
  if (node.type === 'object') {
    const own = Object.entries(node.properties ?? {}).flatMap(([name, part]) =>
      walk(part, [...path, name], required && (node.required ?? []).includes(name), resolve),
    )
    const others = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined
    return others ? [...own, ...walk(others, [...path, '*'], false, resolve)] : own
  }
  if (node.type === 'array') {
    const item = resolve(node.items ?? {})
    const inner = walk(item, [...path, '#'], false, resolve)
    if (item.type !== 'object') return leaf(isText(item, resolve) ? 'list' : 'any')
    return inner.every((each) => each.path.length === path.length + 2 && each.takes !== 'any')
      ? inner
      : leaf('any')
  }
  if (node.type === 'integer' || node.type === 'boolean') return leaf(node.type)
  if (node.type === 'string') return leaf(takesText(node), node.enum)
  return leaf(isCondition(node, resolve) ? 'condition' : 'any')
}

function takesText({ enum: choices, format, pattern }: Node): Takes {
  if (choices) return 'choice'
  if (format === 'date-time') return 'instant'
  const accepts = (text: string) => pattern !== undefined && new RegExp(pattern, 'u').test(text)
  return accepts('1.5') && accepts('2') && !accepts('x') && !accepts('A1') ? 'decimal' : 'text'
}

function isText(node: Node, resolve: (node: Node) => Node): boolean {
  return node.type === 'string' || (node.anyOf ?? []).some((each) => isText(resolve(each), resolve))
}

function isCondition(node: Node, resolve: (node: Node) => Node): boolean {
  return (node.anyOf ?? []).some((each) => resolve(each).properties?.expression !== undefined)
}

const sentences: Record<Exclude<Takes, 'choice'>, string> = {
  text: 'text',
  decimal: 'a decimal number',
  integer: 'a whole number',
  boolean: 'yes or no',
  instant: 'a date, or a date and time in UTC',
  list: 'values with "|" between them',
  condition: 'a condition such as quantity > 10',
  any: 'text, number, or JSON',
}

/** What a column takes, in words. */
export function inWords(field: Field): string {
  return field.takes === 'choice' ? `one of ${field.choices.join(', ')}` : sentences[field.takes]
}
