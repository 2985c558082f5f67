import { z } from 'zod'
import * as audit from '../../contract/audit.ts'
import * as contract from '../../contract/identity.ts'
import {
  type App,
  answer,
  DomainError,
  decodeCursor,
  demandMatch,
  encodeCursor,
  type FileBody,
  serve,
} from '../platform/index.ts'
import { record } from './audit.ts'
import { verifyChain } from './audit-chain.ts'
import { selectAuditEntries } from './audit-store.ts'
import { changeTeam } from './change-team.ts'
import { changeUser } from './change-user.ts'
import { createTeam } from './create-team.ts'
import { createUser } from './create-user.ts'
import { exportEntries } from './export-audit.ts'
import { listUsers } from './list-users.ts'
import { findUser } from './people.ts'
import { permit } from './policy.ts'
import type { RightsCache } from './rights-cache.ts'
import { builtInRoles } from './roles.ts'
import { resetPassword } from './set-password.ts'
import { changeSettings, versionedSettings } from './settings.ts'
import { selectTeams } from './user-store.ts'

/** Users, teams, settings and the audit trail. What changes rights drops what this node remembers of them. */
export function serveAdministration(app: App, cache: RightsCache): void {
  serveUsers(app, cache)
  serveTeams(app, cache)
  serveSettings(app)
  serveAudit(app)
}

function serveAudit(app: App): void {
  serve(app, audit.listAuditEntries, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.string()]))
    const items = await selectAuditEntries(ctx.db, query, after, query.limit + 1)
    return paged(items, query.limit, (last) => [last.at, last.id])
  })
  serve(app, audit.exportAuditEntries, async (ctx, { query: { format, ...filter } }) => {
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'audit.exported', subject: { kind: 'audit', id: format }, after: filter })
    })
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8'
    return answer<FileBody>(exportEntries(ctx.db, filter, format), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="audit-${ctx.now.toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
      },
    })
  })
  serve(app, audit.verifyAuditTrail, (ctx, { query }) => verifyChain(ctx.db, query))
}

function serveUsers(app: App, cache: RightsCache): void {
  serve(app, contract.listUsers, async (ctx, { query }) => {
    const items = await listUsers(ctx, query)
    return paged(items, query.limit, (last) => [last.familyName, last.givenName, last.id])
  })
  serve(app, contract.readUser, async (ctx, { params: { id } }) => {
    const user = await findUser(ctx.db, id)
    if (!user) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.read', { ownerId: id }, new DomainError('user.not-found', { id }))
    return answer(user, { etag: user.version })
  })
  serve(app, contract.createUser, async (ctx, { body }) => {
    permit(ctx, 'users.write')
    const user = await ctx.transaction((tx) => createUser(tx, body))
    return answer(user, { etag: user.version, location: `/api/v1/users/${user.id}` })
  })
  serve(app, contract.changeUser, async (ctx, { params, body, headers }) => {
    const user = await changeUser(ctx, params.id, body, headers.ifMatch)
    cache.forget()
    return answer(user, { etag: user.version })
  })
  serve(app, contract.resetPassword, async (ctx, { params, body }) => {
    await resetPassword(ctx, params.id, body.password)
    cache.forget()
    return null
  })
  serve(app, contract.listRoles, () => ({
    items: contract.roles.map((code) => ({ code, ...builtInRoles[code] })),
  }))
}

function serveTeams(app: App, cache: RightsCache): void {
  serve(app, contract.listTeams, async (ctx, { query }) => {
    const [name, id] = decodeCursor(query.cursor, z.tuple([z.string(), z.string()])) ?? ['', '']
    const items = await selectTeams(ctx.db, '(name, id) > ($1, $2)', [name, id], query.limit + 1)
    return paged(items, query.limit, (last) => [last.name, last.id])
  })
  serve(app, contract.createTeam, async (ctx, { body }) => {
    permit(ctx, 'users.write')
    const team = await ctx.transaction((tx) => createTeam(tx, body))
    return answer(team, { etag: team.version, location: `/api/v1/teams/${team.id}` })
  })
  serve(app, contract.changeTeam, async (ctx, { params, body, headers }) => {
    const team = await changeTeam(ctx, params.id, body, headers.ifMatch)
    cache.forget()
    return answer(team, { etag: team.version })
  })
}

function serveSettings(app: App): void {
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
}

/** One more than asked for was read: it says whether there is a next page. */
function paged<Item>(items: Item[], limit: number, position: (last: Item) => unknown[]) {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return items.length > limit && last
    ? { items: shown, next: encodeCursor(position(last)) }
    : { items: shown }
}
