import { z } from 'zod'

type Schema = z.core.$ZodType
type Definition = Record<string, unknown> & { type: string }

/**
 * The same schema, refusing unknown properties at every depth: a misspelt field is a mistake to be told, not to be
 * dropped. Schemas that say themselves what happens to other properties (loose, catchall, records) stay as they are.
 */
export function strict<S extends z.ZodType>(schema: S): S {
  return rebuild(schema, new Map()) as S
}

const originals = new WeakMap<Schema, Schema>()

/** The schema a strict one was made of, which knows its name and its description. */
export function originalOf(schema: Schema): Schema {
  return originals.get(schema) ?? schema
}

function rebuild(schema: Schema, done: Map<Schema, Schema>): Schema {
  const known = done.get(schema)
  if (known) return known
  const definition = schema._zod.def as unknown as Definition
  // Recursive schemas reach themselves through getters: while this one is being rebuilt, it stands for itself lazily.
  let finished: Schema = schema
  done.set(
    schema,
    z.lazy(() => finished as z.ZodType),
  )
  finished = rebuildParts(schema, definition, (part) => rebuild(part, done))
  done.set(schema, finished)
  if (finished !== schema) originals.set(finished, originalOf(schema))
  return finished
}

function rebuildParts(schema: Schema, definition: Definition, each: (part: Schema) => Schema): Schema {
  switch (definition.type) {
    case 'object': {
      const shape = Object.fromEntries(
        Object.entries(definition.shape as Record<string, Schema>).map(([name, part]) => [name, each(part)]),
      )
      return copy(schema, { shape, catchall: definition.catchall ?? z.never() })
    }
    case 'array':
      return copy(schema, { element: each(definition.element as Schema) })
    case 'union':
      return copy(schema, { options: (definition.options as Schema[]).map(each) })
    case 'tuple':
      return copy(schema, { items: (definition.items as Schema[]).map(each) })
    case 'record':
      return copy(schema, { valueType: each(definition.valueType as Schema) })
    case 'pipe':
      return copy(schema, { in: each(definition.in as Schema) })
    case 'lazy':
      return z.lazy(() => each((definition.getter as () => Schema)()) as z.ZodType)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return copy(schema, { innerType: each(definition.innerType as Schema) })
    default:
      return schema
  }
}

/** A schema of the same kind with some parts replaced; checks and refinements stay. */
function copy(schema: Schema, parts: Record<string, unknown>): Schema {
  return z.core.clone(schema, {
    ...(schema._zod.def as object),
    ...parts,
  } as unknown as typeof schema._zod.def)
}
