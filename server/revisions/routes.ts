import * as contract from '../../contract/revisions.ts'
import { definePersonal } from '../identity/index.ts'
import { type App, serve } from '../platform/index.ts'
import { defineReferenceChecks } from './check-references.ts'
import { currentChangeSet, enterChangeSet } from './enter-change-set.ts'
import { sealFindings } from './kept-findings.ts'
import { listChangeSets, presentChangeSet } from './present-change-sets.ts'
import { publishChangeSet } from './publish-change-set.ts'
import { putChanges, removeThing, withdrawChange } from './put-changes.ts'
import { findingsIn, listChanges, readChange, readChangeSet } from './read-change-set.ts'
import { readHistory } from './read-history.ts'
import { listReference, readReference } from './read-reference.ts'
import { reviewChangeSet } from './review-change-set.ts'
import { registerPublication, scheduleChangeSet, unscheduleChangeSet } from './schedule-change-set.ts'
import { sealReferenceData } from './sealed-bodies.ts'
import { discardChangeSet, rebaseChangeSet, rollBack } from './settle-change-set.ts'
import { startChangeSet } from './start-change-set.ts'

export function registerRevisions(app: App): void {
  registerPublication(app)
  defineReferenceChecks()
  sealReferenceData(app)
  sealFindings(app)
  definePersonal(app, {
    rows: [{ table: 'current_change_sets', what: 'change set at work', where: 'user_id = $1' }],
  })
  serve(app, contract.listChangeSets, (ctx, { query }) => listChangeSets(ctx, query))
  serve(app, contract.startChangeSet, async (ctx, { body }) => {
    const set = await startChangeSet(ctx, body.title, body.why)
    await enterChangeSet(ctx, set.id)
    return presentChangeSet(ctx, set)
  })
  serve(app, contract.getCurrentChangeSet, async (ctx) => {
    const set = await currentChangeSet(ctx)
    return set ? { changeSet: await presentChangeSet(ctx, set) } : {}
  })
  serve(app, contract.enterChangeSet, async (ctx, { body }) => {
    const set = await enterChangeSet(ctx, body.id)
    return set ? { changeSet: await presentChangeSet(ctx, set) } : {}
  })
  serve(app, contract.getChangeSet, (ctx, { params, query }) =>
    readChangeSet(ctx, params.id, { checks: query.checks === 'true' }),
  )
  serve(app, contract.checkChangeSet, (ctx, { params }) => findingsIn(ctx, params.id))
  serve(app, contract.listChanges, (ctx, { params, query }) => listChanges(ctx, params.id, query))
  registerEditing(app)
  registerSettling(app)
  serve(app, contract.history, (ctx, { params }) => readHistory(ctx, params.kind, params.code))
  serve(app, contract.listReference, (ctx, { params, query }) => listReference(ctx, params.kind, query))
  serve(app, contract.getReference, (ctx, { params, query }) =>
    readReference(ctx, params.kind, params.code, query.changeSet),
  )
}

function registerEditing(app: App): void {
  serve(app, contract.putReference, async (ctx, { params, query, body }) => {
    const { id, kind, code } = params
    await putChanges(ctx, id, [{ kind, code, body }], { create: query.create === 'true' })
    return readChange(ctx, id, kind, code)
  })
  serve(app, contract.removeReference, async (ctx, { params }) => {
    await removeThing(ctx, params.id, params.kind, params.code)
    return readChange(ctx, params.id, params.kind, params.code)
  })
  serve(app, contract.withdrawChange, async (ctx, { params }) => {
    await withdrawChange(ctx, params.id, params.kind, params.code)
    return {}
  })
}

function registerSettling(app: App): void {
  serve(app, contract.rebaseChangeSet, async (ctx, { params, body }) =>
    presentChangeSet(ctx, await rebaseChangeSet(ctx, params.id, body.keep)),
  )
  serve(app, contract.publishChangeSet, async (ctx, { params, body }) =>
    presentChangeSet(
      ctx,
      body.at
        ? await scheduleChangeSet(ctx, params.id, new Date(body.at))
        : await publishChangeSet(ctx, params.id),
    ),
  )
  serve(app, contract.unscheduleChangeSet, async (ctx, { params }) =>
    presentChangeSet(ctx, await unscheduleChangeSet(ctx, params.id)),
  )
  serve(app, contract.askForReview, async (ctx, { params, body }) =>
    presentChangeSet(ctx, await reviewChangeSet(ctx, params.id, 'asked', body.comment)),
  )
  serve(app, contract.approveChangeSet, async (ctx, { params, body }) =>
    presentChangeSet(ctx, await reviewChangeSet(ctx, params.id, 'approved', body.comment)),
  )
  serve(app, contract.returnChangeSet, async (ctx, { params, body }) =>
    presentChangeSet(ctx, await reviewChangeSet(ctx, params.id, 'returned', body.comment)),
  )
  serve(app, contract.discardChangeSet, async (ctx, { params }) =>
    presentChangeSet(ctx, await discardChangeSet(ctx, params.id)),
  )
  serve(app, contract.rollBack, async (ctx, { params }) => {
    const set = await rollBack(ctx, params.revision)
    await enterChangeSet(ctx, set.id)
    return presentChangeSet(ctx, set)
  })
}
