/** Configuring: models in, what is possible and why out. Pure; runs the same in Node and in the browser. */
import type { Analysis, CheckResult, Configuration, Decision, Issue, Part } from './answers.ts'
import type { Model } from './model.ts'
import type { Session } from './session-face.ts'

export type * from './answers.ts'
export type * from './model.ts'
export type * from './session-face.ts'

/** A model made ready once, used by any number of sessions. Opaque; `model` is what it was made of. */
export type CompiledModel = { readonly model: Model; readonly engine: unknown }

export type CompileResult =
  | { ok: true; compiled: CompiledModel; issues: Issue[] }
  | { ok: false; issues: Issue[] }

/** Looks for mistakes in a model without compiling it; each issue points to its place. */
export declare function checkModel(model: unknown): Issue[]
/** Makes a model ready for sessions, or says what is wrong with it. */
export declare function compile(model: Model): CompileResult
/** Starts a session, if wanted with earlier decisions; those that do not hold are in `session.dropped`. */
export declare function startSession(compiled: CompiledModel, decisions?: Decision[]): Session
/** Checks a whole configuration without a session. */
export declare function check(compiled: CompiledModel, configuration: Configuration): CheckResult
/** The products a configuration consists of, with quantities. */
export declare function partsOf(compiled: CompiledModel, configuration: Configuration): Part[]
/** Contradictions, dead options, constraints that never matter, defaults that cannot hold, number of configurations. */
export declare function analyse(model: Model, budget?: { steps: number }): Analysis

export declare function importUvl(text: string): Model
export declare function exportUvl(model: Model): string
export declare function importSxfm(text: string): Model
export declare function importDimacs(text: string): Model
/** The CSP JSON of the public test models (`cfg-csp/1`), already parsed. */
export declare function importCsp(document: unknown): Model
