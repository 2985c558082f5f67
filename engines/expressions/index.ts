/** Conditions and formulas: one language in two spellings, checked, bounded, exact and explained. See README.md. */
import type {
  CompiledCondition,
  CompiledFormula,
  CompileOptions,
  Completion,
  Condition,
  Failed,
  ResultType,
  Scope,
} from './types.ts'

export type * from './types.ts'

/** Checks a condition in either spelling against the declared fields and makes it ready to run. */
export declare function compileCondition(
  condition: Condition | string,
  scope: Scope,
  options?: CompileOptions,
): CompiledCondition | Failed

/** Checks a formula whose result must be of the given type and makes it ready to run. */
export declare function compileFormula(
  text: string,
  scope: Scope,
  resultType: ResultType,
  options?: CompileOptions,
): CompiledFormula | Failed

/** The text spelling of a JSON condition. */
export declare function toText(condition: Condition | string): { ok: true; text: string } | Failed

/** The JSON spelling; what has none (arithmetic, functions) becomes `{ expression }`. */
export declare function toJson(text: string): { ok: true; condition: Condition } | Failed

/** Fields, functions and operators that fit at an offset of an unfinished text. */
export declare function complete(text: string, offset: number, scope: Scope): Completion[]
