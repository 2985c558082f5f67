import * as contract from '../../../contract/simulations.ts'
import { type App, serve } from '../../platform/index.ts'
import {
  compareSimulatedQuote,
  getSimulationRow,
  listSimulatedQuotes,
  listSimulations,
  presentSimulation,
} from './read-simulation.ts'
import { sealSimulations } from './sealed-margins.ts'
import { registerSimulationJob, startSimulation } from './start-simulation.ts'
import { settleSimulation } from './store.ts'

export function registerSimulations(app: App): void {
  registerSimulationJob(app)
  sealSimulations(app)
  serve(app, contract.simulate, async (ctx, { params, body }) =>
    presentSimulation(ctx, await startSimulation(ctx, params.id, body)),
  )
  serve(app, contract.listSimulations, async (ctx, { params }) => ({
    items: await listSimulations(ctx, params.id),
  }))
  serve(app, contract.getSimulation, async (ctx, { params }) =>
    presentSimulation(ctx, await getSimulationRow(ctx, params.id)),
  )
  serve(app, contract.stopSimulation, async (ctx, { params }) => {
    await getSimulationRow(ctx, params.id)
    await ctx.transaction((tx) => settleSimulation(tx, params.id, 'stopped'))
    return presentSimulation(ctx, await getSimulationRow(ctx, params.id))
  })
  serve(app, contract.listSimulatedQuotes, (ctx, { params, query }) =>
    listSimulatedQuotes(ctx, params.id, query),
  )
  serve(app, contract.compareSimulatedQuote, (ctx, { params }) =>
    compareSimulatedQuote(ctx, app.database, params.id, params.quote),
  )
}
