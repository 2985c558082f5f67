/**
 * What the pricer reads and what it answers. Everything is plain JSON: money, rates and quantities are decimal strings
 * ("12.50"), instants are ISO 8601 in UTC, days are "2026-11-20". The reference data below has the very shape in which
 * the catalog and pricing modules store and publish it, so nothing is translated on the way.
 */
export type * from './types/catalog.ts'
export type * from './types/context.ts'
export type * from './types/policy.ts'
export type * from './types/request.ts'
export type * from './types/result.ts'
export type * from './types/rules.ts'
export type * from './types/values.ts'
