import * as contract from '../../contract/configurations.ts'
import { checkConfiguration, configure } from '../../contract/configuring.ts'
import { check, partsOf, startSession } from '../../engines/configurator/index.ts'
import { defineThing, ownedRow } from '../identity/index.ts'
import { type App, answer, serve } from '../platform/index.ts'
import { defineModelChecks } from './check-models.ts'
import * as saved from './save-configuration.ts'
import { decideAll, getConfigurable, stateOf } from './session.ts'
import {
  completeWith,
  decide,
  explainIn,
  explainSaved,
  refresh,
  repair,
  retract,
  work,
} from './work-on-configuration.ts'

export function registerConfiguration(app: App): void {
  defineThing(app, {
    kind: 'configuration',
    prefix: 'cfg',
    area: 'configurations',
    find: (db, id) =>
      ownedRow(
        db,
        `select owner_id as owner, coalesce(name, products -> 0 ->> 'productName') as name from configurations where id = $1`,
        id,
      ),
  })
  defineModelChecks()
  const { database } = app
  serveStateless(app)
  serve(app, contract.saveConfiguration, async (ctx, { body }) => {
    const made = await saved.saveConfiguration(ctx, database, body)
    return answer(made, { etag: made.seq, location: `/api/v1/configurations/${made.id}` })
  })
  serve(app, contract.listConfigurations, (ctx, { query }) => saved.listConfigurations(ctx, query))
  serve(app, contract.getConfiguration, async (ctx, { params }) => {
    const found = await saved.getConfiguration(ctx, params.id)
    return answer(found, { etag: found.seq })
  })
  serve(app, contract.changeConfiguration, async (ctx, { params, body, headers }) => {
    const changed = await saved.changeConfiguration(ctx, database, params.id, body, headers.ifMatch)
    return answer(changed, { etag: changed.seq })
  })
  serve(app, contract.removeConfiguration, async (ctx, { params }) => {
    await saved.removeConfiguration(ctx, params.id)
    return null
  })
  serve(app, contract.cloneConfiguration, (ctx, { params, body }) =>
    saved.cloneConfiguration(ctx, database, params.id, body.name),
  )

  serve(app, contract.decideConfiguration, (ctx, { params, body }) =>
    work(ctx, database, params.id, body.item, decide(body.decisions)),
  )
  serve(app, contract.retractConfiguration, (ctx, { params, body }) =>
    work(ctx, database, params.id, body.item, retract(body.variable)),
  )
  serve(app, contract.repairConfiguration, (ctx, { params, body }) =>
    work(ctx, database, params.id, body.item, repair(body.wanted, body.drop)),
  )
  serve(app, contract.completeConfiguration, (ctx, { params, body }) =>
    work(ctx, database, params.id, body.item, completeWith(body.keep), { complete: true }),
  )
  serve(app, contract.refreshConfiguration, (ctx, { params }) => refresh(ctx, database, params.id))
  serve(app, contract.explainConfiguration, (ctx, { params, body }) =>
    explainSaved(ctx, database, params.id, body),
  )
}

/** Decisions in, domains out: nothing is kept. */
function serveStateless(app: App): void {
  serve(app, configure, async (ctx, { params, body }) => {
    const product = await getConfigurable(ctx, app.database, params.code, body.revision)
    const session = startSession(product.model)
    const refused = decideAll(session, body.decisions)
    return {
      ...stateOf(product, session, refused, { complete: body.complete, holes: body.holes }),
      ...(body.explain && explainIn(session, { decision: body.explain })),
    }
  })
  serve(app, checkConfiguration, async (ctx, { params, body }) => {
    const { revision, model } = await getConfigurable(ctx, app.database, params.code, body.revision)
    const result = check(model, { values: body.values })
    return { revision, ...result, parts: result.valid ? partsOf(model, { values: body.values }) : [] }
  })
}
