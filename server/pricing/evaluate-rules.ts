import { compileCondition, type Scope } from '../../engines/expressions/index.ts'
import type { Condition } from '../../engines/pricer/types.ts'
import { type Context } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'

type Rule = { code: string; conditions: Condition }

/** Evaluates conditions for facts a caller hands in; without rules of their own, those that are published. */
export async function evaluateRules(
  ctx: Context,
  database: object,
  facts: Record<string, unknown>,
  rules: Rule[] | undefined,
) {
  const scope = scopeOf(facts)
  return {
    results: (rules ?? (await publishedRules(ctx, database))).map((rule) => evaluate(rule, scope, facts)),
  }
}

function evaluate(rule: Rule, scope: Scope, facts: Record<string, unknown>) {
  const compiled = compileCondition(rule.conditions, scope)
  if (!compiled.ok) {
    const issues = compiled.issues.map((issue) => ({
      code: issue.code,
      severity: 'error' as const,
      path: issue.path ?? [],
      message: issue.message,
      ...(issue.suggestion ? { suggestion: issue.suggestion } : {}),
    }))
    return { code: rule.code, holds: false, because: [], issues }
  }
  const { value, because } = compiled.evaluate(facts)
  return { code: rule.code, holds: value, because, issues: [] }
}

async function publishedRules(ctx: Context, database: object): Promise<Rule[]> {
  const snapshot = await readSnapshot(database, ctx.db, await currentRevision(ctx))
  const rules = await snapshot.all(ctx.db, 'rules')
  return rules.flatMap((rule) =>
    rule.conditions ? [{ code: rule.code, conditions: rule.conditions as Condition }] : [],
  )
}

/** What a caller hands in decides what may be spoken of; numbers are decimal strings or whole JSON numbers. */
function scopeOf(facts: Record<string, unknown>, prefix = ''): Scope {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]): [string, Scope[string]][] => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return Object.entries(scopeOf(value as Record<string, unknown>, `${prefix}${name}.`))
      }
      return [[prefix + name, { type: 'open' }]]
    }),
  )
}
