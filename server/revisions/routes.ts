import * as contract from '../../contract/revisions.ts'
import { type App, serve } from '../platform/index.ts'
import { publishChangeSet } from './publish-change-set.ts'
import { putChanges, removeThing, withdrawChange } from './put-changes.ts'
import { listChangeSets, presentChangeSet, readChange, readChangeSet, readHistory } from './read.ts'
import { discardChangeSet, rebaseChangeSet, rollBack } from './settle-change-set.ts'
import { startChangeSet } from './start-change-set.ts'

export function registerRevisions(app: App): void {
  serve(app, contract.listChangeSets, (ctx, { query }) => listChangeSets(ctx, query))
  serve(app, contract.startChangeSet, async (ctx, { body }) =>
    presentChangeSet(ctx, await startChangeSet(ctx, body.title, body.why)),
  )
  serve(app, contract.getChangeSet, (ctx, { params }) => readChangeSet(ctx, params.id))
  serve(app, contract.putReference, async (ctx, { params, body }) => {
    await putChanges(ctx, params.id, [{ kind: params.kind, code: params.code, body }])
    return readChange(ctx, params.id, params.kind, params.code)
  })
  serve(app, contract.removeReference, async (ctx, { params }) => {
    await removeThing(ctx, params.id, params.kind, params.code)
    return readChange(ctx, params.id, params.kind, params.code)
  })
  serve(app, contract.withdrawChange, async (ctx, { params }) => {
    await withdrawChange(ctx, params.id, params.kind, params.code)
    return {}
  })
  serve(app, contract.rebaseChangeSet, async (ctx, { params, body }) =>
    presentChangeSet(ctx, await rebaseChangeSet(ctx, params.id, body.keep)),
  )
  serve(app, contract.publishChangeSet, async (ctx, { params }) =>
    presentChangeSet(ctx, await publishChangeSet(ctx, params.id)),
  )
  serve(app, contract.discardChangeSet, async (ctx, { params }) =>
    presentChangeSet(ctx, await discardChangeSet(ctx, params.id)),
  )
  serve(app, contract.rollBack, async (ctx, { params }) =>
    presentChangeSet(ctx, await rollBack(ctx, params.revision)),
  )
  serve(app, contract.history, (ctx, { params }) => readHistory(ctx, params.kind, params.code))
}
