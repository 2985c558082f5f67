import * as contract from '../../contract/configurations.ts'
import { partsOf, startSession } from '../../engines/configurator/index.ts'
import { getProduct } from '../catalog/index.ts'
import { type App, DomainError, serve } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { findModel } from './configurator.ts'
import { getConfiguration, listConfigurations, saveConfiguration } from './save-configuration.ts'

export function registerConfiguration(app: App): void {
  serve(app, contract.configure, async (ctx, { params, body }) => {
    const { revision, product } = await getProduct(ctx, app.database, params.code, body.revision)
    const model = await findModel(ctx.db, await readSnapshot(app.database, ctx.db, revision), product)
    if (!model) throw new DomainError('configuration.no-model', { product: params.code })
    const session = startSession(model)
    const refused = body.decisions.flatMap((decision) => {
      const result = session.decide(decision)
      return result.ok ? [] : [result.explanation]
    })
    const completion = session.complete()
    return {
      revision,
      domains: session.domains(),
      refused,
      ...(body.complete ? { completion } : {}),
      parts: partsOf(model, completion.configuration),
      ...(body.explain
        ? { explanation: session.explain(body.explain) ?? undefined, repairs: session.repair(body.explain) }
        : {}),
    }
  })
  serve(app, contract.saveConfiguration, (ctx, { body }) => saveConfiguration(ctx, app.database, body))
  serve(app, contract.listConfigurations, (ctx, { query }) => listConfigurations(ctx, query))
  serve(app, contract.getConfiguration, (ctx, { params }) => getConfiguration(ctx, params.id))
}
