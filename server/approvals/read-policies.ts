import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import type { Queries } from '../platform/index.ts'
import { readSnapshot, type Snapshot } from '../revisions/index.ts'
import { deliveredPolicies } from './delivered.ts'

/** The policies of a revision; those that come with the program where none is published. */
export async function readPolicies(
  database: object,
  db: Queries,
  revision: number,
): Promise<{ policies: ApprovalPolicy[]; delivered: boolean }> {
  return policiesOn(db, await readSnapshot(database, db, revision))
}

/** The policies of a snapshot, published or as a change set would have them. */
export async function policiesOn(
  db: Queries,
  snapshot: Snapshot,
): Promise<{ policies: ApprovalPolicy[]; delivered: boolean }> {
  const rows = await snapshot.all(db, 'approval-policies')
  // Each was parsed by its schema when it was put into its change set.
  const policies = rows.map(({ revision: _, ...row }) => row as unknown as ApprovalPolicy)
  return policies.length > 0
    ? { policies, delivered: false }
    : { policies: deliveredPolicies, delivered: true }
}
