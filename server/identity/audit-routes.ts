import { z } from 'zod'
import * as audit from '../../contract/audit.ts'
import { type App, answer, decodeCursor, type FileBody, serve } from '../platform/index.ts'
import { record } from './audit.ts'
import { verifyChain } from './audit-chain.ts'
import { selectAuditEntries } from './audit-store.ts'
import { exportEntries } from './export-audit.ts'
import { paged } from './paged.ts'

/** The audit trail: read, exported, verified. */
export function serveAudit(app: App): void {
  serve(app, audit.listAuditEntries, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.string()]))
    const items = await selectAuditEntries(ctx.db, query, after, query.limit + 1)
    return paged(items, query.limit, (last) => [last.at, last.id])
  })
  serve(app, audit.exportAuditEntries, async (ctx, { query: { format, ...filter } }) => {
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'audit.exported', subject: { kind: 'audit', id: format }, after: filter })
    })
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8'
    return answer<FileBody>(exportEntries(ctx.db, filter, format), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="audit-${ctx.now.toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
      },
    })
  })
  serve(app, audit.verifyAuditTrail, (ctx, { query }) => verifyChain(ctx.db, query))
}
