export { defaultPolicy } from './policy.ts'
export { prepare } from './prepare/prepared.ts'
export { change, engineVersion, price, requestOf } from './price.ts'
export type * from './types.ts'
