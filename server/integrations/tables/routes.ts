import * as contract from '../../../contract/exchange.ts'
import { record } from '../../identity/index.ts'
import { type App, defineCron, defineJob, serve } from '../../platform/index.ts'
import { applyImport, applyRows, applyRowsJob, undoImport } from './apply-import.ts'
import { inWords, nameOf, visibleFields } from './columns.ts'
import { exportTable, exportTemplate } from './export-table.ts'
import { listImports, listRowsOfImport, presentImport, visibleImport } from './present-import.ts'
import { readRows, readRowsJob } from './read-rows.ts'
import { fileLimit, readAgain, startImport } from './start-import.ts'
import { subjectOf } from './subject.ts'

/** Tables in and out: CSV and XLSX of every kind of reference data, and customers. */
export function registerTables(app: App): void {
  serve(
    app,
    contract.startImport,
    async (ctx, { query, body }) => presentImport(ctx, await startImport(ctx, query, body)),
    { bodyLimit: fileLimit },
  )
  serve(app, contract.listImports, (ctx, { query }) => listImports(ctx, query))
  serve(app, contract.getImport, async (ctx, { params }) =>
    presentImport(ctx, await visibleImport(ctx, params.id)),
  )
  serve(app, contract.listImportRows, (ctx, { params, query }) => listRowsOfImport(ctx, params.id, query))
  serve(app, contract.readImport, async (ctx, { params, body }) =>
    presentImport(ctx, await readAgain(ctx, params.id, body)),
  )
  serve(app, contract.applyImport, async (ctx, { params, body }) =>
    presentImport(ctx, await applyImport(ctx, params.id, body)),
  )
  serve(app, contract.undoImport, async (ctx, { params }) =>
    presentImport(ctx, await undoImport(ctx, params.id)),
  )

  serve(app, contract.exportTable, async (ctx, { params: { kind }, query: { format, ...of } }) => {
    const table = await exportTable(ctx, { kind, format, ...of })
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'table.exported', subject: { kind, id: format }, after: of })
    })
    return table
  })
  serve(app, contract.exportTemplate, (ctx, { params, query }) =>
    exportTemplate(ctx, params.kind, query.format),
  )
  serve(app, contract.listTableColumns, (ctx, { params }) => {
    subjectOf(params.kind).permit(ctx, 'read')
    const items = visibleFields(ctx, params.kind).map((field) => ({
      name: nameOf(field).replace('#', '1').replace('*', '…'),
      required: field.required,
      takes: inWords(field),
      repeats: /[#*]/.test(nameOf(field)),
    }))
    return { items }
  })

  defineJob(app, readRowsJob, readRows)
  defineJob(app, applyRowsJob, (ctx, payload) => applyRows(app, ctx, payload))
  defineCron(app, 'integrations.forget-imports', '20 3 * * *', async (ctx) => {
    const ninetyDaysAgo = new Date(ctx.now.getTime() - 90 * 86_400_000)
    await ctx.db.query('delete from imports where created_at < $1', [ninetyDaysAgo])
  })
}
