/** The face of revisions: reference data under version control. */
export { currentRevision } from './change-set.ts'
export { kindTable } from './kinds.ts'
export { publishChangeSet } from './publish-change-set.ts'
export { type Put, putChanges } from './put-changes.ts'
export { registerRevisions } from './routes.ts'
export { readSnapshot, type Snapshot } from './snapshot.ts'
export { startChangeSet } from './start-change-set.ts'
export { heldAt, type Row } from './store.ts'
