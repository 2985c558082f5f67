import * as contract from '../../contract/mail-server.ts'
import { companyName, record, saveSettingsSecret, settingsSecret } from '../identity/index.ts'
import { type App, DomainError, newId, serve } from '../platform/index.ts'
import type { Couriers } from './courier.ts'
import { findMailServer } from './mail-server.ts'

/** The server mail goes out through: shown, given its password, tried. */
export function serveMailServer(app: App, couriers: Couriers): void {
  serve(app, contract.readMailServer, async (ctx) => {
    const hasPassword = (await settingsSecret(ctx.db, 'mail.password')) !== undefined
    const server = await findMailServer(app, ctx.db).catch(() => undefined)
    return server
      ? { by: server.by, host: server.host, from: server.from, hasPassword }
      : { by: 'none' as const, from: app.config.mailFrom, hasPassword }
  })
  serve(app, contract.setMailPassword, async (ctx, { body: { password } }) => {
    await ctx.transaction((tx) => saveSettingsSecret(tx, 'mail.password', password))
    return null
  })
  serve(
    app,
    contract.testMailServer,
    async (ctx, { body: { to } }) => {
      await ctx.transaction(async (tx) => {
        record(tx, { action: 'mail-server.tried', subject: { kind: 'settings', id: 'mail' } })
      })
      try {
        const courier = await couriers.current(ctx.db)
        if (!courier) return { sent: false, reason: 'No mail server is set up.' }
        const outcome = await courier.hand(
          {
            id: newId('mai'),
            to,
            subject: `A mail to try the server of ${await companyName(ctx.db)}`,
            text: 'Mail goes out. This one was sent from the settings of Quoin to try the mail server.',
            status: 'WAITING',
            attempts: 0,
            createdAt: ctx.now,
          },
          [],
        )
        return outcome.sent ? { sent: true } : { sent: false, reason: outcome.reason }
      } catch (error) {
        if (error instanceof DomainError) throw error
        return {
          sent: false,
          reason: error instanceof Error ? error.message : 'The server cannot be reached.',
        }
      }
    },
    { everyAttemptCounts: true },
  )
}
