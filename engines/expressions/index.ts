/** Conditions and formulas: one language in two spellings, checked, bounded, exact and explained. See README.md. */

export { compileCondition, compileFormula } from './compile.ts'
export { complete } from './complete.ts'
export { functions, type LanguageFunction } from './functions.ts'
export { toJson, toText } from './spellings.ts'
export type * from './types.ts'
