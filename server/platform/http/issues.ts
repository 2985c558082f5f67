import type { z } from 'zod'
import type { Issue } from '../../../contract/problem.ts'

/** What is wrong with an input, in words a person can act on; one entry for each field. */
export function issuesOf(error: z.core.$ZodError): Issue[] {
  return error.issues.flatMap((issue) => explain(issue, []))
}

function explain(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path].map(String)
  const made = (code: string, message: string, at: string[] = path): Issue[] => [
    { code, severity: 'error', path: at, message },
  ]
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? made('missing', 'is missing')
        : made(
            'type',
            issue.message.startsWith('Invalid input') ? `must be ${article(issue.expected)}` : issue.message,
          )
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => made('unknown', 'is not known here', [...path, key]))
    case 'invalid_value':
      return made('choice', `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`)
    case 'invalid_union':
      return explainUnion(issue, path) ?? made('choice', 'fits none of the allowed forms')
    case 'too_small':
    case 'too_big':
      return made(issue.code === 'too_small' ? 'too-small' : 'too-big', sizeSentence(issue))
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => explain(inner, path))
    default:
      return made('invalid', issue.message)
  }
}

/** Of several forms the one the input comes closest to is explained. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: string[]): Issue[] | undefined {
  const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0]
  if (!closest || closest.length === 0) {
    const field = issue.discriminator
    return field
      ? [{ code: 'choice', severity: 'error', path, message: `has a "${field}" that is not known` }]
      : undefined
  }
  return closest.flatMap((inner) => explain(inner, path))
}

function sizeSentence(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [bound, limit] =
    issue.code === 'too_small'
      ? (['at least', issue.minimum] as const)
      : (['at most', issue.maximum] as const)
  switch (issue.origin) {
    case 'string':
      return limit === 1 && issue.code === 'too_small'
        ? 'must not be empty'
        : `must have ${bound} ${limit} characters`
    case 'array':
    case 'set':
      return `must have ${bound} ${limit} entries`
    default:
      return issue.inclusive === false
        ? `must be ${issue.code === 'too_small' ? 'more' : 'less'} than ${limit}`
        : `must be ${bound} ${limit}`
  }
}

function article(type: string): string {
  const names: Record<string, string> = { int: 'a whole number', record: 'an object', date: 'a date' }
  return names[type] ?? (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`)
}
