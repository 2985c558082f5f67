import { reading } from './compile.ts'
import { issueAt } from './issues.ts'
import { maxTextLength } from './limits.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { readJson } from './read-json.ts'
import type { Condition, Failed } from './types.ts'
import { writeJson } from './write-json.ts'

/** The text spelling of a JSON condition; of a text its usual form. */
export function toText(condition: Condition | string): { ok: true; text: string } | Failed {
  return reading(() => {
    const text = print(typeof condition === 'string' ? parse(condition) : readJson(condition))
    if (text.length <= maxTextLength) return { ok: true, text }
    return {
      ok: false,
      issues: [issueAt(undefined, 'too-long', `As text it has more than ${maxTextLength} characters`)],
    }
  })
}

/** The JSON spelling; what has none (arithmetic, functions) becomes `{ expression }`. */
export function toJson(text: string): { ok: true; condition: Condition } | Failed {
  return reading(() => ({ ok: true, condition: writeJson(parse(text)) }))
}

/**
 * Key-value conditions, as older documents have them: every key has the value, or one of the values of a list.
 * `{ region: 'EU', segment: ['shop', 'dealer'] }` is region eq "EU" and segment in ["shop", "dealer"].
 */
export function fromPairs(pairs: Readonly<Record<string, unknown>>): Condition {
  const conditions = Object.entries(pairs).map(
    ([field, value]): Condition => ({ field, op: Array.isArray(value) ? 'in' : 'eq', value }),
  )
  return { operator: 'and', conditions }
}
