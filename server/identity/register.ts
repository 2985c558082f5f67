import { type App, defineCron, onEvent } from '../platform/index.ts'
import { serveAccounts } from './accounts/account-routes.ts'
import { sweepLinks } from './accounts/link-store.ts'
import { sealEntries } from './audit-chain.ts'
import { serveAudit } from './audit-routes.ts'
import { authenticateWith } from './authenticate.ts'
import { greetFirstAdministrator } from './create-first-administrator.ts'
import { keepAuditFor } from './keep-audit.ts'
import { servePersons } from './persons/person-routes.ts'
import { serveOAuth } from './programs/oauth-routes.ts'
import { servePrograms } from './programs/program-routes.ts'
import { serveProvisioning } from './provisioning/provisioning-routes.ts'
import { serveScim } from './provisioning/scim-routes.ts'
import { sweepRates } from './rate-limit.ts'
import { recordRefusals } from './record-refusals.ts'
import { rightsCache } from './rights-cache.ts'
import { serveRoles } from './role-routes.ts'
import { sealSecrets } from './second-factor/factor-store.ts'
import { serveSecondFactors } from './second-factor/second-factor-routes.ts'
import { sweepTickets } from './second-factor/sign-in-ticket.ts'
import { deleteEndedSessions } from './session-store.ts'
import { serveSettings } from './settings-routes.ts'
import { sealSettingsSecrets } from './settings-secrets.ts'
import { sweepAttempts } from './sign-in-attempts.ts'
import { serveSignIn } from './sign-in-routes.ts'
import { deleteOldKeys, renewSigningKey, sealSigningKeys } from './signing-keys.ts'
import { serveProviders } from './single-sign-on/provider-routes.ts'
import { sealProviders } from './single-sign-on/provider-store.ts'
import { sweepRequests } from './single-sign-on/requests.ts'
import { serveSingleSignOn } from './single-sign-on/sso-routes.ts'
import { serveTeams } from './team-routes.ts'
import { defineThing, ownedRow } from './things.ts'
import { tokensFor } from './tokens.ts'
import { serveUsers } from './user-routes.ts'

const dayMs = 86_400_000
const touchesRights = /^(user|team|session|role)\./

/** Puts identity in front of every route: who asks, the sign-in, users, settings and the audit trail. */
export function registerIdentity(app: App): void {
  const tokens = tokensFor(app.config.publicUrl)
  const cache = rightsCache()
  app.authenticate = authenticateWith(app, tokens, cache)

  // What another node changed. A start of a session takes nothing away, and there are many.
  const stop = onEvent(app, (event) => {
    if (touchesRights.test(event.type) && event.type !== 'session.started') cache.forget()
  })
  app.closers.push(async () => stop())

  defineThing(app, {
    kind: 'user',
    prefix: 'usr',
    area: 'users',
    find: (db, id) =>
      ownedRow(
        db,
        "select id as owner, given_name || ' ' || family_name as name from users where id = $1",
        id,
      ),
  })
  app.greetings.push(greetFirstAdministrator)

  sealSigningKeys(app)
  recordRefusals(app)
  serveSignIn(app, tokens, cache)
  serveAccounts(app, cache)
  sealSecrets(app)
  sealProviders(app)
  serveProviders(app)
  serveSingleSignOn(app, cache)
  serveSecondFactors(app, cache)
  serveProvisioning(app, cache)
  serveScim(app, cache)
  servePrograms(app, cache)
  serveOAuth(app, tokens)
  serveUsers(app, cache)
  serveTeams(app, cache)
  serveRoles(app, cache)
  serveSettings(app)
  sealSettingsSecrets(app)
  keepAuditFor(app)
  serveAudit(app)
  servePersons(app)

  defineCron(app, 'identity.seal-audit', '* * * * *', async (ctx) => {
    while ((await ctx.transaction(sealEntries)) > 0);
  })
  defineCron(app, 'identity.sweep', '17 3 * * *', (ctx) =>
    ctx.transaction(async (tx) => {
      await deleteEndedSessions(tx, ctx.now)
      await sweepAttempts(tx)
      await sweepRates(tx)
      await sweepLinks(tx)
      await sweepTickets(tx)
      await sweepRequests(tx)
      // A key signs for ninety days; a day after it retired, nothing it signed still holds.
      await renewSigningKey(tx, new Date(ctx.now.getTime() - 90 * dayMs))
      await deleteOldKeys(tx, new Date(ctx.now.getTime() - dayMs))
    }),
  )
}
