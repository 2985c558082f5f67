import { most } from '../../../contract/limits.ts'
import * as contract from '../../../contract/text-form.ts'
import type { App } from '../../platform/index.ts'
import { serve } from '../../platform/index.ts'
import { putChanges, removeThing } from '../../revisions/index.ts'
import { compareThings } from './compare-things.ts'
import { listThings } from './list-things.ts'

const bulkLimit = most('requests', 'textBody')

/** The whole reference data as things with a kind and a code: what the command line pulls, compares and pushes. */
export function registerTexts(app: App): void {
  serve(app, contract.listReferenceData, (ctx, { query }) => listThings(ctx, query))
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
