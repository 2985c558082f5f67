// Reference data and how it changes.
export * from './change-set-steps.ts'
export * from './change-sets.ts'
export * from './reference-data.ts'
