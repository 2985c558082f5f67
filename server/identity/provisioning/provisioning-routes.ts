import * as contract from '../../../contract/provisioning.ts'
import { type App, DomainError, serve } from '../../platform/index.ts'
import { wrong } from '../check-user.ts'
import { permit } from '../policy.ts'
import type { RightsCache } from '../rights-cache.ts'
import { giveRoles } from './provision-group.ts'
import { type Group, selectGroups } from './provision-store.ts'
import { ScimError } from './scim-error.ts'

/** What an administrator decides about the groups of a directory. */
export function serveProvisioning(app: App, cache: RightsCache): void {
  serve(app, contract.listProvisionedGroups, async (ctx) => ({
    address: `${app.config.publicUrl}/scim/v2`,
    items: (await selectGroups(ctx.db)).map(present),
  }))
  serve(app, contract.giveGroupRoles, async (ctx, { params, body }) => {
    // Roles for whoever the directory puts in: only for who may give them to everybody.
    permit(ctx, 'users.write', {})
    try {
      return present(await giveRoles(ctx, params.id, body.roles))
    } catch (error) {
      if (!(error instanceof ScimError)) throw error
      if (error.status === 409) throw wrong('roles', error.message)
      throw new DomainError('reference.not-found', { kind: 'group', code: params.id })
    } finally {
      cache.forget()
    }
  })
}

const present = ({ id, displayName, members, roles }: Group): contract.ProvisionedGroup => ({
  id: id as contract.ProvisionedGroup['id'], // made by newId of this kind
  displayName,
  members: members.length,
  roles,
})
