import { isZero, toText as numberText } from '../money/index.ts'
import { build } from './build.ts'
import { asCondition } from './build-logic.ts'
import { adapt, type Built, type Context } from './built.ts'
import { issueAt, Unreadable } from './issues.ts'
import { join, nameOf, type Type } from './kinds.ts'
import { defaultMaxCost } from './limits.ts'
import { isExact } from './numbers.ts'
import { outcomeOf } from './outcome.ts'
import { parse } from './parse.ts'
import { readJson } from './read-json.ts'
import type { Node } from './syntax.ts'
import type {
  CompiledCondition,
  CompiledFormula,
  CompileOptions,
  Condition,
  Facts,
  Failed,
  FormulaResult,
  ResultType,
  Scope,
} from './types.ts'
import { type Frame, plain, Unknown } from './values.ts'

/** Checks a condition in either spelling against the declared fields and makes it ready to run. */
export function compileCondition(
  condition: Condition | string,
  scope: Scope,
  options: CompileOptions = {},
): CompiledCondition | Failed {
  return reading(() => {
    const node = typeof condition === 'string' ? parse(condition) : readJson(condition)
    const ctx = contextOf(scope)
    const built = asCondition(ctx, build(node, ctx))
    const failed = failure(ctx, node, built, options)
    if (failed) return failed
    return {
      ok: true,
      fields: [...ctx.fields].sort(),
      cost: built.cost,
      evaluate: (facts) => outcomeOf(built.why(frameOf(facts))),
      test: (facts) => built.run(frameOf(facts)) === true,
    }
  })
}

/** Checks a formula whose result must be of the given type and makes it ready to run. */
export function compileFormula(
  text: string,
  scope: Scope,
  resultType: ResultType,
  options: CompileOptions = {},
): CompiledFormula | Failed {
  return reading(() => {
    const node = parse(text)
    const ctx = contextOf(scope)
    const wanted: Type = { kind: resultType }
    const raw = build(node, ctx)
    const built = resultType === 'open' ? raw : adapt(ctx, raw, wanted)
    if (resultType !== 'open' && !join(wanted, built.type)) {
      const hint =
        resultType === 'money' ||
        resultType === 'quantity' ||
        resultType === 'percent' ||
        resultType === 'number'
      const suggestion = hint ? `Write ${resultType}(…) if that is meant` : undefined
      ctx.issues.push(
        issueAt(
          node.at,
          'result-type',
          `The result is ${nameOf(built.type)}, not ${nameOf(wanted)}`,
          suggestion,
        ),
      )
    }
    const failed = failure(ctx, node, built, options)
    if (failed) return failed
    return {
      ok: true,
      fields: [...ctx.fields].sort(),
      cost: built.cost,
      evaluate: (facts) => resultOf(built, facts),
    }
  })
}

/** Answers what a reader throws about a text or JSON as issues. */
export function reading<T>(read: () => T): T | Failed {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, issues: [error.issue] }
    throw error
  }
}

function contextOf(scope: Scope): Context {
  return { scope, issues: [], fields: new Set(), variables: [] }
}

function frameOf(facts: Facts): Frame {
  return { facts, entries: [], places: [] }
}

function failure(
  { issues }: Context,
  node: Node,
  { cost }: Built,
  { maxCost = defaultMaxCost }: CompileOptions,
): Failed | undefined {
  if (issues.length > 0) return { ok: false, issues }
  if (cost <= maxCost) return undefined
  const message = `It could take ${cost} steps; the limit is ${maxCost}`
  return {
    ok: false,
    issues: [
      issueAt(node.at, 'too-expensive', message, 'Look at lists one at a time, not inside one another'),
    ],
  }
}

function resultOf({ run, node }: Built, facts: Facts): FormulaResult {
  const value = run(frameOf(facts))
  if (value instanceof Unknown) return { ok: false, issue: issueAt(node.at, value.code, value.sentence) }
  if (!isExact(value)) return { ok: true, value: plain(value) as string | boolean | string[] }
  return { ok: true, value: isZero(value) ? '0' : numberText(value), exact: value }
}
