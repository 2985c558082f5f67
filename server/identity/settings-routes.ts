import * as contract from '../../contract/settings.ts'
import { type App, answer, demandMatch, serve } from '../platform/index.ts'
import { permit } from './policy.ts'
import { changeSettings, versionedSettings } from './settings.ts'
import { listSettingsHistory, restoreSettings } from './settings-history.ts'

export function serveSettings(app: App): void {
  serve(app, contract.readSettings, async (ctx) => {
    const settings = await versionedSettings(ctx.db)
    return answer(settings, { etag: settings.version })
  })
  serve(app, contract.changeSettings, async (ctx, { body, headers }) => {
    permit(ctx, 'settings.write')
    const settings = await ctx.transaction((tx) =>
      changeSettings(tx, body, (version) => demandMatch(headers.ifMatch, version)),
    )
    return answer(settings, { etag: settings.version })
  })
  serve(app, contract.settingsHistory, (ctx, { query }) => listSettingsHistory(ctx, query))
  serve(app, contract.restoreSettings, async (ctx, { params, headers }) => {
    permit(ctx, 'settings.write')
    const settings = await ctx.transaction((tx) =>
      restoreSettings(tx, params.version, (version) => demandMatch(headers.ifMatch, version)),
    )
    return answer(settings, { etag: settings.version })
  })
}
