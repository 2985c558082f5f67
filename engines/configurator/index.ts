/** Configuring: models in, what is possible and why out. Pure; runs the same in Node and in the browser. */
import type { CheckResult, Configuration, Decision, Issue, Part } from './answers.ts'
import { checkConfiguration, partsOfConfiguration } from './check.ts'
import { Compiled, compileModel } from './compile.ts'
import { possibleTogether as arePossible } from './explain.ts'
import type { Model } from './model.ts'
import { RunningSession } from './session.ts'
import type { Session } from './session-face.ts'

export { analyse } from './analyse.ts'
export type * from './answers.ts'
export * from './builder.ts'
export { checkModel } from './check-model.ts'
export type * from './model.ts'
export type * from './session-face.ts'

/** A model made ready once, used by any number of sessions. Opaque; `model` is what it was made of. */
export type CompiledModel = { readonly model: Model; readonly engine: unknown }

export type CompileResult =
  | { ok: true; compiled: CompiledModel; issues: Issue[] }
  | { ok: false; issues: Issue[] }

/** Makes a model ready for sessions, or says what is wrong with it. */
export function compile(model: Model): CompileResult {
  const outcome = compileModel(model)
  if (!outcome.ok) return outcome
  return { ok: true, compiled: { model, engine: outcome.compiled }, issues: outcome.issues }
}

/** Starts a session, if wanted with earlier decisions; those that do not hold are in `session.dropped`. */
export function startSession(compiled: CompiledModel, decisions: Decision[] = []): Session {
  return new RunningSession(inside(compiled), decisions)
}

/** Are these decisions possible together? Exact, and decides nothing. */
export function possibleTogether(compiled: CompiledModel, decisions: readonly Decision[]): boolean {
  return arePossible(inside(compiled), decisions)
}

/** Checks a whole configuration without a session. */
export function check(compiled: CompiledModel, configuration: Configuration): CheckResult {
  return checkConfiguration(inside(compiled).flat, configuration)
}

/** The values of a configuration as decisions. */
export function decisionsOf({ values }: Configuration): Decision[] {
  return Object.entries(values).map(([variable, value]) => ({ variable, value }))
}

/** The products a configuration consists of, with quantities. */
export function partsOf(compiled: CompiledModel, configuration: Configuration): Part[] {
  return partsOfConfiguration(inside(compiled).flat, configuration)
}

function inside(compiled: CompiledModel): Compiled {
  if (compiled.engine instanceof Compiled) return compiled.engine
  throw new TypeError('not a compiled model')
}

export { importCsp } from './formats/csp.ts'
export { importDimacs } from './formats/dimacs.ts'
export { exportUvl } from './formats/export-uvl.ts'
export { exportJson, importJson } from './formats/json.ts'
export { importSxfm } from './formats/sxfm.ts'
export { importUvl } from './formats/uvl.ts'
