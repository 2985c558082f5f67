import type { ApprovalPolicy } from '../../contract/approvals.ts'
import * as contract from '../../contract/approvals.ts'
import { type App, serve } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'
import { listApprovals } from './read-approvals.ts'

export function registerApprovals(app: App): void {
  serve(app, contract.listApprovals, (ctx, { query }) => listApprovals(ctx, query))
  serve(app, contract.listPolicies, async (ctx, { query }) => {
    const revision = query.revision ?? (await currentRevision(ctx))
    const rows = await (await readSnapshot(app.database, ctx.db, revision)).all(ctx.db, 'approval-policies')
    return { revision, items: rows.map(({ revision: _, ...row }) => row as unknown as ApprovalPolicy) }
  })
}
