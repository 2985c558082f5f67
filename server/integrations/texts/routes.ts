import { most } from '../../../contract/limits.ts'
import * as contract from '../../../contract/text-form.ts'
import { record } from '../../identity/index.ts'
import type { App } from '../../platform/index.ts'
import { serve } from '../../platform/index.ts'
import { putChanges, removeThing } from '../../revisions/index.ts'
import { compareThings } from './compare-things.ts'
import { listThings } from './list-things.ts'

const bulkLimit = most('requests', 'textBody')

/** The whole reference data as things with a kind and a code: what the command line pulls, compares and pushes. */
export function registerTexts(app: App): void {
  serve(app, contract.listReferenceData, async (ctx, { query }) => {
    const page = await listThings(ctx, query)
    // Of one pull that is read page by page its beginning is noted.
    if (query.cursor === undefined) {
      await ctx.transaction(async (tx) => {
        const subject = { kind: 'reference-data', id: query.kind ?? 'all' }
        record(tx, { action: 'reference-data.exported', subject, after: { revision: page.revision } })
      })
    }
    return page
  })
  serve(app, contract.compareReferenceData, (ctx, { body }) => compareThings(ctx, body), {
    bodyLimit: bulkLimit,
  })
  serve(
    app,
    contract.changeReferenceData,
    (ctx, { params, body }) =>
      ctx.transaction(async (tx) => {
        await putChanges(tx.ctx, params.id, body.put)
        for (const { kind, code } of body.remove) await removeThing(tx.ctx, params.id, kind, code)
        return { put: body.put.length, removed: body.remove.length }
      }),
    { bodyLimit: bulkLimit },
  )
}
