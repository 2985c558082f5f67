import { z } from 'zod'

type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  format?: string
}

type Whole = Schema & { $defs?: Record<string, Schema> }
const written = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Whole

/** The names of a body's own fields, in any of its shapes. */
export function fieldsOf(schema: z.ZodType): Set<string> {
  const whole = written(schema)
  const gather = (part: Schema): string[] => {
    if (part.$ref) return gather(whole.$defs?.[part.$ref.replace('#/$defs/', '')] ?? {})
    const choices = [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])]
    return [...Object.keys(part.properties ?? {}), ...choices.flatMap(gather)]
  }
  return new Set(gather(whole))
}

/** Whether a body is no object of fields, or one that may have any: a map, a file, a rule to try out. */
export function takesAnything(schema: z.ZodType): boolean {
  const { type, properties, anyOf, oneOf, additionalProperties } = written(schema) as Whole & {
    additionalProperties?: unknown
  }
  if (anyOf || oneOf) return false
  return type !== 'object' || properties === undefined || typeof additionalProperties === 'object'
}

/** A body that fits a schema, with as little in it as may be; `known` gives values for fields by their names. */
export function sampleOf(schema: z.ZodType, known: Readonly<Record<string, unknown>>): unknown {
  const whole = written(schema)
  const make = (part: Schema, name: string): unknown => {
    if (part.$ref) return make(whole.$defs?.[part.$ref.replace('#/$defs/', '')] ?? {}, name)
    if (part.const !== undefined) return part.const
    if (name in known) return known[name]
    if (part.enum) return part.enum[0]
    const [choice] = part.anyOf ?? part.oneOf ?? part.allOf ?? []
    if (choice) return make(choice, name)
    const type = Array.isArray(part.type) ? part.type[0] : part.type
    if (type === 'object' || part.properties)
      return Object.fromEntries(
        (part.required ?? []).map((each) => [each, make(part.properties?.[each] ?? {}, each)]),
      )
    if (type === 'array')
      return Array.from({ length: part.minItems ?? 0 }, () => make(part.items ?? {}, name))
    if (type === 'number' || type === 'integer') return 1
    if (type === 'boolean') return true
    if (part.format === 'date-time') return '2030-01-01T00:00:00Z'
    if (part.format === 'date') return '2030-01-01'
    return 'sample'
  }
  return make(whole, '')
}
