import { z } from 'zod'
import { originalOf } from './strict.ts'

type Json = Record<string, unknown>
export type Writer = {
  /** JSON Schema of a schema, as a reference where it, or a part of it, has an id. */
  write(schema: z.ZodType, io: 'input' | 'output', original: z.ZodType): Json
  /** JSON Schema of a schema with everything in its place but what has an id, for parameters. */
  inline(schema: z.ZodType): Json
  components(): Record<string, Json>
}

/**
 * Writes schemas, and keeps those with an id as components, each once. What is read and what is written under one id
 * can differ (defaults, for one): then the input is a component of its own, "QuoteInput".
 */
export function schemaWriter(): Writer {
  const components = new Map<string, { definition: Json; print: string }>()

  function write(schema: z.ZodType, io: 'input' | 'output', original: z.ZodType): Json {
    const { $defs = {}, ...body } = z.toJSONSchema(schema, { io, ...options }) as Json & {
      $defs?: Definitions
    }
    const id = original.meta()?.id
    const definitions: Definitions =
      typeof id === 'string' && !('$ref' in body) ? { ...$defs, [id]: body } : $defs

    const names = new Map(
      Object.keys(definitions).map((each) => [each, nameFor(each, io, fingerprint(each, definitions))]),
    )
    for (const [each, name] of names) {
      const known = components.get(name)
      if (known && Object.keys(known.definition).length === 0) {
        known.definition = renamed(cleaned(definitions[each] ?? {}), names)
      }
    }
    const name = typeof id === 'string' ? names.get(id) : undefined
    return name ? { $ref: `#/components/schemas/${name}` } : renamed(cleaned(body), names)
  }

  /** The id itself where it is free or means the same; its definition is filled in by whoever asked first. */
  function nameFor(id: string, io: 'input' | 'output', print: string): string {
    // What refers to itself without a name gets a number from the library.
    const base = id.startsWith('__schema') ? 'Nested' : id
    const suffix = io === 'input' ? 'Input' : 'Output'
    for (let attempt = 0; ; attempt++) {
      const name = attempt === 0 ? base : `${base}${suffix}${attempt === 1 ? '' : attempt}`
      const known = components.get(name)
      if (known?.print === print) return name
      if (known) continue
      components.set(name, { definition: {}, print })
      return name
    }
  }

  return {
    write,
    inline(schema) {
      const json = z.toJSONSchema(schema, { io: 'input', ...options, reused: 'inline' }) as Json
      return '$defs' in json ? write(schema, 'input', schema) : cleaned(json)
    },
    components: () =>
      Object.fromEntries(
        [...components]
          .map(([name, { definition }]) => [name, definition] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
  }
}

type Definitions = Record<string, Json>

/** A definition together with all it refers to, so that two of the same text but other parts are told apart. */
function fingerprint(id: string, definitions: Definitions): string {
  const reached = new Set([id])
  for (const each of reached) {
    for (const [, found] of JSON.stringify(definitions[each] ?? {}).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (found !== undefined) reached.add(found)
    }
  }
  return JSON.stringify([...reached].sort().map((each) => [each, definitions[each]]))
}

/** Strict schemas go by the name of what they were made of. */
const metadata = {
  get: (schema: z.core.$ZodType) => z.globalRegistry.get(originalOf(schema)),
} as typeof z.globalRegistry

const options = { unrepresentable: 'any', target: 'draft-2020-12', metadata } as const

/** Ids and dialects belong to documents, not to parts of one. */
function cleaned(value: Json): Json {
  return walk(value, (key) => key === '$schema' || key === 'id' || key === '$id')
}

function walk(value: Json, drop: (key: string) => boolean): Json {
  const each = (part: unknown): unknown =>
    Array.isArray(part)
      ? part.map(each)
      : part !== null && typeof part === 'object'
        ? walk(part as Json, drop)
        : part
  const entries = Object.entries(value).filter(([key, part]) => !(drop(key) && typeof part === 'string'))
  // A pair is a pair: the library leaves open whether more may follow.
  const closed = 'prefixItems' in value && !('items' in value) ? { items: false } : {}
  return { ...Object.fromEntries(entries.map(([key, part]) => [key, each(part)])), ...closed }
}

/** References into the document's components, by the names they got there. */
function renamed(value: Json, names: ReadonlyMap<string, string>): Json {
  const each = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(each)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => {
        const id =
          key === '$ref' && typeof inner === 'string' ? /^#\/\$defs\/(.+)$/.exec(inner)?.[1] : undefined
        return id === undefined ? [key, each(inner)] : [key, `#/components/schemas/${names.get(id) ?? id}`]
      }),
    )
  }
  return each(value) as Json
}
