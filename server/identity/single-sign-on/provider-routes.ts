import * as contract from '../../../contract/single-sign-on.ts'
import { type App, answer, serve } from '../../platform/index.ts'
import { addProvider, changeProvider, deleteProvider } from './edit-provider.ts'
import { type StoredProvider, selectProviders } from './provider-store.ts'

export function serveProviders(app: App): void {
  const { publicUrl } = app.config
  const present = ({ secret, ...provider }: StoredProvider): contract.Provider => ({
    ...provider,
    hasSecret: secret !== null,
    addresses:
      provider.settings.kind === 'oidc'
        ? { redirect: `${publicUrl}/sso/${provider.code}/callback` }
        : {
            redirect: `${publicUrl}/sso/${provider.code}/acs`,
            metadata: `${publicUrl}/sso/${provider.code}/metadata`,
          },
  })
  serve(app, contract.listSignInWays, async (ctx) => ({
    items: (await selectProviders(ctx.db, 'enabled')).map(({ code, name }) => ({ code, name })),
  }))
  serve(app, contract.listProviders, async (ctx) => ({ items: (await selectProviders(ctx.db)).map(present) }))
  serve(
    app,
    contract.createProvider,
    async (ctx, { body }) => answer(present(await addProvider(app.outside, ctx, body)), { etag: 1 }),
    { everyAttemptCounts: true },
  )
  serve(app, contract.changeProvider, async (ctx, { params, body, headers }) => {
    const provider = present(await changeProvider(app.outside, ctx, params.id, body, headers.ifMatch))
    return answer(provider, { etag: provider.version })
  })
  serve(app, contract.deleteProvider, async (ctx, { params }) => {
    await deleteProvider(ctx, params.id)
    return null
  })
}
