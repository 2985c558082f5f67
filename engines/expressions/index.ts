/** Conditions and formulas: one language in two spellings, checked, bounded, exact and explained. See README.md. */

export { compileCondition, compileFormula } from './compile.ts'
export { complete } from './complete.ts'
export { functionList } from './functions.ts'
export { fromPairs, toJson, toText } from './spellings.ts'
export type * from './types.ts'
export { type Change, waysOut } from './ways-out.ts'
